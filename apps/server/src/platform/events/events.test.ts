import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testKeyring } from '../../testing/keyring.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { systemActor } from '../actor.ts';
import type { DatabaseHandle } from '../db/database.ts';
import { makeWork } from '../work.ts';
import { appendEvents, event } from './append.ts';
import { createLogFeed } from './log-feed.ts';
import { createSequencer, sequencerBatchMax } from './sequencer.ts';
import { changeSubject, clock, ids, log, openPool, readLog, sequence } from './test-ground/log-ground.ts';

const writers = 20;
const changesPerWriter = 40;

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

/** Small and reproducible, so that a failure can be repeated. */
function createDice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % sides;
  };
}

describe('the log', () => {
  it('skips nothing and inverts nothing under 20 concurrent writers and two sequencers', async () => {
    const own = await createTestDatabase();
    const writing = openPool(own.url, writers);
    const pools = [openPool(own.url, 1), openPool(own.url, 1)];
    const reading = openPool(own.url, 1);
    const subjects = Array.from({ length: 12 }, () => randomUUID());
    let done = false;

    const sequencers = pools.map(async ({ db }) => {
      const sequencer = createSequencer({ db, log, onAdvance: () => undefined });
      for (; !done; await delay(2)) await sequencer.step();
    });
    // A consumer that reads along, from its last position on, as all of them do.
    const heard: Awaited<ReturnType<typeof readLog>> = [];
    const reader = (async () => {
      for (; !done; await delay(5)) heard.push(...(await readLog(heard.at(-1)?.pos ?? 0, reading.db)));
    })();
    const appended = await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        const dice = createDice(writer + 1);
        const mine: number[] = [];
        for (let n = 0; n < changesPerWriter; n += 1) {
          const subjectId = subjects[dice(subjects.length)]!;
          mine.push(await changeSubject({ subjectId, beforeCommit: () => delay(dice(6)) }, writing.db));
        }
        return mine;
      }),
    );
    done = true;
    await Promise.all([...sequencers, reader]);
    await sequence(pools[0]!.db);
    heard.push(...(await readLog(heard.at(-1)?.pos ?? 0, reading.db)));

    const total = writers * changesPerWriter;
    expect(heard.map(({ pos }) => pos)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect(heard.map(({ id }) => id).sort((a, b) => a - b)).toEqual(appended.flat().sort((a, b) => a - b));
    for (const subjectId of subjects) {
      const versions = heard.filter((item) => item.subjectId === subjectId).map(({ version }) => version);
      expect(versions).toEqual(Array.from({ length: versions.length }, (_, index) => index + 1));
    }
    // The proof would be empty if commits had come in the order of the ids anyway.
    const inOrderOfIds = heard.toSorted((a, b) => a.id - b.id);
    expect(heard).not.toEqual(inOrderOfIds);
    await Promise.all([writing, ...pools, reading].map((pool) => pool.close()));
    await own.drop();
  });

  it('gets an event whose transaction stayed open while others committed, at its end', async () => {
    const { db } = handle;
    await sequence(db);
    const before = (await readLog(0, db)).at(-1)?.pos ?? 0;
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let appended = () => {};
    const open = new Promise<void>((resolve) => {
      appended = resolve;
    });
    const late = changeSubject(
      {
        subjectId: randomUUID(),
        beforeCommit: () => {
          appended();
          return held;
        },
      },
      db,
    );
    await open;
    const early = [
      await changeSubject({ subjectId: randomUUID() }, db),
      await changeSubject({ subjectId: randomUUID() }, db),
    ];
    await sequence(db);
    const first = await readLog(before, db);
    expect(first.map(({ id }) => id)).toEqual(early);
    commit();
    const lateId = await late;
    await sequence(db);
    const second = await readLog(first.at(-1)!.pos, db);
    expect(second.map(({ id }) => id)).toEqual([lateId]);
    expect(lateId).toBeLessThan(early[0]!);
  });

  it('has no hole where a transaction was rolled back', async () => {
    const { db } = handle;
    await sequence(db);
    const before = (await readLog(0, db)).at(-1)!.pos;
    const failing = changeSubject(
      { subjectId: randomUUID(), beforeCommit: () => Promise.reject(new Error('no')) },
      db,
    );
    await expect(failing).rejects.toThrow('no');
    const id = await changeSubject({ subjectId: randomUUID() }, db);
    await sequence(db);
    expect(await readLog(before, db)).toMatchObject([{ pos: before + 1, id }]);
  });

  it('moves no more than its batch in one step and says how far it came', async () => {
    const { db } = handle;
    await sequence(db);
    const before = (await readLog(0, db)).at(-1)!.pos;
    const subjectId = randomUUID();
    const item = (version: number) =>
      event(
        'message.delivery_changed@1',
        { type: 'ticket', id: subjectId },
        { ticketId: subjectId, version, messageId: subjectId, outboundId: subjectId, state: 'queued' },
      );
    await db.transaction().execute(async (tx) => {
      const work = makeWork({ tx, actor: systemActor }, { clock, ids, keyring: testKeyring });
      await appendEvents(
        Array.from({ length: sequencerBatchMax + 7 }, (_, index) => item(index)),
        work,
      );
    });
    const heard: number[] = [];
    const sequencer = createSequencer({ db, log, onAdvance: (pos) => heard.push(pos) });
    expect(await sequencer.step()).toEqual({ moved: sequencerBatchMax, pos: before + sequencerBatchMax });
    expect(await sequencer.step()).toEqual({ moved: 7, pos: before + sequencerBatchMax + 7 });
    expect(await sequencer.step()).toEqual({ moved: 0, pos: before + sequencerBatchMax + 7 });
    expect(heard).toEqual([before + sequencerBatchMax, before + sequencerBatchMax + 7]);
    const versions = (await readLog(before, db)).map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it('refuses a payload with a field that its schema does not know, and keeps nothing of the change', async () => {
    const subjectId = randomUUID();
    const payload = { agentId: subjectId, roleKey: 'agent', active: true, name: 'Ana' };
    const change = handle.db.transaction().execute(async (tx) => {
      const work = makeWork({ tx, actor: systemActor }, { clock, ids, keyring: testKeyring });
      await appendEvents([event('agent.changed@1', { type: 'agent', id: subjectId }, payload)], work);
    });
    await expect(change).rejects.toThrow();
    const { rows } = await sql`select 1 from events where subject_id = ${subjectId}`.execute(handle.db);
    expect(rows).toEqual([]);
  });
});

describe('the feed', () => {
  async function until(condition: () => boolean) {
    for (let waited = 0; !condition() && waited < 10_000; waited += 10) await delay(10);
    expect(condition()).toBe(true);
  }

  it('tells this process what another one sequenced', async () => {
    const feed = createLogFeed({ url: database.url, log });
    await feed.start();
    const heard: number[] = [];
    feed.subscribe((pos) => heard.push(pos));
    const before = feed.position();
    await changeSubject({ subjectId: randomUUID() }, handle.db);
    await sequence(handle.db);
    await until(() => heard.includes(before + 1));
    feed.advance(before);
    expect(feed.position()).toBe(before + 1);
    await feed.stop();
  });

  it('comes back by itself after its connection is cut, and catches up with what it missed', async () => {
    const feed = createLogFeed({ url: database.url, log });
    await feed.start();
    const other: string[] = [];
    feed.listen('test_channel', (payload) => other.push(payload));
    const before = feed.position();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'ventanilla feed' and datname = current_database()`.execute(handle.db);
    await changeSubject({ subjectId: randomUUID() }, handle.db);
    await sequence(handle.db);
    await until(() => feed.position() === before + 1);
    await sql`select pg_notify('test_channel', 'again')`.execute(handle.db);
    await until(() => other.includes('again'));
    await feed.stop();
    const { rows } = await sql<{ open: number }>`select count(*)::int as open from pg_stat_activity
      where application_name = 'ventanilla feed' and datname = current_database()`.execute(handle.db);
    expect(rows[0]!.open).toBe(0);
  });

  it('fails its start where there is no server, and leaves nothing behind that tries again', async () => {
    const feed = createLogFeed({ url: 'postgresql://nobody@127.0.0.1:1/none', log });
    await expect(feed.start()).rejects.toThrow();
    await feed.stop();
  });
});
