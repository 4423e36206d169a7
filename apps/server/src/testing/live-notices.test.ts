import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { readNotifications } from '@ventanilla/contracts/notifications';
import { assignTicket } from '@ventanilla/contracts/tickets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LiveApp, startLiveApp } from '../modules/live/test-ground/live-app.ts';
import { openReader, type Reader } from '../modules/live/test-ground/reader.ts';
import { openTestDesk, type TestDesk } from '../modules/tickets/test-ground/desk.ts';
import { receive } from './received.ts';

let desk: TestDesk;
let live: LiveApp;
beforeAll(async () => {
  desk = await openTestDesk();
  live = await startLiveApp(desk.app.database.url);
});
afterAll(async () => {
  await live.stop();
  await desk.app.close();
});

const open = async (agent: string) => {
  const reader = await openReader({ port: live.port, headers: { 'x-agent': agent } });
  await reader.until(({ heard }) => heard.length > 0);
  return reader;
};
const frames = ({ heard }: Reader) =>
  heard.filter(({ event }) => event === 'notices').map(({ data }) => data);

test('every open screen of whom it concerns hears of a notice and of its reading, by kinds alone, and nobody else', async () => {
  const { ticketId } = await receive(desk.app, desk.account, { from: 'luz@familia.mx' });
  await desk.app.settle();
  const readers = [
    await open(desk.ana),
    await open(desk.ana),
    await open(desk.beto),
    await open(randomUUID()),
  ];
  const [phone, screen, ...others] = readers as [Reader, Reader, ...Reader[]];
  await desk.app.call(assignTicket, { as: desk.sofia, params: { ticketId }, body: { agentId: desk.ana } });
  await desk.app.settle();
  for (const own of [phone, screen]) await own.until((reader) => frames(reader).length === 1);
  expect(frames(phone)).toEqual([{ added: ['assigned'] }]);
  await desk.app.call(readNotifications, { as: desk.ana, body: {} });
  await screen.until((reader) => frames(reader).length === 2);
  expect(frames(screen)[1]).toEqual({ added: [] });
  await delay(100);
  expect(others.map(frames)).toEqual([[], []]);
  for (const reader of readers) reader.leave();
});
