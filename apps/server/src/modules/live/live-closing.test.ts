import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { event } from '../../platform/events/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { keepReaders, type OpenInput } from './test-ground/keep-readers.ts';
import { append, change, type LiveApp, seedTickets, startLiveApp } from './test-ground/live-app.ts';
import { openReader, type Reader } from './test-ground/reader.ts';

let database: TestDatabase;
let live: LiveApp;
const { leaveAll, open: openAt } = keepReaders();
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

const closed = (reader: Reader) => reader.heard.find((item) => item.event === 'close')?.data;
const agentEvent = (agentId: string, roleKey: string, active = true) =>
  event('agent.changed@1', { type: 'agent', id: agentId }, { agentId, roleKey, active });
const revoked = (agentId: string, sessionId: string | null) =>
  event('agent.sessions_revoked@1', { type: 'agent', id: agentId }, { agentId, sessionId });

it('ends the streams of the session that signed out, and of no other', async () => {
  const agent = randomUUID();
  const [leaving, staying, other] = await Promise.all([
    open({ agent, session: 's1' }),
    open({ agent, session: 's2' }),
    open({ session: 's1' }),
  ]);
  await append(live.platform, [revoked(agent, 's1')]);
  await leaving.ended;
  expect(closed(leaving)).toEqual({ reason: 'signed_out' });
  expect([closed(staying), closed(other)]).toEqual([undefined, undefined]);
  await append(live.platform, [revoked(agent, null)]);
  await staying.ended;
  expect(closed(staying)).toEqual({ reason: 'signed_out' });
  expect(closed(other)).toBeUndefined();
});

it('ends the streams of an agent whose role changes or who is blocked, not of one with a new name', async () => {
  const agent = randomUUID();
  await append(live.platform, [
    event('agent.created@1', { type: 'agent', id: agent }, { agentId: agent, roleKey: 'agent' }),
  ]);
  const first = await open({ agent });
  await append(live.platform, [agentEvent(agent, 'agent')]);
  const [ticket] = await seedTickets(live.platform, 1);
  await change(live.platform, ticket!);
  await first.until(() => first.frames().length > 0);
  expect(closed(first)).toBeUndefined();
  await append(live.platform, [agentEvent(agent, 'supervisor')]);
  await first.ended;
  expect(closed(first)).toEqual({ reason: 'signed_out' });
  const second = await open({ agent });
  await append(live.platform, [agentEvent(agent, 'supervisor', false)]);
  await second.ended;
  expect(closed(second)).toEqual({ reason: 'signed_out' });
});

it('ends the streams of a key that was revoked, and of no other', async () => {
  const key = randomUUID();
  const [revokedKey, otherKey] = await Promise.all([
    open({ agent: key, kind: 'api_key' }),
    open({ kind: 'api_key' }),
  ]);
  await append(live.platform, [event('api_key.revoked@1', { type: 'api_key', id: key }, { apiKeyId: key })]);
  await revokedKey.ended;
  expect(closed(revokedKey)).toEqual({ reason: 'signed_out' });
  expect(closed(otherKey)).toBeUndefined();
});

it('begins the streams of keys anew when anybody’s powers change: a key sees no more than its maker', async () => {
  const change = (type: 'agent' | 'department') => {
    const id = randomUUID();
    return type === 'agent'
      ? agentEvent(id, 'supervisor')
      : event('department.changed@1', { type, id }, { departmentId: id });
  };
  for (const type of ['agent', 'department'] as const) {
    const key = await open({ kind: 'api_key' });
    await append(live.platform, [change(type)]);
    await key.ended;
    expect(closed(key)).toEqual({ reason: 'powers_changed' });
  }
});

it('refuses a hundred and first stream of one agent with 429', async () => {
  const agent = randomUUID();
  await Promise.all(Array.from({ length: 100 }, () => open({ agent })));
  const refused = await openReader({ port: live.port, headers: { 'x-agent': agent } });
  expect(refused.status).toBe(429);
  expect((await open()).status).toBe(200);
});

it('says shutdown and ends every stream when the process stops, well within its time', async () => {
  const own = await startLiveApp(database.url);
  const opened = await Promise.all([open({ port: own.port }), open({ port: own.port, scope: 'none' })]);
  const before = performance.now();
  await own.stop();
  expect(performance.now() - before).toBeLessThan(3_000);
  await Promise.all(opened.map(({ ended }) => ended));
  expect(opened.map(closed)).toEqual([{ reason: 'shutdown' }, { reason: 'shutdown' }]);
});
