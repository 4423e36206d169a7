import { getBoardFigures } from '@ventanilla/contracts/board';
import * as contract from '@ventanilla/contracts/tickets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let app: TestApp;
let account: string;
let ana: string;
let beto: string;
let reply: TestDesk['reply'];

beforeAll(async () => {
  ({ app, account, ana, beto, reply } = await openTestDesk());
});
afterAll(() => app.close());

const figuresOf = async (as: string) => (await app.call(getBoardFigures, { as })).body;
const mail = async (from: string) => (await receive(app, account, { from })).ticketId;
const wait = (minutes: number) => app.clock.advance(minutes * 60_000);

test('what was answered or ended today is told, with the median of its first answers, by the day of the organisation', async () => {
  // Ten at night in Mexico, where it is already the next day by UTC.
  app.clock.set('2026-03-04T04:00:00Z');
  expect(await figuresOf(ana)).toEqual({
    attended: 0,
    firstAnswerMs: null,
    sinceBeforeToday: { value: 0, capped: false },
  });
  const yesterdays = await mail('ayer@x.mx');
  const unanswered = await mail('olvidado@x.mx');
  const nobodys = await mail('nadie@x.mx');
  for (const ticketId of [yesterdays, unanswered])
    await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
  wait(5);
  await reply(yesterdays, ana);
  expect(await figuresOf(ana)).toMatchObject({ attended: 1, firstAnswerMs: 5 * 60_000 });

  // One in the morning of the next day.
  app.clock.set('2026-03-04T07:00:00Z');
  expect(await figuresOf(ana)).toEqual({
    attended: 0,
    firstAnswerMs: null,
    sinceBeforeToday: { value: 2, capped: false },
  });
  const [first, second, third] = [await mail('uno@x.mx'), await mail('dos@x.mx'), await mail('tres@x.mx')];
  for (const ticketId of [first, second, third])
    await app.call(contract.takeTicket, { as: ana, params: { ticketId } });
  wait(10);
  await reply(first, ana);
  wait(20);
  await reply(second, ana);
  wait(60);
  await reply(third, ana);
  await app.call(contract.closeTicket, { as: ana, params: { ticketId: third } });
  // A second answer makes neither the ticket nor its first answer count again; the old one counts as attended only.
  await reply(first, ana);
  await reply(yesterdays, ana);
  expect(await figuresOf(ana)).toEqual({
    attended: 4,
    firstAnswerMs: 30 * 60_000,
    sinceBeforeToday: { value: 2, capped: false },
  });

  // Nobody's waits for everybody; another's answers are theirs.
  expect(await figuresOf(beto)).toEqual({
    attended: 0,
    firstAnswerMs: null,
    sinceBeforeToday: { value: 1, capped: false },
  });
  await app.call(contract.takeTicket, { as: beto, params: { ticketId: nobodys } });
  expect((await figuresOf(ana)).sinceBeforeToday.value).toBe(1);
});

test('who may see nothing is told of nothing', async () => {
  const { db } = app.platform;
  await db.updateTable('roles').set({ scope: 'none' }).where('key', '=', 'agent').execute();
  try {
    expect(await figuresOf(ana)).toEqual({
      attended: 0,
      firstAnswerMs: null,
      sinceBeforeToday: { value: 0, capped: false },
    });
  } finally {
    await db.updateTable('roles').set({ scope: 'all' }).where('key', '=', 'agent').execute();
  }
});
