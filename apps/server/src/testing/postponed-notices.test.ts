import * as contract from '@ventanilla/contracts/notifications';
import { assignTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { removeOldNotifications } from '../modules/notifications/remove-old-notifications.ts';
import { openTestDesk, type TestDesk } from '../modules/tickets/test-ground/desk.ts';
import { receive } from './received.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let desk: TestDesk;
let now: Date;
let count = 0;
beforeAll(async () => {
  desk = await openTestDesk();
  now = desk.app.clock.now();
});
afterAll(() => desk.app.close());
beforeEach(async () => {
  await desk.app.settle();
  await sql`delete from notifications`.execute(desk.app.platform.db);
});

/** A ticket that Ana was given, and its line in her centre. */
async function given() {
  count += 1;
  const from = `persona${count}@x.mx`;
  const externalId = `p${count}@x.mx`;
  const { ticketId } = await receive(desk.app, desk.account, { from, externalId });
  await desk.app.call(assignTicket, { as: desk.sofia, params: { ticketId }, body: { agentId: desk.ana } });
  await desk.app.settle();
  const writes = async () => {
    await receive(desk.app, desk.account, { from, text: 'Sigo aquí', referenceIds: [externalId] });
    await desk.app.settle();
  };
  return { ticketId, writes, line: (await shown()).items[0]! };
}

const shown = async (query: { postponed?: 'true' } = {}) =>
  (await desk.app.call(contract.listNotifications, { as: desk.ana, query })).body;
const kinds = async (query: { postponed?: 'true' } = {}) =>
  (await shown(query)).items.map(({ kind, readAt }) => `${kind}${readAt ? '' : '*'}`);
const counted = async () => {
  const { body } = await desk.app.call(contract.countNotifications, { as: desk.ana });
  return [body.all.value, body.postponed];
};
const inMs = (ms: number) => new Date(now.getTime() + ms);
const postpone = (id: string, until: Date, as = desk.ana) =>
  desk.app.call(contract.postponeNotifications, { as, body: { ids: [id], until: until.toISOString() } });
/** Later: nothing else comes due meanwhile. */
async function at(ms: number): Promise<void> {
  await sql`delete from timers where kind <> 'notifications.postponed'`.execute(desk.app.platform.db);
  now = inMs(ms);
  desk.app.clock.set(now);
  await desk.app.settle();
}

test('what is put off leaves the bell, and comes back unread and on top at its hour, once', async () => {
  const { line } = await given();
  const until = inMs(hourMs);
  expect((await postpone(line.id, until)).body).toMatchObject({ all: { value: 0 }, postponed: 1 });
  expect([await kinds(), await kinds({ postponed: 'true' })]).toEqual([[], ['assigned*']]);
  expect((await shown({ postponed: 'true' })).items[0]).toMatchObject({
    postponedUntil: until.toISOString(),
  });
  await given();
  await at(hourMs - 1000);
  expect(await counted()).toEqual([1, 1]);
  await at(1000);
  expect((await shown()).items[0]).toMatchObject({ id: line.id, readAt: null, at: until.toISOString() });
  expect(await counted()).toEqual([2, 0]);
  // Whoever reads it then has read it.
  await desk.app.call(contract.markNotifications, { as: desk.ana, body: { ids: [line.id], read: true } });
  await at(hourMs);
  expect(await counted()).toEqual([1, 0]);
});

test('one that was read, too; several each at its own hour; and all that is late where nothing ran meanwhile', async () => {
  const one = await given();
  const two = await given();
  const three = await given();
  await desk.app.call(contract.readNotifications, { as: desk.ana, body: {} });
  await postpone(three.line.id, inMs(3 * dayMs));
  await postpone(one.line.id, inMs(dayMs));
  await postpone(two.line.id, inMs(2 * dayMs));
  expect((await shown({ postponed: 'true' })).items.map(({ id }) => id)).toEqual(
    [one, two, three].map(({ line }) => line.id),
  );
  await at(dayMs);
  expect(await kinds()).toEqual(['assigned*']);
  await at(5 * dayMs);
  expect((await shown()).items.map(({ id }) => id)).toEqual([three, two, one].map(({ line }) => line.id));
  expect(await counted()).toEqual([3, 0]);
});

test('brought back at once it stands as it was, and does not come a second time', async () => {
  const { line } = await given();
  await postpone(line.id, inMs(hourMs));
  await desk.app.call(contract.returnNotifications, { as: desk.ana, body: { ids: [line.id] } });
  expect((await shown()).items[0]).toMatchObject({ id: line.id, at: line.at, postponedUntil: null });
  await desk.app.call(contract.readNotifications, { as: desk.ana, body: {} });
  await at(2 * hourMs);
  expect(await counted()).toEqual([0, 0]);
});

test('it comes back before its hour where there is more to tell, and not at all once it is dealt with', async () => {
  const { ticketId, writes } = await given();
  await writes();
  const answered = (await shown()).items.find(({ kind }) => kind === 'answered')!;
  await postpone(answered.id, inMs(dayMs));
  expect(await kinds()).toEqual(['assigned*']);
  await writes();
  expect((await shown()).items[0]).toMatchObject({ id: answered.id, count: 2, postponedUntil: null });
  await postpone(answered.id, inMs(dayMs));
  await desk.app.call(contract.readNotifications, { as: desk.ana, body: { ticketId } });
  expect(await counted()).toEqual([0, 1]);
  await desk.app.call(replyToTicket, {
    as: desk.ana,
    params: { ticketId },
    body: { text: 'Listo', clientId: desk.app.platform.ids.uuid() } as never,
  });
  await desk.app.settle();
  expect(await counted()).toEqual([0, 0]);
  await at(2 * dayMs);
  expect(await counted()).toEqual([0, 0]);
});

test('it outlives the forgetting of old notices, is mailed nobody meanwhile, and belongs to its reader alone', async () => {
  const { line } = await given();
  await postpone(line.id, inMs(hourMs), desk.beto);
  expect(await counted()).toEqual([1, 0]);
  await postpone(line.id, inMs(120 * dayMs));
  const { rows } = await sql<{ mail_pending: boolean }>`
    select mail_pending from notifications where id = ${line.id}`.execute(desk.app.platform.db);
  expect(rows).toEqual([{ mail_pending: false }]);
  await at(119 * dayMs);
  await removeOldNotifications(desk.app.platform);
  await at(dayMs);
  expect(await kinds()).toEqual(['assigned*']);
});

test('a moment that is over, or further away than a year, is none', async () => {
  const { line } = await given();
  for (const ms of [-1, 0, 400 * dayMs]) {
    const { status, body } = await postpone(line.id, inMs(ms));
    expect([status, body]).toMatchObject([400, { code: 'notifications.wrong_moment' }]);
  }
  expect(await counted()).toEqual([1, 0]);
});

test('the usual moments are told in the reader’s zone', async () => {
  const { body } = await desk.app.call(contract.listPostponeMoments, { as: desk.ana });
  expect(body.items[0]).toEqual({ key: 'hour', at: inMs(hourMs).toISOString() });
  expect(body.items[1]?.key).toBe('tomorrow');
  expect(body.timeZone).not.toBe('');
});
