import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PresentAgent, TicketPresence } from '@ventanilla/contracts/presence';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { announcementsPerMinuteMax, presenceGraceMs } from './live.config.ts';
import { type LiveApp, seedTickets, startLiveApp, startLiveModule } from './test-ground/live-app.ts';
import { openReader, type Reader } from './test-ground/reader.ts';

let database: TestDatabase;
let live: LiveApp;
const readers: Reader[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  live = await startLiveApp(database.url);
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.leave();
});
afterAll(async () => {
  await live.stop();
  await database.drop();
});

interface Who {
  agent?: string;
  scope?: string;
  kind?: string;
  port?: number;
}

const headersOf = ({ agent = randomUUID(), scope, kind }: Who) => ({
  'x-agent': agent,
  ...(scope ? { 'x-scope': scope } : {}),
  ...(kind ? { 'x-kind': kind } : {}),
});
const url = (port: number) => `http://127.0.0.1:${port}/api/v1/live/presence`;

async function open(who: Who = {}) {
  const reader = await openReader({ port: who.port ?? live.port, headers: headersOf(who) });
  readers.push(reader);
  await reader.until(({ heard }) => heard.length > 0);
  return reader;
}

async function announce(ticketId: string | null, who: Who & { state?: string; tabId?: string } = {}) {
  const { state = 'viewing', tabId = 'first-tab' } = who;
  const response = await fetch(url(who.port ?? live.port), {
    method: 'PUT',
    headers: { ...headersOf(who), 'content-type': 'application/json' },
    body: JSON.stringify({ tabId, ticketId, state }),
  });
  const problem = response.status === 204 ? null : ((await response.json()) as { code: string });
  return { status: response.status, code: problem?.code ?? null };
}

async function list(who: Who = {}): Promise<TicketPresence[]> {
  const response = await fetch(url(who.port ?? live.port), { headers: headersOf(who) });
  return ((await response.json()) as { items: TicketPresence[] }).items;
}

/** Who the reader believes to be in a ticket; undefined: it was never told. */
function lastTold(reader: Reader, ticketId: string): PresentAgent[] | undefined {
  return reader.heard
    .filter(({ event }) => event === 'presence')
    .map(({ data }) => data as TicketPresence)
    .findLast((frame) => frame.ticketId === ticketId)?.agents;
}

describe('somebody in a ticket', () => {
  it('is told to every reader, by id alone and beside the log, and can be asked for', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const agent = randomUUID();
    const reader = await open();
    expect((await announce(ticket!, { agent })).status).toBe(204);
    await reader.until(() => lastTold(reader, ticket!)?.length === 1);
    const since = live.clock.now().toISOString();
    expect(lastTold(reader, ticket!)).toEqual([{ id: agent, state: 'viewing', since }]);
    expect(reader.heard.at(-1)!.id).toBeNull();
    expect(await list()).toContainEqual({
      ticketId: ticket,
      agents: [{ id: agent, state: 'viewing', since }],
    });

    await announce(ticket!, { agent, state: 'writing_reply' });
    await reader.until(() => lastTold(reader, ticket!)?.[0]?.state === 'writing_reply');
    await announce(null, { agent });
    await reader.until(() => lastTold(reader, ticket!)?.length === 0);
    expect((await list()).map(({ ticketId }) => ticketId)).not.toContain(ticket);
  });

  it('is gone after 45 s without a word', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const reader = await open();
    await announce(ticket!);
    await reader.until(() => lastTold(reader, ticket!)?.length === 1);
    live.clock.advance(45_000);
    await reader.until(() => lastTold(reader, ticket!)?.length === 0);
  });

  it('is gone soon after their last stream ends, and stays where another of theirs is open', async () => {
    const [ticket, other] = await seedTickets(live.platform, 2);
    const [leaving, staying] = [randomUUID(), randomUUID()];
    const watching = await open();
    const first = await open({ agent: leaving });
    await open({ agent: staying });
    const second = await open({ agent: staying });
    await announce(ticket!, { agent: leaving });
    await announce(other!, { agent: staying });
    await watching.until(() => lastTold(watching, other!)?.length === 1);
    first.leave();
    second.leave();
    await delay(presenceGraceMs / 2);
    expect(lastTold(watching, ticket!)).toHaveLength(1);
    await watching.until(() => lastTold(watching, ticket!)?.length === 0);
    expect((await list()).map(({ ticketId }) => ticketId)).toContain(other);
  }, 20_000);

  it('is told to the readers of another process, and forgotten there too', async () => {
    const second = await startLiveApp(database.url);
    try {
      const [ticket] = await seedTickets(live.platform, 1);
      const agent = randomUUID();
      const there = await open({ port: second.port });
      await announce(ticket!, { agent });
      await there.until(() => lastTold(there, ticket!)?.[0]?.id === agent);
      await announce(null, { agent });
      await there.until(() => lastTold(there, ticket!)?.length === 0);
    } finally {
      await second.stop();
    }
  });
});

describe('who may not see a ticket', () => {
  it('is told nothing of it, live or when asking, and cannot be in it', async () => {
    const [ticket, secret] = await seedTickets(live.platform, 2);
    const hidden = new Set([secret]);
    const gated = await startLiveModule(live.platform, async ({ ticketIds, actor }) =>
      actor.scope === 'none'
        ? new Set(ticketIds.filter((ticketId) => !hidden.has(ticketId)))
        : new Set(ticketIds),
    );
    try {
      const { port } = gated;
      const blind = await open({ port, scope: 'none' });
      const seeing = await open({ port });
      await announce(secret!, { port });
      await announce(ticket!, { port });
      await seeing.until(() => lastTold(seeing, secret!) !== undefined);
      await blind.until(() => lastTold(blind, ticket!) !== undefined);
      const asked = await list({ port, scope: 'none' });
      expect(asked.map(({ ticketId }) => ticketId)).toEqual([ticket]);
      expect(JSON.stringify([blind.heard, asked])).not.toContain(secret);
      expect(await announce(secret!, { port, scope: 'none' })).toEqual({
        status: 404,
        code: 'tickets.not_found',
      });
      expect((await list({ port })).find(({ ticketId }) => ticketId === secret)?.agents).toHaveLength(1);
    } finally {
      await gated.stop();
    }
  });

  it('includes nobody, programs and tickets that do not exist', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    expect((await fetch(url(live.port))).status).toBe(401);
    expect(await announce(ticket!, { kind: 'api_key' })).toEqual({ status: 403, code: 'auth.forbidden' });
    expect(await announce(randomUUID())).toEqual({ status: 404, code: 'tickets.not_found' });
  });
});

describe('what is said', () => {
  it('is refused where it is no tab, no ticket or no state', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    for (const wrong of [
      announce(ticket!, { tabId: 'x' }),
      announce(ticket!, { tabId: 'x'.repeat(41) }),
      announce('not-an-id'),
      announce(ticket!, { state: 'sleeping' }),
    ])
      expect(await wrong).toEqual({ status: 400, code: 'http.invalid_request' });
  });

  it('is refused for a while to an agent who says too much, and to no other', async () => {
    const [ticket] = await seedTickets(live.platform, 1);
    const agent = randomUUID();
    let refused = 0;
    for (let n = 0; n <= announcementsPerMinuteMax; n += 1)
      if ((await announce(ticket!, { agent })).status === 429) refused += 1;
    expect(refused).toBe(1);
    expect((await announce(ticket!)).status).toBe(204);
    live.clock.advance(60_000);
    expect((await announce(ticket!, { agent })).status).toBe(204);
  });
});
