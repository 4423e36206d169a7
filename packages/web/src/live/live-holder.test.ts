import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLeaderTransport } from './leader-tab.ts';
import type { FromHolder, LiveState } from './live-events.ts';
import { createLiveHolder, type LiveTab } from './live-holder.ts';
import type { LiveTransport } from './live-transport.ts';
import { startLogServer } from './test-ground/log-server.ts';

let server: Awaited<ReturnType<typeof startLogServer>>;
beforeEach(async () => {
  server = await startLogServer();
});
afterEach(() => server.stop());

async function until(condition: () => boolean, ms = 5_000) {
  for (let waited = 0; !condition() && waited < ms; waited += 5) await delay(5);
  expect(condition()).toBe(true);
}

function createTab() {
  const heard: FromHolder[] = [];
  const tab: LiveTab = { send: (message) => heard.push(message) };
  return {
    ...tab,
    heard,
    tickets: () =>
      heard.flatMap(({ event }) =>
        event.type === 'tickets' ? event.changed.map((item) => item.ticketId) : [],
      ),
    state: () =>
      heard.reduce<LiveState | null>(
        (state, { event }) => (event.type === 'state' ? event.state : state),
        null,
      ),
  };
}

it('serves ten tabs with one connection, and a tab that comes later knows the state and the position', async () => {
  const holder = createLiveHolder();
  const tabs = Array.from({ length: 10 }, createTab);
  for (const tab of tabs) holder.hello(tab, server.url);
  await until(() => tabs.every((tab) => tab.state() === 'open'));
  server.add('a');
  await until(() => tabs.every((tab) => tab.tickets().length === 1));
  const late = createTab();
  holder.hello(late, server.url);
  expect(late.heard).toEqual([{ event: { type: 'state', state: 'open' }, position: 1 }]);
  expect(server.requests.length).toBe(1);
  for (const tab of [...tabs, late]) holder.bye(tab);
});

it('tells a tab that left nothing more, and ends the connection with the last one', async () => {
  const holder = createLiveHolder();
  const [one, two] = [createTab(), createTab()];
  holder.hello(one, server.url);
  holder.hello(two, server.url);
  await until(() => two.state() === 'open');
  holder.bye(one);
  server.add('a');
  await until(() => two.tickets().length === 1);
  expect(one.tickets()).toEqual([]);
  holder.bye(two);
  await until(() => server.streams.size === 0);
});

it('connects anew for whoever comes after a sign-out, and tells the other tabs', async () => {
  const holder = createLiveHolder();
  const [old, fresh] = [createTab(), createTab()];
  holder.hello(old, server.url);
  await until(() => old.state() === 'open');
  server.close('signed_out');
  await until(() => old.state() === 'signed_out');
  holder.hello(fresh, server.url);
  await until(() => fresh.state() === 'open' && old.state() === 'open');
  expect(server.requests.length).toBe(2);
  for (const tab of [old, fresh]) holder.bye(tab);
});

/** The browser's locks, one at a time and in order; Node 20 has none. */
function createLocks(): Pick<LockManager, 'request'> {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, _options: unknown, held: () => Promise<unknown>) => {
    const turn = last.then(held);
    last = turn;
    return turn;
  };
  return { request: request as LockManager['request'] };
}

it('leads from one tab without a worker; the next goes on where the leader left, and nothing is lost', async () => {
  const locks = createLocks();
  const tabs = [createTab(), createTab(), createTab()];
  const transports: LiveTransport[] = [];
  for (const tab of tabs) transports.push(openLeaderTransport({ url: server.url, receive: tab.send }, locks));
  await until(() => tabs.every((tab) => tab.state() === 'open'));
  server.add('a');
  await until(() => tabs.every((tab) => tab.tickets().length === 1));
  expect(server.streams.size).toBe(1);

  transports[0]!.close();
  server.add('between');
  await until(() => tabs.slice(1).every((tab) => tab.tickets().includes('between')));
  server.add('b');
  await until(() => tabs.slice(1).every((tab) => tab.tickets().includes('b')));
  expect(server.streams.size).toBe(1);
  expect(tabs[0]!.tickets()).not.toContain('b');

  const late = createTab();
  transports.push(openLeaderTransport({ url: server.url, receive: late.send }, locks));
  await until(() => late.state() === 'open');
  for (const transport of transports.slice(1)) transport.close();
  await until(() => server.streams.size === 0);
});
