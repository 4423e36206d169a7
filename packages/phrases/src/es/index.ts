import { board } from './board.ts';
import { desk } from './desk.ts';
import { keys } from './keys.ts';
import { profile } from './profile.ts';
import { search } from './search.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { ticket } from './ticket.ts';

/** Todo el español de la mesa, por capacidad. */
export const es = { board, desk, keys, profile, search, session, settings, ticket };
export type DeskPhrases = typeof es;
