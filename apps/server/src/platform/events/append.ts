import type { EventKey, EventPayload } from '@ventanilla/contracts/events';
import { eventPayloads } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import { keepPlan } from '../db/kept-plans.ts';
import type { Work } from '../work.ts';

export interface NewEvent<K extends EventKey = EventKey> {
  key: K;
  subject: { type: string; id: string };
  payload: EventPayload<K>;
}

/** Keeps payload and key together where a list mixes several kinds. */
export function event<K extends EventKey>(
  key: K,
  subject: NewEvent['subject'],
  payload: EventPayload<K>,
): NewEvent {
  return { key, subject, payload } as NewEvent;
}

/** Each number of events is a statement of its own; only those that changes make all the time keep their plans. */
const keptMax = 4;

/**
 * Appends events to the log in the caller's transaction, in the order given. The caller holds the lock of the
 * subject's row, which is what makes the order of one subject's events that of its changes.
 * Answers the ids of the events.
 */
export async function appendEvents(events: readonly NewEvent[], work: Work): Promise<number[]> {
  if (events.length === 0) return [];
  const actor = JSON.stringify({ kind: work.actor.kind, id: work.actor.id });
  const rows = events.map(({ key, subject, payload }) => {
    const [type, version] = key.split('@') as [string, string];
    // Strict on the way in: a payload that its schema does not know would be public for ever.
    const checked = eventPayloads[key].strict().parse(payload);
    return sql`(${work.now}::timestamptz, ${type}, ${Number(version)}::smallint, ${work.origin}, ${work.runId}::uuid,
      ${subject.type}, ${subject.id}::uuid, ${actor}::jsonb, ${work.causeId}::bigint, ${work.correlationId}::uuid,
      ${JSON.stringify(checked)}::jsonb)`;
  });
  const result = await sql<{ event_id: number }>`
    with appended as (
      insert into events (at, type, version, origin, run_id, subject_type, subject_id, actor, cause_id,
        correlation_id, payload)
      values ${sql.join(rows)}
      returning id)
    insert into events_pending (event_id) select id from appended returning event_id ${events.length <= keptMax ? keepPlan : sql``}`.execute(
    work.tx,
  );
  return result.rows.map(({ event_id }) => event_id).sort((a, b) => a - b);
}
