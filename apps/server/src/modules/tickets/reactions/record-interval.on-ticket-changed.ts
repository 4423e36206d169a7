import type { StatusCategory } from '@ventanilla/contracts/events';
import { origins } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import type { LoggedEvent, Reaction } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { waitingOn } from '../tickets.rules.ts';

interface OpenInterval {
  id: string;
  status_key: string;
  status_category: StatusCategory;
  owner_id: string | null;
  started_at: Date;
  opened_by_event: number;
}

/**
 * The ledger of time: each change of status or owner closes the open interval of its ticket and opens the next.
 * It sees every origin, since imported and practised tickets have a past as well. Events of one instant make one
 * interval; an event seen twice changes nothing.
 */
export const recordInterval: Reaction = {
  name: 'record-interval.on-ticket-changed',
  types: ['ticket.created', 'ticket.status_changed', 'ticket.owner_changed'],
  origins,
  async handle(events, work) {
    // Nothing of a ticket comes before its creation, so the first intervals of a batch are one statement.
    await beginIntervals(
      events.filter(({ type }) => type === 'ticket.created'),
      work,
    );
    for (const item of events) if (item.type !== 'ticket.created') await record(item, work);
  },
};

/** A row of the ledger as it begins. */
interface Interval {
  id: string;
  ticket_id: string;
  status_key: string;
  status_category: StatusCategory;
  waiting_on: string;
  owner_id: string | null;
  started_at: Date;
  opened_by_event: number;
}

/** The first interval of each ticket; one whose ledger has begun keeps what it has. */
async function beginIntervals(created: readonly LoggedEvent[], work: Work) {
  const intervals = created.map((item) => {
    const { status } = item.payload as { status: State['status'] };
    return toInterval({ item, state: { status, ownerId: null } }, work);
  });
  await insertIntervals({ intervals, onlyFirst: true }, work);
}

function toInterval({ item, state }: { item: LoggedEvent; state: State }, work: Work): Interval {
  const { key, category } = state.status;
  return {
    id: work.ids.uuid(),
    ticket_id: item.subject_id,
    status_key: key,
    status_category: category,
    waiting_on: waitingOn(category),
    owner_id: state.ownerId,
    started_at: item.at,
    opened_by_event: item.id,
  };
}

async function insertIntervals(
  { intervals, onlyFirst }: { intervals: readonly Interval[]; onlyFirst: boolean },
  work: Work,
) {
  if (intervals.length === 0) return;
  await sql`
    insert into ticket_intervals (id, ticket_id, status_key, status_category, waiting_on, owner_id, started_at, opened_by_event)
    select n.* from jsonb_to_recordset(${JSON.stringify(intervals)}::jsonb) as n (id uuid, ticket_id uuid, status_key text,
      status_category text, waiting_on text, owner_id uuid, started_at timestamptz, opened_by_event bigint)
    where not ${onlyFirst}::boolean or not exists (select from ticket_intervals v where v.ticket_id = n.ticket_id)
    ${keepPlan}`.execute(work.tx);
}

async function record(item: LoggedEvent, work: Work) {
  const open = await findOpen(item.subject_id, work);
  if (open && open.opened_by_event >= item.id) return;
  const next = nextState(item, open);
  if (!next) return;
  const { key, category } = next.status;
  if (open && open.started_at >= item.at) {
    await sql`update ticket_intervals set status_key = ${key}, status_category = ${category},
      waiting_on = ${waitingOn(category)}, owner_id = ${next.ownerId}, opened_by_event = ${item.id}
      where id = ${open.id}`.execute(work.tx);
    return;
  }
  if (open) {
    await sql`update ticket_intervals set ended_at = ${item.at}, closed_by_event = ${item.id}
      where id = ${open.id}`.execute(work.tx);
  }
  await insertIntervals({ intervals: [toInterval({ item, state: next }, work)], onlyFirst: false }, work);
}

async function findOpen(ticketId: string, work: Work): Promise<OpenInterval | undefined> {
  const { rows } = await sql<OpenInterval>`
    select id, status_key, status_category, owner_id, started_at, opened_by_event from ticket_intervals
    where ticket_id = ${ticketId} and ended_at is null ${keepPlan}`.execute(work.tx);
  return rows[0];
}

interface State {
  status: { key: string; category: StatusCategory };
  ownerId: string | null;
}

function nextState(item: LoggedEvent, open: OpenInterval | undefined): State | null {
  if (!open) return null;
  const payload = item.payload as { to?: State['status'] | string | null };
  if (item.type === 'ticket.status_changed')
    return { status: payload.to as State['status'], ownerId: open.owner_id };
  return {
    status: { key: open.status_key, category: open.status_category },
    ownerId: payload.to as string | null,
  };
}
