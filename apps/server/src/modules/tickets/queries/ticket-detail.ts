import type { StatusCategory } from '@ventanilla/contracts/events';
import type { PreviousTicket } from '@ventanilla/contracts/ticket-history';
import type { TicketDetail } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import { toClassification, type ValuesJson, valuesOf } from '../classifying/ticket-values.ts';
import { fileBytesOf } from '../file-links/mail-size.rules.ts';
import { visibleTo } from '../tickets.store.ts';
import { type CardRow, selectCards, toCard } from './cards.ts';
import { listHistory } from './history.ts';
import { listMessages, messagesPerPage } from './messages.ts';
import { findReplyTarget } from './reply-target.ts';
import { type ScheduledJson, scheduledOf, toScheduledReply } from './scheduled-replies.ts';
import { anyFromAddresses } from './sending-accounts.ts';
import { type TimeJson, timeSpentOf, toTimeSpent } from './time-spent.ts';

/** Earlier tickets of the same person shown beside one. */
const previousMax = 20;

/** A ticket whole, in six statements whatever it holds, two more once its history tells of classifying; the gate comes first. */
export async function getTicketDetail(
  input: { ticketId: string; actor: Actor; linksFiles: boolean },
  db: Db,
): Promise<TicketDetail> {
  const source = sql`select t.* from tickets t where t.id = ${input.ticketId} and ${visibleTo(input.actor)}`;
  const row = (await selectCards({ source, actor: input.actor }).execute(db)).rows[0];
  if (!row) throw new AppError('tickets.not_found');
  const [{ anyFrom, ...side }, target, previous, messages, history] = await Promise.all([
    readSide(row, input.actor, db),
    findReplyTarget({ ticket: row }, db),
    listPrevious(row, input.actor, db),
    listMessages({ ticketId: row.id, actor: input.actor, limit: messagesPerPage }, db),
    listHistory({ ticketId: row.id, language: input.actor.language }, db),
  ]);
  const ticket = toCard(row, input.actor);
  const closesByAnswer = row.department_rules?.replyCloses?.includes(row.channel) ?? false;
  return {
    ticket,
    replyOutcome: closesByAnswer && ticket.can.includes('reply_and_close') ? 'close' : 'keep',
    spamSigns: row.spam_signs,
    ...side,
    replyTo: target && {
      ...target.to,
      from: target.account.address,
      canChooseFrom: anyFrom.some((address) => address !== target.account.address),
      linksBeyondBytes: input.linksFiles ? fileBytesOf(target.account.mailBytes) : null,
    },
    messages: messages.items,
    olderMessagesCursor: messages.olderCursor,
    history,
    previous,
  };
}

interface SideRow {
  contact_name: string;
  contact_job_title: string | null;
  organization_id: string | null;
  organization_name: string | null;
  parent_name: string | null;
  identities: IdentityJson[];
  account_id: string | null;
  account_name: string | null;
  account_address: string | null;
  line_id: string | null;
  line_name: string | null;
  next_id: string | null;
  next_number: number | null;
  mentioned_id: string | null;
  mentioned_number: number | null;
  proposed: TicketDetail['proposedRequester'];
  intervals: IntervalRow[];
  scheduled: ScheduledJson[];
  any_from: string[];
  held: ValuesJson;
  time: TimeJson;
}

/** As JSON tells it: instants are text. */
interface IdentityJson {
  id: string;
  kind: string;
  value: string;
  label: 'official' | 'personal' | null;
  bounce: { permanent: boolean; status: string | null; said: string | null; at: string } | null;
}

/** As JSON tells it: instants are text. */
interface IntervalRow {
  key: string;
  category: StatusCategory;
  ownerId: string | null;
  ownerName: string | null;
  startedAt: string;
  endedAt: string | null;
}

/** Contact, organisation, mailbox, the ticket that continues this one, the ledger of time, and answers that wait. */
async function readSide(
  row: CardRow,
  actor: Actor,
  db: Db,
): Promise<
  Pick<
    TicketDetail,
    | 'channelAccount'
    | 'classification'
    | 'contact'
    | 'continuedBy'
    | 'intervals'
    | 'line'
    | 'mentioned'
    | 'proposedRequester'
    | 'scheduledReplies'
    | 'timeSpent'
  > & { anyFrom: string[] }
> {
  const { rows } = await sql<SideRow>`
    select c.name as contact_name, c.job_title as contact_job_title, o.id as organization_id, o.name as organization_name, p.name as parent_name,
      coalesce((select json_agg(json_build_object('id', i.id, 'kind', i.kind, 'value', i.value, 'label', i.label,
          'bounce', case when i.bounced_at is not null then json_build_object('permanent', i.bounce_permanent,
            'status', i.bounce_status, 'said', i.bounce_said, 'at', i.bounced_at) end) order by i.created_at)
        from contact_identities i where i.contact_id = c.id and i.superseded_by is null), '[]') as identities,
      ca.id as account_id, ca.name as account_name, ca.address as account_address,
      l.id as line_id, l.name as line_name, n.id as next_id, n.number as next_number,
      x.id as mentioned_id, x.number as mentioned_number,
      (select json_build_object('messageId', q.message_id, 'name', q.name, 'address', q.address, 'state', q.state)
        from requester_proposals q where q.ticket_id = ${row.id}) as proposed,
      coalesce((select json_agg(json_build_object('key', v.status_key, 'category', v.status_category,
          'ownerId', v.owner_id, 'ownerName', a.name, 'startedAt', v.started_at, 'endedAt', v.ended_at)
          order by v.started_at, v.opened_by_event)
        from ticket_intervals v left join agents a on a.id = v.owner_id where v.ticket_id = ${row.id}), '[]') as intervals,
      ${scheduledOf({ ticketId: row.id, actor })} as scheduled, ${anyFromAddresses} as any_from,
      ${valuesOf(row)} as held, ${timeSpentOf({ ticketId: row.id })} as time
    from contacts c
    left join organizations o on o.id = coalesce(${row.organization_id}::uuid, c.organization_id)
    left join organizations p on p.id = o.parent_id
    left join channel_accounts ca on ca.id = ${row.channel_account_id}::uuid
    left join lines l on l.id = ${row.line_id}::uuid
    left join lateral (select t.id, t.number from tickets t where t.previous_ticket_id = ${row.id} and ${visibleTo(actor)}
      order by t.created_at desc limit 1) n on true
    left join lateral (select t.id, t.number from tickets t
      where t.id = ${row.mentioned_ticket_id}::uuid and ${visibleTo(actor)}) x on true
    where c.id = ${row.requester_id} ${keepPlan}`.execute(db);
  const side = rows[0]!;
  return {
    classification: toClassification(row, side.held),
    channelAccount: side.account_id
      ? { id: side.account_id, name: side.account_name ?? '', address: side.account_address ?? '' }
      : null,
    line: side.line_id ? { id: side.line_id, name: side.line_name ?? '' } : null,
    contact: {
      id: row.requester_id,
      name: side.contact_name,
      jobTitle: side.contact_job_title,
      organization: side.organization_id
        ? { id: side.organization_id, name: side.organization_name ?? '', parentName: side.parent_name }
        : null,
      identities: side.identities.map(({ bounce, ...identity }) => ({
        ...identity,
        bounce: bounce && { ...bounce, at: toInstant(new Date(bounce.at)) },
      })),
    },
    continuedBy: side.next_id ? { id: side.next_id, number: side.next_number! } : null,
    mentioned: side.mentioned_id ? { id: side.mentioned_id, number: side.mentioned_number! } : null,
    proposedRequester: side.proposed,
    intervals: side.intervals.map(({ key, category, startedAt, endedAt, ...owner }) => ({
      status: { key, category },
      ...owner,
      startedAt: toInstant(new Date(startedAt)),
      endedAt: endedAt === null ? null : toInstant(new Date(endedAt)),
    })),
    scheduledReplies: side.scheduled.map(toScheduledReply),
    timeSpent: toTimeSpent(side.time, row.department_rules?.closeNeeds?.includes('time') ?? false),
    anyFrom: side.any_from,
  };
}

/** Other tickets of the requester, newest first; the one that this continues is always among them. */
async function listPrevious(row: CardRow, actor: Actor, db: Db): Promise<PreviousTicket[]> {
  const { rows } = await sql<CardRow>`
    select t.* from tickets t
    where (t.requester_id = ${row.requester_id} or t.id = ${row.previous_ticket_id}::uuid) and t.id <> ${row.id}
      and ${visibleTo(actor)}
    order by (t.id = ${row.previous_ticket_id}::uuid) is true desc, t.created_at desc, t.id desc
    limit ${sql.lit(previousMax)} ${keepPlan}`.execute(db);
  return rows.map((other) => ({
    id: other.id,
    number: other.number,
    subject: other.subject,
    status: { key: other.status_key, category: other.status_category },
    createdAt: toInstant(other.created_at),
    closedAt: toInstant(other.closed_at),
    answered: other.first_answer_at !== null,
    continued: other.id === row.previous_ticket_id,
  }));
}
