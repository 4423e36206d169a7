import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { testKeyring } from '../../testing/keyring.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { systemActor } from '../actor.ts';
import { createManualClock } from '../clock.ts';
import { type DatabaseHandle, openDatabase } from '../db/database.ts';
import { createIds } from '../ids.ts';
import { createLog } from '../log.ts';
import { createTransact } from '../work.ts';
import { cancelTimer, createTimerSweeper, setTimer, type TimerKind, timerTriesMax } from './timers.ts';

const start = new Date('2026-03-02T15:00:00.000Z');
const minuteMs = 60_000;
const clock = createManualClock(start);
const ids = createIds({ clock });
const log = createLog({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });

let database: TestDatabase;
let handle: DatabaseHandle;

const openPool = (poolMax = 4) =>
  openDatabase({ url: database.url, poolMax, applicationName: 'test', onError: () => undefined });
const depsOf = ({ db }: DatabaseHandle) => ({
  db,
  clock,
  ids,
  keyring: testKeyring,
  log,
  afterCommit: () => undefined,
});

beforeAll(async () => {
  database = await createTestDatabase();
  handle = openPool();
});
afterAll(async () => {
  await handle.close();
  await database.drop();
});
beforeEach(async () => {
  clock.set(start);
  await sql`delete from timers`.execute(handle.db);
});

const inMinutes = (minutes: number) => new Date(start.getTime() + minutes * minuteMs);

async function set(key: string, minutes: number, { kind = 'remind', pool = handle } = {}) {
  const transact = createTransact(depsOf(pool));
  await transact({ actor: systemActor }, (work) =>
    setTimer(
      {
        key,
        kind,
        dueAt: inMinutes(minutes),
        subject: { type: 'ticket', id: randomUUID() },
        payload: { minutes },
      },
      work,
    ),
  );
}

const cancel = (key: string) =>
  createTransact(depsOf(handle))({ actor: systemActor }, (work) => cancelTimer({ key }, work));

function recorder(fail: (key: string) => boolean = () => false, kind = 'remind') {
  const fired: string[] = [];
  const timerKind: TimerKind = {
    kind,
    async fire(timer, work) {
      await sql`insert into settings (key, value, updated_at) values (${`fired/${timer.key}`}, '1', ${work.now})
        on conflict (key) do update set value = to_jsonb((settings.value #>> '{}')::int + 1)`.execute(
        work.tx,
      );
      if (fail(timer.key)) throw new Error('broken timer');
      fired.push(timer.key);
    },
  };
  return { fired, timerKind };
}

async function timesFired(key: string) {
  const { rows } = await sql<{ times: number }>`select (value #>> '{}')::int as times from settings
    where key = ${`fired/${key}`}`.execute(handle.db);
  return rows[0]?.times ?? 0;
}

async function read(key: string) {
  const { rows } = await sql<{ due_at: Date; attempts: number; last_error: string | null }>`
    select due_at, attempts, last_error from timers where key = ${key}`.execute(handle.db);
  return rows[0];
}

it('fires what is due by the given clock, oldest first, once, and nothing before its time', async () => {
  const { fired, timerKind } = recorder();
  const sweeper = createTimerSweeper([timerKind], depsOf(handle));
  await set('third', 30);
  await set('first', 10);
  await set('second', 20);
  await set('later', 31);
  expect(await sweeper.sweep()).toBe(0);
  clock.set(inMinutes(30));
  expect(await sweeper.sweep()).toBe(3);
  expect(fired).toEqual(['first', 'second', 'third']);
  expect(await sweeper.sweep()).toBe(0);
  expect(await read('later')).toBeDefined();
});

it('moves a timer when it is set again under its key', async () => {
  const { fired, timerKind } = recorder();
  const sweeper = createTimerSweeper([timerKind], depsOf(handle));
  await set('moved', 10);
  await set('moved', 40);
  clock.set(inMinutes(20));
  expect(await sweeper.sweep()).toBe(0);
  clock.set(inMinutes(40));
  expect(await sweeper.sweep()).toBe(1);
  expect(fired).toEqual(['moved']);
});

it('does not fire a cancelled timer, and says whether there was one', async () => {
  const { fired, timerKind } = recorder();
  await set('cancelled', 10);
  expect(await cancel('cancelled')).toBe(true);
  expect(await cancel('cancelled')).toBe(false);
  clock.set(inMinutes(20));
  expect(await createTimerSweeper([timerKind], depsOf(handle)).sweep()).toBe(0);
  expect(fired).toEqual([]);
});

it('leaves timers of a kind that this program does not know, and refuses two kinds of one name', async () => {
  const { timerKind } = recorder();
  await set('foreign', 10, { kind: 'from-a-newer-program' });
  clock.set(inMinutes(20));
  expect(await createTimerSweeper([timerKind], depsOf(handle)).sweep()).toBe(0);
  expect(await read('foreign')).toBeDefined();
  expect(() => createTimerSweeper([timerKind, timerKind], depsOf(handle))).toThrow('same name');
});

it('undoes what a failing timer did, fires the others and tries it again ever later, then leaves it visible', async () => {
  const { fired, timerKind } = recorder((key) => key === 'failing');
  const sweeper = createTimerSweeper([timerKind], depsOf(handle));
  await set('failing', 10);
  await set('healthy', 11);
  clock.set(inMinutes(20));
  await sweeper.sweep();
  expect(fired).toEqual(['healthy']);
  expect(await timesFired('failing')).toBe(0);
  const waits: number[] = [];
  for (let attempt = 1; attempt < timerTriesMax; attempt += 1) {
    const timer = await read('failing');
    expect(timer).toMatchObject({ attempts: attempt, last_error: 'broken timer' });
    waits.push(timer!.due_at.getTime() - clock.now().getTime());
    clock.set(timer!.due_at);
    expect(await sweeper.sweep()).toBe(1);
  }
  expect(waits).toEqual([30_000, 60_000, 120_000, 240_000]);
  const left = await read('failing');
  expect(left).toMatchObject({ attempts: timerTriesMax, last_error: 'broken timer' });
  expect(left!.due_at.getUTCFullYear()).toBeGreaterThan(2100);
});

it('is whole again when somebody sets it anew after it failed', async () => {
  let broken = true;
  const { fired, timerKind } = recorder(() => broken);
  const sweeper = createTimerSweeper([timerKind], depsOf(handle));
  await set('mended', 10);
  clock.set(inMinutes(20));
  await sweeper.sweep();
  broken = false;
  await set('mended', 15);
  expect(await read('mended')).toMatchObject({ attempts: 0, last_error: null });
  await sweeper.sweep();
  expect(fired).toEqual(['mended']);
});

it('does not postpone a timer that was moved while it failed', async () => {
  // With one connection, what is asked for first is done first: the move is, in the moment of the failure's log line.
  const pool = openPool(1);
  let moving: Promise<void> = Promise.resolve();
  const moveMeanwhile = () => {
    moving = set('racing', 90, { pool });
  };
  const failing: TimerKind = { kind: 'remind', fire: () => Promise.reject(new Error('broken timer')) };
  const sweeper = createTimerSweeper([failing], { ...depsOf(pool), log: { ...log, error: moveMeanwhile } });
  await set('racing', 10);
  clock.set(inMinutes(20));
  await sweeper.sweep();
  await moving;
  expect(await read('racing')).toMatchObject({ due_at: inMinutes(90), attempts: 0 });
  await pool.close();
});

it('fires each timer once where two processes sweep', async () => {
  const other = openPool();
  const one = recorder();
  const two = recorder();
  for (let n = 0; n < 60; n += 1) await set(`shared-${n}`, n % 7);
  clock.set(inMinutes(10));
  const sweepers = [
    createTimerSweeper([one.timerKind], depsOf(handle)),
    createTimerSweeper([two.timerKind], depsOf(other)),
  ];
  await Promise.all(
    sweepers.map(async (sweeper) => {
      while ((await sweeper.sweep()) > 0);
    }),
  );
  expect([...one.fired, ...two.fired].sort()).toEqual(
    Array.from({ length: 60 }, (_, n) => `shared-${n}`).sort(),
  );
  for (const key of ['shared-0', 'shared-59']) expect(await timesFired(key)).toBe(1);
  await other.close();
});

it('fires those of a kind that cost less together in one go, and each alone where they fail together', async () => {
  const { fired, timerKind } = recorder((key) => key === 'bad');
  const groups: number[] = [];
  const together: TimerKind['together'] = {
    most: 3,
    async fire(timers, work) {
      groups.push(timers.length);
      for (const timer of timers) await timerKind.fire(timer, work);
    },
  };
  const other = recorder(undefined, 'other');
  const sweeper = createTimerSweeper([{ ...timerKind, together }, other.timerKind], depsOf(handle));
  for (const [key, minutes] of Object.entries({ a: 10, b: 11, c: 12, d: 14, e: 15 })) await set(key, minutes);
  await set('between', 13, { kind: 'other' });
  clock.set(inMinutes(20));
  expect(await sweeper.sweep()).toBe(6);
  expect([groups, fired, other.fired]).toEqual([[3, 2], ['a', 'b', 'c', 'd', 'e'], ['between']]);

  groups.length = 0;
  fired.length = 0;
  for (const [key, minutes] of Object.entries({ f: 10, bad: 11, g: 12, h: 13 })) await set(key, minutes);
  await sweeper.sweep();
  // What a group had done before one of them failed is undone, so that each is done once.
  for (const key of ['f', 'g', 'h']) expect(await timesFired(key)).toBe(1);
  expect(await timesFired('bad')).toBe(0);
  expect(await read('bad')).toMatchObject({ attempts: 1, last_error: 'broken timer' });
});
