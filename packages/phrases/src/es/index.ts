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

/** Todo el español de la mesa, por capacidad. */
export const es = {
  arrival,
  board,
  desk,
  keys,
  machines,
  notices,
  search,
  sending,
  session,
  /** Lo demás llega con sus páginas. */
  settings: { sections },
  ticket,
};
export type DeskPhrases = typeof es;
