import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import type { DatabaseHandle } from '../db/database.ts';
import { registerConsumers } from './cursors.ts';
import { createLogReader } from './log-reader.ts';
import { createReactionRunner, type Reaction } from './reactions.ts';
import {
  changeSubject,
  depsOf,
  log,
  openPool,
  recorded,
  recordingReaction,
  sequence,
} from './test-ground/log-ground.ts';

let database: TestDatabase;
let handle: DatabaseHandle;

beforeAll(async () => {
  database = await createTestDatabase();
  handle = openPool(database.url, 6);
});
afterAll(async () => {
  await handle.close();
  await database.drop();
});

const cursorOf = async (name: string) => {
  const { rows } = await sql<{ pos: number; head: number }>`
    select c.pos, h.pos as head from event_cursors c, events_head h where c.consumer = ${name}`.execute(
    handle.db,
  );
  return rows[0]!;
};

/** One process: its runners and the reader that feeds them. */
function openProcess(reactions: readonly Reaction[], on: DatabaseHandle) {
  const runners = reactions.map((reaction) => createReactionRunner(reaction, depsOf(on.db)));
  const reader = createLogReader(runners, { db: on.db, log });
  const loops = [reader, ...runners];
  return {
    start: () => loops.forEach((loop) => loop.start()),
    wake: () => reader.wake(),
    stop: () => Promise.all(loops.map((loop) => loop.stop())),
  };
}

async function commit(subjectIds: readonly string[], wake: () => void) {
  for (const subjectId of subjectIds) await changeSubject({ subjectId }, handle.db);
  await sequence(handle.db);
  wake();
}

async function until(isTrue: () => Promise<boolean>) {
  const end = performance.now() + 4_000;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error('it did not come');
    await delay(20);
  }
}

it('hands each event to the reactions that it concerns, and lets the cursors of the others follow', async () => {
  let deafCalls = 0;
  const deaf: Reaction = {
    name: 'deaf',
    types: ['ticket.created'],
    handle: async () => void (deafCalls += 1),
  };
  await registerConsumers(['hearing', 'deaf'], handle.db);
  const process = openProcess([recordingReaction('hearing'), deaf], handle);
  process.start();
  for (let round = 0; round < 4; round += 1) await commit([randomUUID(), randomUUID()], process.wake);
  await until(async () => (await recorded('hearing', handle.db)).length === 8);
  await until(async () => (await cursorOf('deaf')).pos === (await cursorOf('deaf')).head);
  await until(async () => (await cursorOf('hearing')).pos === (await cursorOf('hearing')).head);
  expect(deafCalls).toBe(0);
  await process.stop();
});

it('handles each event once, though two processes read along, and one of them begins anew in between', async () => {
  const other = openPool(database.url, 6);
  await registerConsumers(['shared'], handle.db);
  await sql`update event_cursors set pos = (select pos from events_head) where consumer = 'shared'`.execute(
    handle.db,
  );
  const processes = [
    openProcess([recordingReaction('shared')], handle),
    openProcess([recordingReaction('shared')], other),
  ];
  let late = openProcess([recordingReaction('shared')], other);
  for (const process of processes) process.start();
  const subjects = Array.from({ length: 6 }, () => randomUUID());
  for (let round = 0; round < 12; round += 1) {
    await commit(subjects, () => {
      for (const process of [...processes, late]) process.wake();
    });
    if (round % 4 === 1) {
      await late.stop();
      late = openProcess([recordingReaction('shared')], other);
      late.start();
    }
  }
  // A step that found the cursor held leaves its part to whoever holds it.
  await until(async () => (await recorded('shared', handle.db)).length === 72);
  await Promise.all([...processes, late].map((process) => process.stop()));
  const done = await recorded('shared', handle.db);
  for (const subjectId of subjects) {
    const versions = done.filter((item) => item.subjectId === subjectId).map(({ version }) => version);
    expect(versions).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  }
  await other.close();
});
