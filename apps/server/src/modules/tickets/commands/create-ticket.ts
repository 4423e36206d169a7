import { sql } from 'kysely';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import { event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { type TicketRow, ticketSubject } from '../tickets.store.ts';

export interface NewTicket {
  /** May be empty: the desk then says «Sin asunto» in the reader's language. */
  subject: string;
  requesterId: string;
  organizationId: string | null;
  /** `phone` when an agent wrote down what somebody said in a call, `internal` what nobody outside asked for. */
  channel?: TicketRow['channel'];
  /** Left out: the department of its mailbox. */
  departmentId?: string | null;
  channelAccountId: string | null;
  /** The one it continues. */
  previousTicketId: string | null;
  /** One that its first message names, which is no relation that the customer may profit from. */
  mentionedTicketId?: string | null;
  at: Date;
  /** It is closed from its beginning, as history is. */
  isClosed?: boolean;
  first: {
    messageId: string;
    preview: string;
    author: 'customer' | 'agent' | 'system';
    attachmentCount: number;
  };
}

/**
 * Opens a ticket that nobody has yet (or one of history, closed from its beginning), with the next number of its
 * sequence, in the department of its mailbox and of the line of its organization. The first message follows, and then the caller appends `ticketCreated`
 * with the events of that message. Throws `tickets.unknown_status` where no open status
 * is in use.
 */
export async function createTicket(input: NewTicket, work: Work): Promise<TicketRow> {
  const practice = work.origin === 'practice';
  const sequence = practice ? 'practice_ticket_number_seq' : 'ticket_number_seq';
  const isClosed = input.isClosed ?? false;
  const fromCustomer = input.first.author === 'customer';
  const { rows } = await sql<TicketRow>`
    insert into tickets (id, number, practice, subject, requester_id, organization_id, channel, channel_account_id, status_key,
      status_category, previous_ticket_id, mentioned_ticket_id, created_at, activity_at, customer_last_at, last_message_id, preview,
      preview_author, attachment_count, closed_at, resolved_at, department_id, line_id)
    select ${work.ids.uuid()}::uuid, nextval(${sequence}) * ${practice ? -1 : 1}::integer, ${practice}::boolean,
      ${input.subject.slice(0, 998)}, ${input.requesterId}::uuid, ${input.organizationId}::uuid, ${input.channel ?? 'email'},
      ${input.channelAccountId}::uuid, s.key, s.category, ${input.previousTicketId}::uuid, ${input.mentionedTicketId ?? null}::uuid,
      ${input.at}::timestamptz, ${input.at}::timestamptz, ${fromCustomer ? input.at : null}::timestamptz,
      ${input.first.messageId}::uuid, ${input.first.preview}, ${input.first.author}, ${input.first.attachmentCount}::integer,
      ${isClosed ? input.at : null}::timestamptz, ${isClosed ? input.at : null}::timestamptz,
      coalesce(${input.departmentId ?? null}::uuid, (select a.department_id from channel_accounts a join departments d on d.id = a.department_id and d.active
        where a.id = ${input.channelAccountId}::uuid)),
      (select l.id from organizations o join lines l on l.id = o.line_id and l.active
        where o.id = ${input.organizationId}::uuid)
    from (select key, category from statuses where category = ${isClosed ? 'closed' : 'open'} and active order by position limit 1) s
    returning * ${keepPlan}`.execute(work.tx);
  const ticket = rows[0];
  if (!ticket) throw new AppError('tickets.unknown_status');
  return ticket;
}

/** What the log says of a ticket that was opened: before anything else of it. */
export function ticketCreated(ticket: TicketRow) {
  return event('ticket.created@1', ticketSubject(ticket.id), {
    ticketId: ticket.id,
    version: ticket.version,
    number: ticket.number,
    channelAccountId: ticket.channel_account_id,
    requesterId: ticket.requester_id,
    organizationId: ticket.organization_id,
    previousTicketId: ticket.previous_ticket_id,
    status: { key: ticket.status_key, category: ticket.status_category },
  });
}
