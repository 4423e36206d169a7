import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { getTicketToChange, saveTicket, ticketSubject } from '../tickets.store.ts';

/**
 * An agent vouches for somebody who came in with a reference alone (R14): their messages here lose the mark, they
 * count as a participant and may be the one who is answered; `trusted: false` marks them again. Throws
 * `tickets.not_found`, `messages.not_found` for a message that has no such mark.
 */
export async function trustSender(
  input: { ticketId: string; messageId: string; trusted: boolean },
  work: Work,
): Promise<void> {
  const ticket = await getTicketToChange({ ticketId: input.ticketId, by: 'tickets:reply' }, work);
  const { rows } = await sql<{ author_id: string; notices: string[] }>`
    select m.author_id, b.notices from messages m join message_bodies b on b.message_id = m.id
    where m.id = ${input.messageId} and m.ticket_id = ${ticket.id} and m.author_kind = 'customer'`.execute(
    work.tx,
  );
  const [from, to] = input.trusted
    ? ['mail.not_participant', 'mail.trusted']
    : ['mail.trusted', 'mail.not_participant'];
  const message = rows[0];
  if (message?.notices.includes(to!)) return;
  if (!message?.notices.includes(from!)) throw new AppError('messages.not_found');
  // What they wrote while they were trusted had no mark; taken back, none of it speaks for a participant.
  await sql`update message_bodies b set notices = array_append(array_remove(array_remove(b.notices, ${from}), ${to}), ${to})
    from messages m where m.id = b.message_id and m.ticket_id = ${ticket.id} and m.author_kind = 'customer'
      and m.author_id = ${message.author_id}`.execute(work.tx);
  const { version } = await saveTicket(ticket, {}, work);
  await appendEvents(
    [
      event('message.sender_trusted@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version,
        messageId: input.messageId,
        contactId: message.author_id,
        trusted: input.trusted,
      }),
    ],
    work,
  );
}
