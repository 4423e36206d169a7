import type { BulkTable } from './copy-in.ts';
import type { Row } from './ticket-draft.ts';
import { type NumberedEvent, ticketIntervals } from './ticket-intervals.ts';
import type { TicketRows } from './ticket-rows.ts';

/** Columns filled in bulk, in the order in which tables are written; what is not named keeps its default. */
const columns = {
  tickets:
    'id number subject requester_id organization_id channel_account_id status_key status_category owner_id previous_ticket_id created_at activity_at customer_last_at our_last_at first_answer_at owner_first_answer_at closed_at resolved_at last_message_id preview preview_author note_count attachment_count version',
  messages:
    'id ticket_id channel_account_id direction visibility author_kind author_id at external_id attachment_count',
  message_bodies: 'message_id subject text html from_address to_addresses reference_ids',
  searched: 'message_id ticket_id at searchable',
  attachments: 'id message_id ticket_id sha256 file_name content_type size_bytes position created_at',
  outbound_messages:
    'id message_id ticket_id channel_account_id external_id envelope state attempts sent_at created_at',
  ticket_reads: 'agent_id ticket_id seen_at',
  events: 'id at type version origin subject_type subject_id actor correlation_id payload',
  events_log: 'pos event_id',
  ticket_intervals:
    'id ticket_id status_key status_category waiting_on owner_id started_at ended_at opened_by_event closed_by_event',
} as const;

export type BulkRows = Record<keyof typeof columns, Row[]>;

export function bulkTable(name: string): BulkTable {
  return { name, columns: columns[name as keyof typeof columns].split(' ') };
}

export function emptyRows(): BulkRows {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, []])) as unknown as BulkRows;
}

/** Adds what one ticket has, its events numbered from `first` on. */
export function collectRows(
  { made, number, first }: { made: TicketRows; number: number; first: { eventId: number; position: number } },
  rows: BulkRows,
): void {
  rows.tickets.push(made.ticket);
  rows.messages.push(...made.messages);
  rows.message_bodies.push(...made.bodies);
  rows.searched.push(...made.searched);
  rows.attachments.push(...made.attachments);
  rows.outbound_messages.push(...made.outbound);
  rows.ticket_reads.push(...made.reads);
  const numbered = made.events.map((item, at): NumberedEvent => ({ ...item, id: first.eventId + at + 1 }));
  rows.ticket_intervals.push(...ticketIntervals(numbered, number));
  numbered.forEach((item, at) => {
    rows.events.push(eventRow(item, String(made.ticket['id'])));
    rows.events_log.push({ pos: first.position + at + 1, event_id: item.id });
  });
}

function eventRow({ id, at, key, actor, correlationId, payload }: NumberedEvent, ticketId: string): Row {
  const [type, version] = key.split('@');
  return {
    id,
    at,
    type,
    version,
    origin: 'demo',
    subject_type: 'ticket',
    subject_id: ticketId,
    actor,
    correlation_id: correlationId,
    payload,
  };
}
