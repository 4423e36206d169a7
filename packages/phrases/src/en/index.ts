import type { DeskPhrases } from '../es/index.ts';
import { board } from './board.ts';
import { desk } from './desk.ts';
import { keys } from './keys.ts';
import { profile } from './profile.ts';
import { search } from './search.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { ticket } from './ticket.ts';

/** All the English of the desk, in the shape of the Spanish source. */
export const en: DeskPhrases = { board, desk, keys, profile, search, session, settings, ticket };
