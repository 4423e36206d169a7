import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  backOffMs,
  createLiveConnection,
  type LiveConnection,
  type LiveConnectionOptions,
} from './live-connection.ts';
import type { LiveEvent } from './live-events.ts';
import { startLogServer } from './test-ground/log-server.ts';

type Server = Awaited<ReturnType<typeof startLogServer>>;

const timing = { backOffMsFirst: 20, backOffMsMax: 60, silenceMsMax: 2_000 };
let server: Server;
let heard: LiveEvent[];
const opened: LiveConnection[] = [];

beforeEach(async () => {
  server = await startLogServer();
  heard = [];
});
afterEach(async () => {
  for (const connection of opened.splice(0)) connection.stop();
  await server.stop();
});

function open(options: Partial<LiveConnectionOptions> = {}) {
  const connection = createLiveConnection({
    url: server.url,
    onEvent: (event) => heard.push(event),
    timing,
    ...options,
  });
  opened.push(connection);
  connection.start();
  return connection;
}

async function until(condition: () => boolean, ms = 5_000) {
  for (let waited = 0; !condition() && waited < ms; waited += 5) await delay(5);
  if (!condition()) throw new Error(`not reached; heard ${JSON.stringify(heard).slice(0, 500)}`);
}

const states = () => heard.flatMap((event) => (event.type === 'state' ? [event.state] : []));
const tickets = () =>
  heard.flatMap((event) => (event.type === 'tickets' ? event.changed.map(({ ticketId }) => ticketId) : []));

describe('a connection', () => {
  it('opens, tells of tickets with the position and keeps it', async () => {
    server.add('before');
    const connection = open();
    await until(() => connection.state() === 'open');
    server.add('a');
    await until(() => tickets().length === 1);
    expect(heard).toEqual([
      { type: 'state', state: 'open' },
      {
        type: 'tickets',
        position: 2,
        changed: [{ ticketId: 'a', version: 2, types: ['ticket.created'] }],
        gone: [],
      },
    ]);
    expect(connection.position()).toBe(2);
    expect(server.requests).toEqual([{ after: null }]);
  });

  it('shows all 20 mails that arrived while the server was away', async () => {
    const connection = open();
    await until(() => connection.state() === 'open');
    server.add('first');
    await until(() => tickets().length === 1);
    await server.down();
    for (let n = 0; n < 20; n += 1) server.add(`mail-${n}`);
    await until(() => connection.state() === 'offline');
    await server.up();
    await until(() => tickets().length === 21);
    expect(tickets()).toEqual(['first', ...Array.from({ length: 20 }, (_, n) => `mail-${n}`)]);
    expect(states()).toEqual(['open', 'connecting', 'offline', 'open']);
    expect(server.requests.at(-1)).toEqual({ after: '1' });
  });

  it('takes a frame without id as part of the next: a cut between the two repeats both', async () => {
    const connection = open();
    await until(() => connection.state() === 'open');
    server.write('event: tickets\ndata: {"changed":[{"ticketId":"a","version":1,"types":[]}],"gone":[]}\n\n');
    await until(() => tickets().length === 1);
    server.cut();
    await until(() => server.requests.length === 2);
    expect(server.requests[1]).toEqual({ after: '0' });
  });

  it('moves its position with a ping that shows nothing', async () => {
    const connection = open();
    await until(() => connection.state() === 'open');
    server.write(': ping\nid: 41\n\n');
    await until(() => connection.position() === 41);
    expect(states()).toEqual(['open']);
  });

  it('passes on who is in a ticket, beside its position', async () => {
    const connection = open();
    await until(() => connection.state() === 'open');
    const agents = [{ id: 'eva', state: 'viewing', since: '2026-11-21T10:00:00.000Z' }];
    server.write(`event: presence\ndata: ${JSON.stringify({ ticketId: 'a', agents })}\n\n`);
    await until(() => heard.some(({ type }) => type === 'presence'));
    expect(heard.at(-1)).toEqual({ type: 'presence', ticketId: 'a', agents });
    expect(connection.position()).toBe(0);
  });

  it('says resync where the server cannot replay', async () => {
    const connection = open();
    await until(() => connection.state() === 'open');
    server.answerWith('resync');
    server.cut();
    await until(() => heard.some(({ type }) => type === 'resync'));
    expect(heard).toEqual([
      { type: 'state', state: 'open' },
      { type: 'state', state: 'connecting' },
      { type: 'state', state: 'open' },
      { type: 'resync', since: null },
    ]);
  });

  it.each(['shutdown', 'too_slow'])('comes back after a close with %s', async (reason) => {
    const connection = open();
    await until(() => connection.state() === 'open');
    server.close(reason);
    await until(() => server.requests.length === 2 && connection.state() === 'open');
  });

  it.each(['close', '401'])('never comes back once signed out by %s', async (how) => {
    const connection = open();
    await until(() => connection.state() === 'open');
    if (how === '401') server.answerWith(401);
    if (how === '401') server.cut();
    else server.close('signed_out');
    await until(() => connection.state() === 'signed_out');
    const asked = server.requests.length;
    await delay(150);
    connection.retryNow();
    await delay(50);
    expect(server.requests.length).toBe(asked);
    expect(states().at(-1)).toBe('signed_out');
  });

  it.each([503, 500, 403, 429, 'html'] as const)('tries again after an answer of %s', async (answer) => {
    server.answerWith(answer);
    const connection = open();
    await until(() => connection.state() === 'offline' && server.requests.length >= 2);
    server.answerWith('stream');
    await until(() => connection.state() === 'open');
    expect(states()).toEqual(['offline', 'open']);
  });

  it('takes a silent server for dead, before and after hello', async () => {
    server.answerWith('silence');
    const connection = open({ timing: { ...timing, silenceMsMax: 100 } });
    await until(() => server.requests.length >= 2);
    server.answerWith('stream');
    await until(() => connection.state() === 'open');
    const asked = server.requests.length;
    await until(() => server.requests.length > asked);
  });

  it('does not wait out its time when told that the network is back', async () => {
    server.answerWith(503);
    const connection = open({
      timing: { backOffMsFirst: 60_000, backOffMsMax: 60_000, silenceMsMax: 60_000 },
    });
    await until(() => connection.state() === 'offline');
    server.answerWith('stream');
    connection.retryNow();
    await until(() => connection.state() === 'open');
  });

  it('lets its stream go when stopped, and says nothing more', async () => {
    const connection = open();
    await until(() => connection.state() === 'open');
    connection.stop();
    await until(() => server.streams.size === 0);
    server.add('late');
    await delay(100);
    expect(states()).toEqual(['open']);
    expect(tickets()).toEqual([]);
    expect(server.requests.length).toBe(1);
  });
});

describe('the wait between tries', () => {
  const usual = { backOffMsFirst: 1_000, backOffMsMax: 10_000, silenceMsMax: 40_000 };
  it.each([
    [0, 0, 500],
    [0, 1, 1_000],
    [1, 0, 1_000],
    [3, 1, 8_000],
    [4, 0, 5_000],
    [30, 1, 10_000],
  ])('after %i failures and chance %d is %i ms', (failures, chance, ms) => {
    expect(backOffMs({ failures, timing: usual, random: () => chance })).toBe(ms);
  });
});
