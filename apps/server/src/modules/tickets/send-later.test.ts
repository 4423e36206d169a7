import { undoScheduledReply } from '@ventanilla/contracts/writing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDesk } from './test-ground/desk.ts';
import { openWaitingDesk } from './test-ground/waiting-desk.ts';
import * as write from './test-ground/writing.ts';

let ground: Awaited<ReturnType<typeof openWaitingDesk>>;
let desk: TestDesk;
beforeAll(async () => {
  ground = await openWaitingDesk();
  desk = ground.desk;
});
afterAll(() => desk.app.close());

const hourMs = 3_600_000;
const inHours = (hours: number) => new Date(desk.app.clock.now().getTime() + hours * hourMs).toISOString();

/** An answer for later, by the one who may write it. */
async function later(input: { hours?: number; html?: string; bcc?: string[] } = {}) {
  const { ticketId } = await ground.newTicket();
  const sendAt = inHours(input.hours ?? 16);
  const html = input.html ?? '<p>Mañana te confirmo.</p>';
  const result = await write.schedule(desk.app, desk.ana, {
    ticketId,
    html,
    delayMs: undefined,
    sendAt,
    bcc: input.bcc ?? [],
  });
  expect(result.code).toBeNull();
  return { ticketId, scheduledReplyId: result.body.scheduledReply.id, sendAt };
}
const typesOf = async (ticketId: string) => (await ground.eventsOf(ticketId)).map(({ type }) => type);

test('it waits on the ticket for its hour, leaves then with its copies, and history tells of it', async () => {
  const { ticketId, sendAt } = await later({ bcc: ['archivo@x.mx'] });
  expect(await ground.waiting(ticketId, desk.beto)).toMatchObject([
    { later: true, dueAt: sendAt, bcc: ['archivo@x.mx'], state: 'pending' },
  ]);
  await ground.comeDue(16 * hourMs - 1);
  expect(await ground.ours(ticketId)).toEqual([]);
  await ground.comeDue(1);
  expect(await ground.ours(ticketId)).toMatchObject([{ text: 'Mañana te confirmo.', bcc: ['archivo@x.mx'] }]);
  expect(await typesOf(ticketId)).toContain('reply.scheduled');
});

test('the customer writes before: it goes back to its author at once, not only when it is due', async () => {
  const { ticketId } = await later();
  await ground.comeDue(hourMs);
  await ground.customerWritesAgain(ticketId);
  await desk.app.settle();
  expect(await ground.waiting(ticketId)).toMatchObject([
    { state: 'stopped', reason: 'tickets.stale_version' },
  ]);
  expect(await ground.draftOf(ticketId)).toMatchObject({ text: 'Mañana te confirmo.' });
  expect(await typesOf(ticketId)).toContain('reply.stopped');
  await ground.comeDue(24 * hourMs);
  expect(await ground.ours(ticketId)).toEqual([]);
});

test('one that only waits to be undone is left to look for itself when it is due', async () => {
  const { ticketId } = await ground.newTicket();
  await ground.schedule(ticketId);
  await ground.customerWritesAgain(ticketId);
  await desk.app.settle();
  expect(await ground.waiting(ticketId)).toMatchObject([{ state: 'pending', later: false }]);
  await ground.comeDue(10_000);
});

test('called off, it leaves what is being written alone and can be brought back; edited, it is the draft', async () => {
  const first = await later({ html: '<p>Una</p>' });
  await write.save(desk.app, desk.ana, { ticketId: first.ticketId, html: '<p>Otra cosa</p>' });
  const off = await desk.app.call(undoScheduledReply, {
    as: desk.ana,
    params: first,
    query: { as: 'version' },
  });
  expect(off.body.draft).toMatchObject({ text: 'Otra cosa' });
  const versions = await write.versionsOf(desk.app, desk.ana, first.ticketId);
  expect(versions).toMatchObject([{ text: 'Una', reason: 'discarded' }]);
  expect(await typesOf(first.ticketId)).toContain('reply.called_off');

  const second = await later({ html: '<p>Dos</p>' });
  const edited = await write.undo(desk.app, desk.ana, second);
  expect(edited.body.draft).toMatchObject({ text: 'Dos' });
  await ground.comeDue(24 * hourMs);
  for (const { ticketId } of [first, second]) expect(await ground.ours(ticketId)).toEqual([]);
});

test.each([
  ['a time that is past', { hours: -1 }],
  ['one in a moment', { hours: 0.01 }],
  ['one years away', { hours: 24 * 400 }],
])('%s is refused', async (_, { hours }) => {
  const { ticketId } = await ground.newTicket();
  const body = { ticketId, delayMs: undefined, sendAt: inHours(hours) };
  expect((await write.schedule(desk.app, desk.ana, body)).code).toBe('tickets.bad_send_time');
});

test('both a wait and an hour, or neither, are refused', async () => {
  const { ticketId } = await ground.newTicket();
  const both = { ticketId, delayMs: 5_000, sendAt: inHours(3) };
  const neither = { ticketId, delayMs: undefined };
  for (const body of [both, neither])
    expect((await write.schedule(desk.app, desk.ana, body)).code).toBe('tickets.bad_send_time');
});
