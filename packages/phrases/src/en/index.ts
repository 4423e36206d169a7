import type { DeskPhrases } from '../es/index.ts';
import { arrival } from './arrival.ts';
import { board } from './board.ts';
import { desk } from './desk.ts';
import { keys } from './keys.ts';
import { machines } from './machines.ts';
import { notices } from './notices.ts';
import { search } from './search.ts';
import { sections } from './sections.ts';
import { sending } from './sending.ts';
import { session } from './session.ts';
import { ticket } from './ticket.ts';

/** All the English of the desk, in the shape of the Spanish source. */
export const en: DeskPhrases = {
  arrival,
  board,
  desk,
  keys,
  machines,
  notices,
  search,
  sending,
  session,
  /** The rest of them come with their pages. */
  settings: { sections },
  ticket,
};
