import type { ticket as source } from '../es/ticket.ts';

/** The ticket: conversation, notes, answer, data and history. */
export const ticket: typeof source = {
  title: 'Ticket',
};
