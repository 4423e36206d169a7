import type { EventPayload } from '@ventanilla/contracts/events';
import { waitingOn } from '../../apps/server/src/modules/tickets/index.ts';
import { corpusUuid } from './corpus-ids.ts';
import type { PlannedEvent, Row } from './ticket-draft.ts';

/** An event with its place in the log. */
export interface NumberedEvent extends PlannedEvent {
  id: number;
}

/**
 * The ledger of time that the product's reaction would write for the events of one ticket, in their order: each
 * change of status or owner ends an interval and begins the next; changes of one instant make one.
 */
export function ticketIntervals(events: readonly NumberedEvent[], number: number): Row[] {
  const intervals: Row[] = [];
  for (const item of events) {
    const open = intervals.at(-1);
    const state = stateAfter(item, open);
    if (!state) continue;
    if (open && (open['started_at'] as number) >= item.at) {
      Object.assign(open, state, { opened_by_event: item.id });
      continue;
    }
    if (open) Object.assign(open, { ended_at: item.at, closed_by_event: item.id });
    intervals.push({
      id: corpusUuid({ kind: 'interval', at: item.at, number, part: intervals.length }),
      ticket_id: item.payload['ticketId' as never],
      ...state,
      started_at: item.at,
      ended_at: null,
      opened_by_event: item.id,
      closed_by_event: null,
    });
  }
  return intervals;
}

/** The columns of the interval that an event begins, or null for an event that begins none. */
function stateAfter(item: NumberedEvent, open: Row | undefined): Row | null {
  const before = {
    status_key: open?.['status_key'],
    status_category: open?.['status_category'],
    waiting_on: open?.['waiting_on'],
    owner_id: open?.['owner_id'] ?? null,
  };
  switch (item.key) {
    case 'ticket.created@1':
      return { ...before, ...statusColumns((item.payload as EventPayload<'ticket.created@1'>).status) };
    case 'ticket.status_changed@1':
      return { ...before, ...statusColumns((item.payload as EventPayload<'ticket.status_changed@1'>).to) };
    case 'ticket.owner_changed@1':
      return { ...before, owner_id: (item.payload as EventPayload<'ticket.owner_changed@1'>).to };
    default:
      return null;
  }
}

function statusColumns({ key, category }: EventPayload<'ticket.created@1'>['status']): Row {
  return { status_key: key, status_category: category, waiting_on: waitingOn(category) };
}
