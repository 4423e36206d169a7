import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { event } from '../../platform/events/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { keepReaders, type OpenInput } from './test-ground/keep-readers.ts';
import {
  append,
  change,
  changeManyTimes,
  type LiveApp,
  seedTickets,
  sequenced,
  startLiveApp,
  startLiveModule,
} from './test-ground/live-app.ts';
import { openReader, type Reader } from './test-ground/reader.ts';

let database: TestDatabase;
let live: LiveApp;
const { readers, leaveAll, open: openAt } = keepReaders();
const open = (input: Partial<OpenInput> = {}) => openAt({ port: live.port, ...input });

beforeAll(async () => {
  database = await createTestDatabase();
  live = await startLiveApp(database.url);
});
afterEach(leaveAll);
afterAll(async () => {
  await live.stop();
  await database.drop();
});

/** Waits for the process behind a port to have read the log up to a position. */
async function level(port: number, position: number) {
  for (let told = -1; told < position; await delay(5)) told = (await open({ port })).heard[0]!.id ?? -1;
}

const versionsOf = (reader: Reader, ticketId: string) =>
  reader
    .frames()
    .flatMap(({ changed }) =>
      changed.filter((item) => item.ticketId === ticketId).map(({ version }) => version),
    );
const heardOf = (reader: Reader) =>
  new Set(reader.frames().flatMap(({ changed }) => changed.map(({ ticketId }) => ticketId)));

describe('an open stream', () => {
  it('says hello with the position of the log and cannot be cached, buffered or compressed', async () => {
    const reader = await open();
    expect(reader.status).toBe(200);
    expect(reader.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(reader.headers['cache-control']).toContain('no-cache');
    expect(reader.headers['x-accel-buffering']).toBe('no');
    expect(reader.headers['content-encoding']).toBeUndefined();
    expect(reader.headers['content-security-policy']).toBeDefined();
    expect(reader.heard[0]).toEqual({
      event: 'hello',
      id: expect.any(Number),
      data: { position: reader.heard[0]!.id },
    });
  });

  it.each([
    event(
      'classification.changed@1',
      { type: 'classification', id: randomUUID() },
      { kind: 'types', key: 'task' },
    ),
    event('department.changed@1', { type: 'department', id: randomUUID() }, { departmentId: randomUUID() }),
    event('line.changed@1', { type: 'line', id: randomUUID() }, { lineId: randomUUID() }),
  ])(
    'tells that definitions read differently, to whoever is there and to whoever comes back',
    async (changed) => {
      const told = (reader: Reader) => reader.heard.filter((one) => one.event === 'definitions').length;
      const reader = await open();
      const before = reader.position()!;
      await append(live.platform, [changed, changed]);
      await reader.until((one) => told(one) === 1);
      await level(live.port, await sequenced(live.platform));
      const late = await open({ after: before });
      await late.until((one) => told(one) === 1);
      expect([told(reader), told(late)]).toEqual([1, 1]);
    },
  );

  it('is refused to nobody with 401', async () => {
    const reader = await openReader({ port: live.port });
    readers.push(reader);
    expect(reader.status).toBe(401);
  });

  it('ends at once for a HEAD request', async () => {
    const reader = await openReader({
      port: live.port,
      method: 'HEAD',
      headers: { 'x-agent': randomUUID() },
    });
    expect(reader.status).toBe(200);
    await reader.ended;
  });

  it('tells of changes with id, version and kinds, in the order of the log', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const reader = await open();
    for (let times = 0; times < 5; times += 1) {
      await change(live.platform, ticket!);
      await reader.until(() => versionsOf(reader, ticket!).at(-1) === times + 2);
    }
    expect(versionsOf(reader, ticket!)).toEqual([2, 3, 4, 5, 6]);
    const positions = reader.heard.map(({ id }) => id!);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(reader.frames()[0]).toEqual({
      changed: [{ ticketId: ticket, version: 2, types: ['message.delivery_changed'] }],
      gone: [],
    });
  });

  it('sends the first change after a quiet moment at once', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const reader = await open();
    const waits: number[] = [];
    for (let round = 1; round <= 5; round += 1) {
      await delay(150);
      const before = performance.now();
      await change(live.platform, ticket!);
      await reader.until(() => reader.frames().length === round);
      waits.push(performance.now() - before);
    }
    // The best of five: a busy machine delays some, a wait of 100 ms would delay all.
    expect(Math.min(...waits)).toBeLessThan(90);
  });

  it('sends what follows from a change a moment later, too, so that it makes nobody else wait', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const reader = await open();
    const waits: number[] = [];
    for (let round = 1; round <= 5; round += 1) {
      await delay(200);
      await change(live.platform, ticket!);
      await reader.until(() => reader.frames().length === 2 * round - 1);
      await delay(40);
      const before = performance.now();
      await change(live.platform, ticket!);
      await reader.until(() => reader.frames().length === 2 * round);
      waits.push(performance.now() - before);
    }
    // With a wait of 100 ms the best of them would still take some sixty.
    expect(Math.min(...waits)).toBeLessThan(45);
  });

  it('joins the changes that keep coming, within 100 ms', async () => {
    const tickets = await seedTickets(live.platform, 40);
    const reader = await open();
    const before = performance.now();
    for (const ticket of tickets) await change(live.platform, ticket);
    await reader.until(() => heardOf(reader).size === 40);
    const elapsedMs = performance.now() - before;
    expect(reader.frames().length).toBeLessThanOrEqual(4 + Math.ceil(elapsedMs / 100));
    expect(reader.frames().length).toBeLessThan(40);
  });

  it('joins several changes of one ticket into its newest version', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const reader = await open();
    await changeManyTimes(live.platform, ticket!, 1200);
    await reader.until(() => versionsOf(reader, ticket!).at(-1) === 1201);
    expect(versionsOf(reader, ticket!).length).toBeLessThanOrEqual(6);
  });
});

describe('a reader that comes back', () => {
  it('is told what happened meanwhile, in one frame, by Last-Event-ID or ?after=', async () => {
    const tickets = await seedTickets(live.platform, 20);
    const position = await sequenced(live.platform);
    for (const ticket of tickets) await change(live.platform, ticket);
    await level(live.port, await sequenced(live.platform));
    for (const options of [{ after: position }, { last: String(position), after: 0 }]) {
      const reader = await open(options);
      await reader.until(() => heardOf(reader).size === 20);
      expect(reader.heard.map((item) => item.event)).toEqual(['hello', 'tickets']);
      expect(reader.heard[0]!.id).toBe(position);
      expect(reader.position()).toBe(position + 20);
    }
  });

  it('misses nothing when changes are committed while it replays', async () => {
    const tickets = await seedTickets(live.platform, 60);
    const position = await sequenced(live.platform);
    const writing = (async () => {
      for (const ticket of tickets) await change(live.platform, ticket);
    })();
    const opened: Reader[] = [];
    for (let n = 0; n < 10; n += 1) {
      opened.push(await open({ after: position }));
      await delay(5);
    }
    await writing;
    for (const reader of opened) await reader.until(() => heardOf(reader).size === 60);
  });

  it('is told to fetch anew when it is more than 5,000 rows behind, then goes on live', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const position = await sequenced(live.platform);
    await changeManyTimes(live.platform, ticket!, 5001);
    const head = await sequenced(live.platform);
    await level(live.port, head);
    const reader = await open({ after: position });
    await reader.until(({ heard }) => heard.some((item) => item.event === 'resync'));
    expect(reader.heard.find((item) => item.event === 'resync')).toEqual({
      event: 'resync',
      id: head,
      data: { position: head },
    });
    expect(reader.frames()).toEqual([]);
    await change(live.platform, ticket!);
    await reader.until(() => reader.frames().length === 1);
  });

  it('is told to fetch anew when its position is of another log', async () => {
    const reader = await open({ after: 999_999_999 });
    await reader.until(({ heard }) => heard.some((item) => item.event === 'resync'));
    expect(reader.position()).toBeLessThan(999_999_999);
  });
});

describe('what a reader may not see', () => {
  it('is never named: a scope of nothing hears no frame, live or replayed', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const position = await sequenced(live.platform);
    const blind = await open({ scope: 'none' });
    const seeing = await open();
    await change(live.platform, ticket!);
    await seeing.until(() => seeing.frames().length === 1);
    const late = await open({ scope: 'none', after: position });
    await late.until(() => late.position() === position + 1);
    expect([...blind.heard, ...late.heard].map((item) => item.event)).toEqual(['hello', 'hello']);
    expect(JSON.stringify([blind.heard, late.heard])).not.toContain(ticket);
  });

  it('is named once as gone when the reader was told of it before, and then no more', async () => {
    const [moving, staying, secret] = await seedTickets(live.platform, 3);
    const hidden = new Set([secret]);
    const other = await startLiveModule(
      live.platform,
      async ({ ticketIds }) => new Set(ticketIds.filter((ticketId) => !hidden.has(ticketId))),
    );
    try {
      const reader = await open({ port: other.port });
      await change(live.platform, moving!);
      await reader.until(() => heardOf(reader).has(moving!));
      hidden.add(moving!);
      await change(live.platform, moving!);
      await change(live.platform, secret!);
      await reader.until(() => reader.frames().some(({ gone }) => gone.includes(moving!)));
      await change(live.platform, moving!);
      await change(live.platform, staying!);
      await reader.until(() => heardOf(reader).has(staying!));
      expect(reader.frames().flatMap(({ gone }) => gone)).toEqual([moving]);
      expect(versionsOf(reader, moving!)).toEqual([2]);
      expect(JSON.stringify(reader.heard)).not.toContain(secret);
    } finally {
      await other.stop();
    }
  });

  it('is named as gone in a replay, and where nobody knows what the reader holds it fetches anew', async () => {
    const [moving, secret] = await seedTickets(live.platform, 2);
    const hidden = new Set<string>();
    const other = await startLiveModule(
      live.platform,
      async ({ ticketIds }) => new Set(ticketIds.filter((ticketId) => !hidden.has(ticketId))),
    );
    try {
      const reader = await open({ port: other.port });
      await change(live.platform, moving!);
      await reader.until(() => heardOf(reader).has(moving!));
      const position = reader.position()!;
      reader.leave();
      await delay(50);
      hidden.add(moving!);
      await change(live.platform, moving!);
      const head = await sequenced(live.platform);
      await level(other.port, head);
      const back = await open({ port: other.port, after: position });
      await back.until(() => back.frames().length === 1);
      expect(back.frames()).toEqual([{ changed: [], gone: [moving] }]);
      hidden.add(secret!);
      await change(live.platform, secret!);
      await sequenced(live.platform);
      await level(other.port, head + 1);
      const unknown = await open({ port: other.port, after: head });
      await unknown.until(({ heard }) => heard.some((item) => item.event === 'resync'));
      expect(JSON.stringify(unknown.heard)).not.toContain(secret);
    } finally {
      await other.stop();
    }
  });
});

describe('many readers', () => {
  it('all hear all: 200 streams × 20 changes', async () => {
    const tickets = await seedTickets(live.platform, 20);
    const opened = await Promise.all(
      Array.from({ length: 200 }, (_, n) => open({ scope: n % 20 === 0 ? 'none' : 'all' })),
    );
    await Promise.all(tickets.map((ticket) => change(live.platform, ticket)));
    const seeing = opened.filter((_, n) => n % 20 !== 0);
    await Promise.all(seeing.map((reader) => reader.until(() => heardOf(reader).size === 20)));
    expect(opened.filter((_, n) => n % 20 === 0).flatMap((reader) => reader.frames())).toEqual([]);
  });

  it('hear of a change whichever process committed it, and of a sign-out too', async () => {
    const second = await startLiveApp(database.url);
    try {
      const [ticket] = await seedTickets(live.platform, 1);
      const agent = randomUUID();
      const here = await open();
      const there = await open({ port: second.port });
      const leaving = await open({ port: second.port, agent, session: 's' });
      await change(live.platform, ticket!);
      await change(second.platform, ticket!);
      for (const reader of [here, there]) await reader.until(() => versionsOf(reader, ticket!).at(-1) === 3);
      await append(live.platform, [
        event('agent.sessions_revoked@1', { type: 'agent', id: agent }, { agentId: agent, sessionId: null }),
      ]);
      await leaving.ended;
      expect(leaving.heard.at(-1)).toEqual({ event: 'close', id: null, data: { reason: 'signed_out' } });
    } finally {
      await second.stop();
    }
  });
});
