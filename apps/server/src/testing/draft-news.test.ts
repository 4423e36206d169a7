import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { saveDraft } from '@ventanilla/contracts/writing';
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
const drafts = ({ heard }: Reader) => heard.filter(({ event }) => event === 'draft').map(({ data }) => data);

test('a saved draft is told to every device of its writer, by ids alone, and to nobody else', async () => {
  const { ticketId } = await receive(desk.app, desk.account, { from: 'luz@familia.mx' });
  const readers = [
    await open(desk.ana),
    await open(desk.ana),
    await open(desk.beto),
    await open(randomUUID()),
  ];
  const [phone, screen, ...others] = readers as [Reader, Reader, ...Reader[]];
  const params = { ticketId, kind: 'reply' as const };
  const body = { html: '<p>Palabras que nadie más lee</p>', cc: [], uploadIds: [], rev: null };
  const saved = await desk.app.call(saveDraft, { as: desk.ana, params, body });
  await phone.until((reader) => drafts(reader).length > 0);
  await screen.until((reader) => drafts(reader).length > 0);
  expect(drafts(phone)).toEqual([{ ticketId, kind: 'reply', rev: saved.body.rev }]);
  expect(drafts(screen)).toEqual(drafts(phone));
  await delay(100);
  expect(others.map(drafts)).toEqual([[], []]);
  for (const reader of readers) reader.leave();
});
