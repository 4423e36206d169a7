import { markSpam } from '@ventanilla/contracts/spam';
import { addTimeEntry, removeTimeEntry } from '@ventanilla/contracts/time-entries';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.app.close());

const newTicket = async () => (await receive(desk.app, desk.account, { from: 'horas@x.mx' })).ticketId;
const note = (ticketId: string, as: string, body: { minutes: number; billable?: boolean }) =>
  desk.app.call(addTimeEntry, { as, params: { ticketId }, body });
const takeBack = (ticketId: string, entryId: string, as: string) =>
  desk.app.call(removeTimeEntry, { as, params: { ticketId, entryId } });

test('what people note is summed, told newest first with who and when, and stands in the history', async () => {
  const ticketId = await newTicket();
  await note(ticketId, desk.ana, { minutes: 25 });
  desk.app.clock.advance(60_000);
  const second = await note(ticketId, desk.beto, { minutes: 90, billable: true });
  expect(second.status).toBe(201);
  const { timeSpent, history, ticket } = await desk.detailOf(ticketId);
  expect(timeSpent).toMatchObject({
    minutes: 115,
    isAsked: false,
    entries: [
      { agent: { name: 'Beto Ruiz' }, minutes: 90, billable: true, at: second.body.at },
      { agent: { name: 'Ana Solis' }, minutes: 25, billable: false },
    ],
  });
  expect(history.slice(0, 2)).toMatchObject([
    { type: 'ticket.time_noted', to: '90', how: 'noted', actor: { name: 'Beto Ruiz' } },
    { type: 'ticket.time_noted', to: '25', how: 'noted' },
  ]);
  expect(ticket.version).toBe(3);
});

test('one’s own is taken back once, another’s never, and the history keeps both', async () => {
  const ticketId = await newTicket();
  const { body } = await note(ticketId, desk.ana, { minutes: 10 });
  expect((await takeBack(ticketId, body.id, desk.beto)).code).toBe('time.not_found');
  expect((await takeBack(await newTicket(), body.id, desk.ana)).code).toBe('time.not_found');
  expect((await takeBack(ticketId, body.id, desk.ana)).status).toBe(204);
  expect((await takeBack(ticketId, body.id, desk.ana)).code).toBe('time.not_found');
  const { timeSpent, history } = await desk.detailOf(ticketId);
  expect(timeSpent).toEqual({ minutes: 0, entries: [], isAsked: false });
  expect(history.slice(0, 2).map(({ how }) => how)).toEqual(['removed', 'noted']);
});

test('it is noted on a closed ticket too, never on spam, by nobody who may not write there, and within a day', async () => {
  const ticketId = await newTicket();
  await desk.reply(ticketId, desk.ana, { andThen: 'close' });
  expect((await note(ticketId, desk.ana, { minutes: 15 })).status).toBe(201);
  for (const minutes of [0, 1441, 2.5])
    expect((await note(ticketId, desk.ana, { minutes })).code).toBe('http.invalid_request');
  const spam = await newTicket();
  await desk.app.call(markSpam, { as: desk.ana, params: { ticketId: spam } });
  expect((await note(spam, desk.ana, { minutes: 5 })).code).toBe('tickets.is_spam');
  const { db } = desk.app.platform;
  await sql`insert into roles (key, name, permissions, scope, narrower)
    select 'mine', 'Lo mío', permissions, 'all', '{"tickets:note": "own"}' from roles where key = 'agent'`.execute(
    db,
  );
  await sql`update agents set role_key = 'mine' where id = ${desk.beto}`.execute(db);
  expect((await note(await newTicket(), desk.beto, { minutes: 5 })).code).toBe('tickets.beyond_scope');
  await sql`update roles set scope = 'own' where key = 'mine'`.execute(db);
  expect((await note(await newTicket(), desk.beto, { minutes: 5 })).code).toBe('tickets.not_found');
});
