import type { ClassifiedField } from '@ventanilla/contracts/events';
import type { FieldValue } from '@ventanilla/contracts/ticket-classification';
import { sql } from 'kysely';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { type TicketRow, ticketSubject } from '../tickets.store.ts';

/** One thing that is set on a ticket. */
export interface Change {
  field: ClassifiedField;
  /** Which field of one's own. */
  fieldKey: string | null;
  /** Keys and instants, as the log may hold them. */
  from: string | null;
  to: string | null;
  /** What somebody wrote or said of it, which the log may not hold. */
  words?: { old: FieldValue | null; new: FieldValue | null };
}

/** Whether a ticket had this before: what is retired since, or was set for a reason, may come back by undoing. */
export async function wasBefore(
  { ticketId, field, value }: { ticketId: string; field: ClassifiedField; value: string },
  work: Work,
): Promise<boolean> {
  const { rows } = await sql`
    select from events where subject_id = ${ticketId} and type = 'ticket.classified'
      and payload->>'field' = ${field} and payload->>'from' = ${value} limit 1`.execute(work.tx);
  return rows.length > 0;
}

/** One event for each, and beside it the words that it was about. */
export async function tellChanges(changes: readonly Change[], ticket: TicketRow, work: Work): Promise<void> {
  const eventIds = await appendEvents(
    changes.map(({ field, fieldKey, from, to }) =>
      event('ticket.classified@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: ticket.version,
        field,
        fieldKey,
        from,
        to,
      }),
    ),
    work,
  );
  const versions = changes.flatMap(({ fieldKey, field, words }, index) =>
    words
      ? [
          {
            id: work.ids.uuid(),
            subject_type: 'ticket',
            subject_id: ticket.id,
            field: fieldKey ?? field,
            old_value: words.old === null ? null : JSON.stringify(words.old),
            new_value: words.new === null ? null : JSON.stringify(words.new),
            event_id: eventIds[index]!,
          },
        ]
      : [],
  );
  if (versions.length > 0) await work.tx.insertInto('field_versions').values(versions).execute();
}
