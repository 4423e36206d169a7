import type { StatusCategory } from '@ventanilla/contracts/events';
import { origins } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
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
    for (const item of events) await record(item, work);
  },
};

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
  await work.tx
    .insertInto('ticket_intervals')
    .values({
      id: work.ids.uuid(),
      ticket_id: item.subject_id,
      status_key: key,
      status_category: category,
      waiting_on: waitingOn(category),
      owner_id: next.ownerId,
      started_at: item.at,
      ended_at: null,
      business_ms: null,
      opened_by_event: item.id,
      closed_by_event: null,
    })
    .execute();
}

async function findOpen(ticketId: string, work: Work): Promise<OpenInterval | undefined> {
  const { rows } = await sql<OpenInterval>`
    select id, status_key, status_category, owner_id, started_at, opened_by_event from ticket_intervals
    where ticket_id = ${ticketId} and ended_at is null`.execute(work.tx);
  return rows[0];
}

interface State {
  status: { key: string; category: StatusCategory };
  ownerId: string | null;
}

function nextState(item: LoggedEvent, open: OpenInterval | undefined): State | null {
  const payload = item.payload as { status?: State['status']; to?: State['status'] | string | null };
  if (item.type === 'ticket.created') return { status: payload.status!, ownerId: null };
  if (!open) return null;
  if (item.type === 'ticket.status_changed')
    return { status: payload.to as State['status'], ownerId: open.owner_id };
  return {
    status: { key: open.status_key, category: open.status_category },
    ownerId: payload.to as string | null,
  };
}
