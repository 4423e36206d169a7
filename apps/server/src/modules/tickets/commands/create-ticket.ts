import { sql } from 'kysely';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { statusOfCategory, type TicketRow, ticketSubject } from '../tickets.store.ts';

export interface NewTicket {
  /** May be empty: the desk then says «Sin asunto» in the reader's language. */
  subject: string;
  requesterId: string;
  organizationId: string | null;
  /** `phone` when an agent wrote down what somebody said in a call. */
  channel?: 'email' | 'phone';
  channelAccountId: string | null;
  /** The one it continues. */
  previousTicketId: string | null;
  /** One that its first message names, which is no relation that the customer may profit from. */
  mentionedTicketId?: string | null;
  at: Date;
  first: {
    messageId: string;
    preview: string;
    author: 'customer' | 'agent' | 'system';
    attachmentCount: number;
  };
}

/** Opens a ticket that nobody has yet, with the next number of its sequence. The first message follows. */
export async function createTicket(input: NewTicket, work: Work): Promise<TicketRow> {
  const status = await statusOfCategory('open', work.tx);
  const practice = work.origin === 'practice';
  const sequence = practice ? 'practice_ticket_number_seq' : 'ticket_number_seq';
  const fromCustomer = input.first.author === 'customer';
  const { rows } = await sql<TicketRow>`
    insert into tickets (id, number, practice, subject, requester_id, organization_id, channel, channel_account_id, status_key,
      status_category, previous_ticket_id, mentioned_ticket_id, created_at, activity_at, customer_last_at, last_message_id, preview,
      preview_author, attachment_count)
    values (${work.ids.uuid()}, nextval(${sequence}) * ${practice ? -1 : 1}, ${practice}, ${input.subject.slice(0, 998)},
      ${input.requesterId}, ${input.organizationId}, ${input.channel ?? 'email'}, ${input.channelAccountId}, ${status.key}, ${status.category},
      ${input.previousTicketId}, ${input.mentionedTicketId ?? null}, ${input.at}, ${input.at}, ${fromCustomer ? input.at : null}, ${input.first.messageId},
      ${input.first.preview}, ${input.first.author}, ${input.first.attachmentCount})
    returning *`.execute(work.tx);
  const ticket = rows[0]!;
  await appendEvents(
    [
      event('ticket.created@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: ticket.version,
        number: ticket.number,
        channelAccountId: ticket.channel_account_id,
        requesterId: ticket.requester_id,
        organizationId: ticket.organization_id,
        previousTicketId: ticket.previous_ticket_id,
        status,
      }),
    ],
    work,
  );
  return ticket;
}
