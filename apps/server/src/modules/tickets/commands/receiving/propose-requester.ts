import { sql } from 'kysely';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Work } from '../../../../platform/work.ts';
import { type TicketRow, ticketSubject } from '../../tickets.store.ts';

/** Keeps the author of a mail that an agent passed on as a proposal; nothing else changes until a person decides. */
export async function proposeRequester(
  input: { ticket: TicketRow; messageId: string; address: string; name: string },
  work: Work,
): Promise<void> {
  const { ticket, messageId } = input;
  await sql`insert into requester_proposals (ticket_id, message_id, address, name, state, created_at)
    values (${ticket.id}, ${messageId}, ${input.address.toLowerCase()}, ${input.name.slice(0, 120)}, 'open', ${work.now})`.execute(
    work.tx,
  );
  await appendEvents(
    [
      event('requester.proposal_changed@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: ticket.version,
        messageId,
        state: 'open',
      }),
    ],
    work,
  );
}
