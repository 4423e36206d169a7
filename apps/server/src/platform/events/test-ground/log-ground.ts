import { randomUUID } from 'node:crypto';
import type { Origin } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import { testKeyring } from '../../../testing/keyring.ts';
import { systemActor } from '../../actor.ts';
import { createManualClock } from '../../clock.ts';
import { type DatabaseHandle, type Db, openDatabase } from '../../db/database.ts';
import { createIds } from '../../ids.ts';
import { createLog } from '../../log.ts';
import { makeWork } from '../../work.ts';
import { appendEvents, event } from '../append.ts';
import type { LoggedEvent } from '../log-portion.ts';
import type { Reaction, ReactionDeps } from '../reactions.ts';
import { createSequencer } from '../sequencer.ts';

export const clock = createManualClock('2026-03-02T15:00:00.000Z');
export const ids = createIds({ clock });
export const log = createLog({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });

/** A process's connections of its own. */
export function openPool(url: string, poolMax: number): DatabaseHandle {
  return openDatabase({ url, poolMax, applicationName: 'test', onError: () => undefined });
}

export function depsOf(db: Db): ReactionDeps {
  return { db, clock, ids, keyring: testKeyring, log, afterCommit: () => undefined };
}

/**
 * Commits one change of a subject as commands do: the subject's row is locked, its counter raised, and the event
 * carries the counter. `beforeCommit` may hold the transaction open.
 */
export async function changeSubject(
  input: { subjectId: string; origin?: Origin; beforeCommit?: () => Promise<unknown> },
  db: Db,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ version: number }>`
      insert into settings (key, value, updated_at) values (${input.subjectId}, '1', ${clock.now()})
      on conflict (key) do update set value = to_jsonb((settings.value #>> '{}')::int + 1)
      returning (value #>> '{}')::int as version`.execute(tx);
    const { version } = rows[0]!;
    const work = makeWork(
      { tx, actor: systemActor, origin: input.origin ?? 'live' },
      { clock, ids, keyring: testKeyring },
    );
    const payload = {
      ticketId: input.subjectId,
      version,
      messageId: randomUUID(),
      outboundId: randomUUID(),
      state: 'sent' as const,
    };
    const [eventId] = await appendEvents(
      [event('message.delivery_changed@1', { type: 'ticket', id: input.subjectId }, payload)],
      work,
    );
    await input.beforeCommit?.();
    return eventId!;
  });
}

/** Moves everything committed into the log. */
export async function sequence(db: Db): Promise<void> {
  const sequencer = createSequencer({ db, log, onAdvance: () => undefined });
  while ((await sequencer.step()).moved > 0);
}

/** What consumers read: the log after a position. */
export async function readLog(after: number, db: Db) {
  const { rows } = await sql<{ pos: number; id: number; subjectId: string; version: number }>`
    select l.pos, e.id, e.subject_id as "subjectId", (e.payload->>'version')::int as version
    from events_log l join events e on e.id = l.event_id where l.pos > ${after} order by l.pos`.execute(db);
  return rows;
}

/** Leaves one row per handled event, in the reaction's transaction: handling one twice breaks the key. */
export function recordingReaction(
  name: string,
  options: { origins?: Reaction['origins']; before?: (events: LoggedEvent[]) => unknown } = {},
): Reaction {
  return {
    name,
    types: ['message.delivery_changed'],
    ...(options.origins ? { origins: options.origins } : {}),
    async handle(events, work) {
      for (const { pos, subject_id, payload } of events) {
        const value = JSON.stringify({ subjectId: subject_id, version: payload['version'] });
        await sql`insert into settings (key, value, updated_at)
          values (${`${name}/${String(pos).padStart(9, '0')}`}, ${value}::jsonb, ${work.now})`.execute(
          work.tx,
        );
      }
      await options.before?.(events);
    },
  };
}

/** What a recording reaction has done: `subject:version` in the log's order. */
export async function recorded(
  name: string,
  db: Db,
): Promise<{ pos: number; subjectId: string; version: number }[]> {
  const { rows } = await sql<{ key: string; value: { subjectId: string; version: number } }>`
    select key, value from settings where key like ${`${name}/%`} order by key`.execute(db);
  return rows.map(({ key, value }) => ({ pos: Number(key.slice(name.length + 1)), ...value }));
}

export async function setAsideOf(name: string, db: Db) {
  const { rows } = await sql<{
    pos: number;
    state: string;
    attempts: number;
    error: string | null;
    subjectId: string;
  }>`
    select pos, state, attempts, error, subject_id as "subjectId" from event_set_aside
    where consumer = ${name} order by pos`.execute(db);
  return rows;
}
