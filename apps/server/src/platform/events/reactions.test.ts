import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import type { DatabaseHandle, Db } from '../db/database.ts';
import { appendEvents, event } from './append.ts';
import { registerConsumers } from './cursors.ts';
import type { LoggedEvent } from './log-portion.ts';
import { createReactionRunner, type Reaction, retrySetAside } from './reactions.ts';
import {
  changeSubject,
  depsOf,
  openPool,
  readLog,
  recorded,
  recordingReaction,
  sequence,
  setAsideOf,
} from './test-ground/log-ground.ts';

let database: TestDatabase;
let handle: DatabaseHandle;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  handle = openPool(database.url, 6);
  db = handle.db;
});
afterEach(() => handle.close());

/** Commits a change for each subject named, in order, and moves them into the log. */
async function commit(subjectIds: readonly string[], origin?: 'import') {
  for (const subjectId of subjectIds) await changeSubject({ subjectId, ...(origin ? { origin } : {}) }, db);
  await sequence(db);
}

/** The reaction behind a cursor that begins at the end of the log. */
async function register(reaction: Reaction) {
  await registerConsumers([reaction.name], db);
  await sql`update event_cursors set pos = (select pos from events_head) where consumer = ${reaction.name}`.execute(
    db,
  );
  return createReactionRunner(reaction, depsOf(db));
}

async function runAll(runner: { step(): Promise<number> }) {
  let steps = 0;
  while ((await runner.step()) > 0) steps += 1;
  return steps;
}

function failingOn(name: string, broken: (event: LoggedEvent) => boolean) {
  let calls: number[] = [];
  const reaction = recordingReaction(name, {
    before: (events) => {
      calls.push(events.length);
      if (events.some(broken)) throw new Error('broken event');
    },
  });
  return { reaction, calls: () => calls, forget: () => (calls = []) };
}

const versionIs = (subjectId: string, version: number) => (item: LoggedEvent) =>
  item.subject_id === subjectId && item.payload['version'] === version;
const brief = (rows: { subjectId: string; version: number }[], names: Record<string, string>) =>
  rows.map(({ subjectId, version }) => `${names[subjectId]}${version}`);

it('handles events in batches of a hundred, in order, and its cursor ends at the head', async () => {
  const sizes: number[] = [];
  const reaction = recordingReaction('batches', { before: (events) => sizes.push(events.length) });
  const runner = await register(reaction);
  const subjects = Array.from({ length: 250 }, () => randomUUID());
  await commit(subjects);
  await runAll(runner);
  expect(sizes).toEqual([100, 100, 50]);
  expect((await recorded('batches', db)).map(({ subjectId }) => subjectId)).toEqual(subjects);
});

it('starts at the beginning of the log when it is new, and refuses two of one name', async () => {
  await commit([randomUUID()]);
  const reaction = recordingReaction('newcomer');
  await registerConsumers(['newcomer'], db);
  await registerConsumers(['newcomer'], db);
  await runAll(createReactionRunner(reaction, depsOf(db)));
  expect((await recorded('newcomer', db)).length).toBe((await readLog(0, db)).length);
  await expect(registerConsumers(['x', 'x'], db)).rejects.toThrow('same name');
});

it('sees only live events unless it says otherwise, and passes the others by', async () => {
  const live = await register(recordingReaction('only-live'));
  const imports = await register(recordingReaction('only-imports', { origins: ['import'] }));
  const [first, second] = [randomUUID(), randomUUID()];
  await commit([first]);
  await commit([second], 'import');
  await runAll(live);
  await runAll(imports);
  expect((await recorded('only-live', db)).map(({ subjectId }) => subjectId)).toEqual([first]);
  expect((await recorded('only-imports', db)).map(({ subjectId }) => subjectId)).toEqual([second]);
});

it('loses its effects together with the cursor when it fails, and does both on the next try', async () => {
  let failures = 1;
  const reaction = recordingReaction('once', {
    before: () => {
      failures -= 1;
      if (failures >= 0) throw new Error('passing trouble');
    },
  });
  const runner = await register(reaction);
  await commit([randomUUID()]);
  expect(await runner.step()).toBe(1);
  expect(await recorded('once', db)).toEqual([]);
  await runAll(runner);
  expect(await recorded('once', db)).toHaveLength(1);
  expect(await setAsideOf('once', db)).toEqual([]);
});

it('halves a failing batch until the event stands alone, sets it aside after three tries and handles all others once', async () => {
  const subjects = Array.from({ length: 100 }, () => randomUUID());
  const { reaction, calls } = failingOn('bisect', versionIs(subjects[63]!, 1));
  const runner = await register(reaction);
  await commit(subjects);
  await runAll(runner);
  const handled = (await recorded('bisect', db)).map(({ subjectId }) => subjectId);
  expect(handled).toEqual(subjects.filter((_, index) => index !== 63));
  expect(calls().slice(0, 3)).toEqual([100, 50, 50]);
  expect(await setAsideOf('bisect', db)).toMatchObject([
    { state: 'failed', attempts: 3, error: 'Error: broken event', subjectId: subjects[63] },
  ]);
  // 100 events, one of them broken, do not cost a hundred transactions.
  expect(calls().length).toBeLessThan(30);
});

it('parks later events of the subject that failed, and of no other', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  const { reaction } = failingOn('parking', versionIs(a, 2));
  const runner = await register(reaction);
  await commit([a, b, a, b, a, b]);
  await runAll(runner);
  await commit([a, b]);
  await runAll(runner);
  const names = { [a]: 'a', [b]: 'b' };
  expect(brief(await recorded('parking', db), names)).toEqual(['a1', 'b1', 'b2', 'b3', 'b4']);
  expect((await setAsideOf('parking', db)).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['failed', 3],
    ['parked', 0],
    ['parked', 0],
  ]);
});

it('retries what was set aside in order, stops at what still fails, and goes on by itself when nothing is left', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  let broken = (item: LoggedEvent) => versionIs(a, 1)(item);
  const { reaction } = failingOn('retry', (item) => broken(item));
  const runner = await register(reaction);
  await commit([a, b, a, a]);
  await runAll(runner);
  const names = { [a]: 'a', [b]: 'b' };
  const retry = () => retrySetAside({ reaction, subjectId: a }, depsOf(db));

  expect(await retry()).toEqual({ processed: 0, left: 3 });
  expect((await setAsideOf('retry', db))[0]).toMatchObject({ state: 'failed', attempts: 4 });
  broken = versionIs(a, 2);
  expect(await retry()).toEqual({ processed: 1, left: 2 });
  expect((await setAsideOf('retry', db)).map(({ state }) => state)).toEqual(['failed', 'parked']);
  broken = () => false;
  expect(await retry()).toEqual({ processed: 2, left: 0 });
  await commit([a]);
  await runAll(runner);
  const byVersion = (await recorded('retry', db)).filter(({ subjectId }) => subjectId === a);
  expect(brief(byVersion, names)).toEqual(['a1', 'a2', 'a3', 'a4']);
});

it('takes turns between two processes: every event is handled exactly once and in order', async () => {
  const other = openPool(database.url, 4);
  const by: string[] = [];
  const make = (who: string, handle: DatabaseHandle) =>
    createReactionRunner(recordingReaction('turns', { before: () => by.push(who) }), depsOf(handle.db));
  await register(recordingReaction('turns'));
  const runners = [make('one', handle), make('two', other)];
  const subjects = Array.from({ length: 10 }, () => randomUUID());
  let writing = true;
  const running = runners.map(async (runner) => {
    let idle = 0;
    while (writing || idle < 3) idle = (await runner.step()) > 0 ? 0 : idle + 1;
  });
  for (let round = 0; round < 15; round += 1) await commit(subjects);
  writing = false;
  await Promise.all(running);
  await runAll(runners[0]!);
  const done = await recorded('turns', db);
  expect(done).toHaveLength(150);
  for (const subjectId of subjects) {
    const versions = done.filter((item) => item.subjectId === subjectId).map(({ version }) => version);
    expect(versions).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  }
  expect(new Set(by)).toEqual(new Set(['one', 'two']));
  await other.close();
});

it('counts the tries of each event apart, even where another process set the first one aside', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  const { reaction } = failingOn('apart', ({ subject_id }) => subject_id === a || subject_id === b);
  const here = await register(reaction);
  const there = createReactionRunner(reaction, depsOf(db));
  await commit([a]);
  await here.step();
  await here.step();
  await runAll(there);
  expect((await setAsideOf('apart', db)).map(({ subjectId }) => subjectId)).toEqual([a]);
  await commit([b]);
  await here.step();
  expect((await setAsideOf('apart', db)).map(({ subjectId }) => subjectId)).toEqual([a]);
});

it('blames no event for a failure before one was read', async () => {
  const gone = openPool(database.url, 1);
  const reaction = recordingReaction('blameless');
  await register(reaction);
  await commit([randomUUID()]);
  const runner = createReactionRunner(reaction, depsOf(gone.db));
  // Kysely closes only what was used.
  await sql`select 1`.execute(gone.db);
  await gone.close();
  for (let tries = 0; tries < 4; tries += 1) await expect(runner.step()).rejects.toThrow();
  expect(await setAsideOf('blameless', db)).toEqual([]);
});

it('keeps cause and correlation in what it appends, and asks for the sequencer after its commit', async () => {
  const subjectId = randomUUID();
  const reaction: Reaction = {
    name: 'echo',
    types: ['message.delivery_changed'],
    async handle(_events, work) {
      const payload = { channelAccountId: subjectId, state: 'active' as const };
      await appendEvents([event('mailbox.changed@1', { type: 'mailbox', id: subjectId }, payload)], work);
    },
  };
  await register(reaction);
  let woken = 0;
  const runner = createReactionRunner(reaction, { ...depsOf(db), afterCommit: () => (woken += 1) });
  await commit([subjectId]);
  await runAll(runner);
  expect(woken).toBe(1);
  const { rows } = await sql<{ caused: boolean; correlated: boolean }>`
    select e.cause_id = c.id as caused, e.correlation_id = c.correlation_id as correlated
    from events e join events c on c.subject_id = e.subject_id and c.type = 'message.delivery_changed'
    where e.type = 'mailbox.changed' and e.subject_id = ${subjectId}`.execute(db);
  expect(rows).toEqual([{ caused: true, correlated: true }]);
});
