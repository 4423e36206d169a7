import type { TicketMessage } from '@ventanilla/contracts/ticket-message';
import type { TicketCard } from '@ventanilla/contracts/tickets';
import type { Actor } from '../../../platform/actor.ts';
import type { Work } from '../../../platform/work.ts';
import { cardOf } from './cards.ts';
import { getMessage } from './messages.ts';

/** The ticket and the message as whoever wrote it now sees them. */
export async function answerWritten(
  written: { ticket: { id: string }; messageId: string },
  actor: Actor,
  work: Work,
): Promise<{ ticket: TicketCard; message: TicketMessage }> {
  const ticketId = written.ticket.id;
  return {
    ticket: await cardOf({ ticketId, actor }, work.tx),
    message: await getMessage({ ticketId, messageId: written.messageId, actor }, work.tx),
  };
}
