import { readBoardCards } from '@ventanilla/contracts/board-content';
import { createCalendar, updateCalendar } from '@ventanilla/contracts/calendars';
import { createPriority, createTicketType } from '@ventanilla/contracts/classification';
import { createDepartment, setTicketDepartment, updateDepartment } from '@ventanilla/contracts/departments';
import { updateOrganization } from '@ventanilla/contracts/organizations';
import { deleteSlaPolicy, updateSlaPolicy } from '@ventanilla/contracts/sla';
import { markSpam } from '@ventanilla/contracts/spam';
import { classifyTicket, closeTicket, replyToTicket, updateTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officeDefinition } from './test-ground/office.ts';
import {
  hourMs,
  hours,
  minuteMs,
  openSlaDesk,
  policy,
  promise,
  type SlaDesk,
} from './test-ground/sla-desk.ts';

// The clock begins on Monday 2 March 2026 at 9:00 in Mexico City.
let desk: SlaDesk;
beforeEach(async () => {
  desk = await openSlaDesk();
});
afterEach(() => desk.test.close());

const cardOf = async (ticketId: string) => {
  const { body } = await desk.test.call(readBoardCards, {
    as: desk.ana,
    params: { boardId: 'default' },
    query: { ids: ticketId },
  });
  return body.items[0]!.card;
};
async function answer(ticketId: string, extra: object = {}) {
  const { status } = await desk.test.call(replyToTicket, {
    as: desk.ana,
    params: { ticketId },
    body: { text: 'Hola, ya lo reviso.', ...extra },
  });
  expect(status).toBe(201);
  await desk.test.settle();
}

describe('a new installation', () => {
  it('promises a first answer within eight business hours, shows it on the card, and an answer in time ends it', async () => {
    const ticketId = await desk.arrive();
    expect(await desk.clocksOf(ticketId)).toEqual([
      { metric: 'first_response', turn: 1, state: 'running', due: '02 18:00', usedMinutes: 0 },
    ]);
    expect((await cardOf(ticketId)).clock).toEqual({
      metric: 'first_response',
      state: 'running',
      startedAt: '2026-03-02T15:00:00.000Z',
      warnAt: '2026-03-02T22:00:00.000Z',
      dueAt: '2026-03-03T00:00:00.000Z',
    });
    await desk.pass(2 * hourMs);
    const { version } = await cardOf(ticketId);
    await answer(ticketId);
    expect((await cardOf(ticketId)).clock).toBeNull();
    expect((await cardOf(ticketId)).version).toBe(version + 1);
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ state: 'met', usedMinutes: 120 }]);
    expect(await desk.toldOf(ticketId)).toEqual([]);
  });

  it('tells the stream that the card shows another clock, and the history nothing of it', async () => {
    const ticketId = await desk.arrive();
    const types = await desk.test.platform.db
      .selectFrom('events')
      .select('type')
      .where('subject_id', '=', ticketId)
      .execute();
    expect(types.map(({ type }) => type)).toContain('ticket.clock_changed');
  });
});

describe('what comes in its hour', () => {
  it('is told once: a warning, and the end', async () => {
    await promise(desk);
    const ticketId = await desk.arrive();
    await desk.pass(2 * hourMs + 59 * minuteMs);
    expect(await desk.toldOf(ticketId)).toEqual([]);
    await desk.pass(minuteMs);
    expect(await desk.toldOf(ticketId)).toEqual(['warned first_response']);
    await desk.pass(hourMs);
    expect(await desk.toldOf(ticketId)).toEqual(['warned first_response', 'breached first_response']);
    expect((await cardOf(ticketId)).clock).toMatchObject({
      state: 'breached',
      dueAt: '2026-03-02T19:00:00.000Z',
    });
    await desk.pass(100 * hourMs);
    await answer(ticketId);
    expect(await desk.toldOf(ticketId)).toHaveLength(2);
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ state: 'breached' }]);
  });

  it('is told once where the machine’s clock jumps over both, and back before them', async () => {
    await promise(desk);
    const ticketId = await desk.arrive();
    await desk.pass(20 * hourMs);
    await desk.pass(-19 * hourMs);
    await desk.pass(2 * hourMs);
    await desk.pass(40 * hourMs);
    expect(await desk.toldOf(ticketId)).toEqual(['breached first_response']);
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ state: 'breached', due: '02 13:00' }]);
  });

  it('is not told of what automatic mail, spam, history or practice brought', async () => {
    await promise(desk);
    const auto = await desk.arrive();
    await desk.arrive({ from: 'otra@familia.mx', isAuto: true });
    const { rows } = {
      rows: await desk.test.platform.db.selectFrom('ticket_clocks').select('ticket_id').execute(),
    };
    expect(rows).toEqual([{ ticket_id: auto }]);
    await desk.test.call(markSpam, { as: desk.ana, params: { ticketId: auto } });
    await desk.test.settle();
    expect(await desk.clocksOf(auto)).toMatchObject([{ state: 'paused', due: null }]);
    await desk.pass(100 * hourMs);
    expect(await desk.toldOf(auto)).toEqual([]);
  });
});

describe('waiting for the customer', () => {
  it('stops the solution, and gives back all that was left when they write', async () => {
    await promise(desk, { targets: { resolution: { target: hours(6), warn: { fraction: 0.5 } } } });
    const ticketId = await desk.arrive();
    await desk.pass(2 * hourMs);
    await answer(ticketId, { andThen: 'wait' });
    expect((await cardOf(ticketId)).clock).toMatchObject({ state: 'paused', dueAt: null });
    await desk.pass(7 * 24 * hourMs);
    await desk.arrive({ referenceIds: [await lastExternalId(ticketId)] });
    expect(await desk.toldOf(ticketId)).toEqual([]);
    expect(await desk.clocksOf(ticketId)).toMatchObject([
      { state: 'running', due: '09 16:00', usedMinutes: 120 },
    ]);
  });

  const lastExternalId = async (ticketId: string) => {
    const row = await desk.test.platform.db
      .selectFrom('messages')
      .select('external_id')
      .where('ticket_id', '=', ticketId)
      .where('direction', '=', 'out')
      .executeTakeFirstOrThrow();
    return row.external_id!;
  };
});

describe('other rules', () => {
  it('count what runs anew and leave what ended; what is late only by them is not told', async () => {
    const said = await promise(desk, { targets: { first_response: { target: hours(6), warn: null } } });
    const ended = await desk.arrive();
    await answer(ended);
    const open = await desk.arrive({ from: 'otra@familia.mx' });
    await desk.pass(3 * hourMs);
    const before = await desk.clocksOf(ended);
    const { body } = await desk.test.call(updateSlaPolicy, {
      as: desk.admin,
      params: { policyId: said.id },
      headers: { 'if-match': `"${said.version}"` },
      body: policy({ targets: { first_response: { target: hours(2), warn: null } } }),
    });
    await desk.test.settle();
    expect(await desk.clocksOf(open)).toMatchObject([{ state: 'breached', due: '02 11:00' }]);
    expect(await desk.toldOf(open)).toEqual([]);
    expect(await desk.clocksOf(ended)).toEqual(before);
    await desk.test.call(deleteSlaPolicy, {
      as: desk.admin,
      params: { policyId: body.id },
      headers: { 'if-match': `"${body.version}"` },
    });
    await desk.test.settle();
    expect(await desk.clocksOf(open)).toMatchObject([{ state: 'running', due: '02 18:00' }]);
    expect(await desk.clocksOf(ended)).toEqual(before);
  });

  it('of a calendar move the hour, and so does the calendar of a department', async () => {
    await promise(desk);
    const ticketId = await desk.arrive();
    const early = {
      ...officeDefinition,
      week: { ...officeDefinition.week, monday: [{ from: '09:00', to: '11:00' }] },
    };
    await desk.test.call(updateCalendar, {
      as: desk.admin,
      params: { calendarId: desk.calendarId },
      headers: { 'if-match': '"1"' },
      body: { definition: early },
    });
    await desk.test.settle();
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ due: '03 11:00' }]);
    const { body: made } = await desk.test.call(createDepartment, {
      as: desk.admin,
      body: { name: 'Guardia' },
    });
    await desk.test.call(setTicketDepartment, {
      as: desk.ana,
      params: { ticketId },
      body: { departmentId: made.id },
    });
    const ghost = await desk.test.call(updateDepartment, {
      as: desk.admin,
      params: { departmentId: made.id },
      headers: { 'if-match': '"1"' },
      body: { calendarId: made.id },
    });
    expect(ghost.code).toBe('calendars.not_found');
    const always = await guardCalendar();
    await desk.test.call(updateDepartment, {
      as: desk.admin,
      params: { departmentId: made.id },
      headers: { 'if-match': '"1"' },
      body: { calendarId: always },
    });
    await desk.test.settle();
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ due: '02 13:00' }]);
  });

  it('and so does the calendar of an organization, which comes before its department’s', async () => {
    await promise(desk);
    const ticketId = await desk.arrive();
    const { db, ids, clock } = desk.test.platform;
    const id = ids.uuid();
    await sql`insert into organizations (id, name, created_at) values (${id}, 'Colegio Altamira', ${clock.now()})`.execute(
      db,
    );
    await sql`update tickets set organization_id = ${id} where id = ${ticketId}`.execute(db);
    await desk.test.call(updateOrganization, {
      as: desk.admin,
      params: { organizationId: id },
      body: { calendarId: await guardCalendar() },
      headers: { 'if-match': '"1"' },
    });
    await desk.test.settle();
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ due: '02 13:00' }]);
  });

  it('a tag of a person counts every open ticket of theirs anew, not only the one where it was set', async () => {
    await promise(desk, {
      name: 'Molestos',
      filter: { field: 'contactTag', op: 'any_of', values: ['upset'] },
      targets: { first_response: { target: hours(1), warn: null } },
    });
    const other = await desk.arrive();
    const here = await desk.arrive({ subject: 'Otra cosa' });
    const stranger = await desk.arrive({ from: 'otra@familia.mx' });
    await classify(here, { addTags: ['upset'] });
    for (const ticketId of [other, here])
      expect(await desk.clocksOf(ticketId)).toMatchObject([{ due: '02 10:00' }]);
    expect(await desk.clocksOf(stranger)).not.toMatchObject([{ due: '02 10:00' }]);
  });

  async function guardCalendar() {
    const day = [{ from: '00:00', to: '24:00' }];
    const week = Object.fromEntries(Object.keys(officeDefinition.week).map((name) => [name, day]));
    const { body } = await desk.test.call(createCalendar, {
      as: desk.admin,
      body: { name: 'Guardia', definition: { ...officeDefinition, week: week as never } },
    });
    return body.id;
  }

  it('of the first that fits hold, and moving a ticket moves it to others', async () => {
    const { body: department } = await desk.test.call(createDepartment, {
      as: desk.admin,
      body: { name: 'Pagos' },
    });
    await promise(desk, {
      name: 'Pagos',
      filter: { field: 'department', op: 'any_of', values: [department.id] },
      targets: { first_response: { target: hours(1), warn: null } },
    });
    const ticketId = await desk.arrive();
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ due: '02 18:00' }]);
    await desk.test.call(setTicketDepartment, {
      as: desk.ana,
      params: { ticketId },
      body: { departmentId: department.id },
    });
    await desk.test.settle();
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ due: '02 10:00' }]);
  });
});

it.each([
  ['Normal', { kind: 'calendar', ms: 24 * hourMs }, '03 16:30'],
  ['Urgente', { kind: 'end_of_day', cutOffMs: 2 * hourMs }, '02 19:00'],
  ['Crítico', hours(1), '02 17:30'],
] as const)(
  'the priority %s has the time that its policy promises (W7), from when the customer wrote',
  async (...row) => {
    const [name, target, due] = row;
    const { body: priority } = await desk.test.call(createPriority, {
      as: desk.admin,
      body: { name: `${name} de prueba`, colour: 'red', target: { kind: 'end_of_day' } },
    });
    await promise(desk, {
      name,
      filter: { field: 'priority', op: 'any_of', values: [priority.key] },
      targets: { resolution: { target, warn: null } },
    });
    await desk.pass(7.5 * hourMs);
    const ticketId = await desk.arrive();
    await classify(ticketId, { priorityKey: priority.key, priorityReason: 'Así lo pidió' });
    expect(await desk.clocksOf(ticketId)).toMatchObject([{ metric: 'resolution', due }]);
  },
);

it('an error has fourteen days by its type (Y5)', async () => {
  const { body: type } = await desk.test.call(createTicketType, { as: desk.admin, body: { name: 'Error' } });
  await promise(desk, {
    name: 'Errores',
    filter: { field: 'type', op: 'any_of', values: [type.key] },
    targets: { resolution: { target: { kind: 'calendar', ms: 14 * 24 * hourMs }, warn: { fraction: 0.75 } } },
  });
  const ticketId = await desk.arrive();
  await classify(ticketId, { typeKey: type.key });
  expect(await desk.clocksOf(ticketId)).toMatchObject([{ metric: 'resolution', due: '16 09:00' }]);
});

async function classify(ticketId: string, body: object) {
  const { status } = await desk.test.call(classifyTicket, { as: desk.ana, params: { ticketId }, body });
  expect(status).toBe(200);
  await desk.test.settle();
}

it('the date of a ticket is a promise too, and moving it moves the clock', async () => {
  await promise(desk, {
    targets: { resolution: { target: { kind: 'due_date' }, warn: { beforeMs: hourMs } } },
  });
  const ticketId = await desk.arrive();
  expect((await cardOf(ticketId)).clock).toBeNull();
  const setDue = (dueAt: string | null) => classify(ticketId, { dueAt });
  await setDue('2026-03-03T02:00:00.000Z');
  expect((await cardOf(ticketId)).clock).toMatchObject({
    metric: 'resolution',
    warnAt: '2026-03-03T01:00:00.000Z',
    dueAt: '2026-03-03T02:00:00.000Z',
  });
  await setDue(null);
  expect((await cardOf(ticketId)).clock).toBeNull();
});

it('a ticket without news says so until the customer is told something, and closing ends it all', async () => {
  await promise(desk, { targets: { no_news: { target: { kind: 'business_days', days: 1 }, warn: null } } });
  const ticketId = await desk.arrive();
  await desk.pass(9 * hourMs);
  expect((await cardOf(ticketId)).noNews).toBe(false);
  await desk.pass(2 * hourMs);
  expect((await cardOf(ticketId)).noNews).toBe(true);
  expect(await desk.toldOf(ticketId)).toEqual(['breached no_news']);
  await answer(ticketId);
  expect(await cardOf(ticketId)).toMatchObject({
    noNews: false,
    clock: { metric: 'no_news', state: 'running' },
  });
  const { version } = await cardOf(ticketId);
  await desk.test.call(updateTicket, {
    as: desk.ana,
    params: { ticketId },
    body: { statusKey: 'waiting_customer' },
    headers: { 'if-match': `"${version}"` },
  });
  await desk.test.settle();
  expect((await cardOf(ticketId)).clock).toMatchObject({ state: 'paused' });
  await desk.test.call(closeTicket, { as: desk.ana, params: { ticketId } });
  await desk.test.settle();
  expect(await desk.clocksOf(ticketId)).toEqual([]);
});
