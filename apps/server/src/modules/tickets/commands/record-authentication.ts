import { sql } from 'kysely';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';
import type { MessageAuthentication } from '../tickets.tables.ts';

/**
 * Writes down what was found out about where a received message came from, after it had become one, and tells the
 * readers of its ticket. Answers the ticket.
 */
export async function recordAuthentication(
  input: { messageId: string; authentication: MessageAuthentication },
  work: Work,
): Promise<{ ticketId: string }> {
  const { messageId, authentication } = input;
  const { rows } = await sql<TicketRow>`select t.* from tickets t
    where t.id = (select ticket_id from messages where id = ${messageId}) for no key update`.execute(work.tx);
  const ticket = rows[0]!;
  await sql`update message_bodies set authentication = ${JSON.stringify(authentication)}::jsonb
    where message_id = ${messageId}`.execute(work.tx);
  const { version } = await saveTicket(ticket, {}, work);
  const payload = { ticketId: ticket.id, version, messageId, dmarc: authentication.dmarc };
  await appendEvents([event('message.authenticated@1', ticketSubject(ticket.id), payload)], work);
  return { ticketId: ticket.id };
}
