import type { EventKey, EventPayload } from '@ventanilla/contracts/events';
import { eventPayloads } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
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

/** Strict on the way in: a payload that its schema does not know would be public for ever. */
const strict = new Map<EventKey, { parse(payload: unknown): unknown }>();

function check({ key, payload }: NewEvent): unknown {
  const known = strict.get(key) ?? eventPayloads[key].strict();
  strict.set(key, known);
  return known.parse(payload);
}

/** Transactions in which something was appended. */
const appending = new WeakSet<object>();

/** Whether a transaction has something that waits for its place in the log. */
export function hasAppended(tx: Db): boolean {
  return appending.has(tx);
}

/**
 * Appends events to the log in the caller's transaction, in the order given. The caller holds the lock of the
 * subject's row, which is what makes the order of one subject's events that of its changes.
 * Answers the ids of the events.
 */
export async function appendEvents(events: readonly NewEvent[], work: Work): Promise<number[]> {
  if (events.length === 0) return [];
  const actor = JSON.stringify({ kind: work.actor.kind, id: work.actor.id });
  appending.add(work.tx);
  const keys = events.map(({ key }) => key.split('@') as [string, string]);
  const result = await sql<{ event_id: number }>`
    with appended as (
      insert into events (at, type, version, origin, run_id, subject_type, subject_id, actor, cause_id,
        correlation_id, payload)
      select ${work.now}::timestamptz, n.type, n.version, ${work.origin}, ${work.runId}::uuid, n.subject_type, n.subject_id,
        ${actor}::jsonb, ${work.causeId}::bigint, ${work.correlationId}::uuid, n.payload
      from unnest(${keys.map(([type]) => type)}::text[], ${keys.map(([, version]) => Number(version))}::smallint[],
        ${events.map(({ subject }) => subject.type)}::text[], ${events.map(({ subject }) => subject.id)}::uuid[],
        ${events.map((item) => JSON.stringify(check(item)))}::jsonb[])
        with ordinality as n (type, version, subject_type, subject_id, payload, place)
      order by n.place
      returning id)
    insert into events_pending (event_id) select id from appended returning event_id ${keepPlan}`.execute(
    work.tx,
  );
  return result.rows.map(({ event_id }) => event_id).sort((a, b) => a - b);
}
