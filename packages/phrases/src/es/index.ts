import { board } from './board.ts';
import { desk } from './desk.ts';
import { profile } from './profile.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { ticket } from './ticket.ts';

/** Todo el español de la mesa, por capacidad. */
export const es = { board, desk, profile, session, settings, ticket };
export type DeskPhrases = typeof es;
