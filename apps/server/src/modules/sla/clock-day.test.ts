import { readBoardCards } from '@ventanilla/contracts/board-content';
import { createCalendar } from '@ventanilla/contracts/calendars';
import { getTicketClocks } from '@ventanilla/contracts/sla';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { officeDefinition } from './test-ground/office.ts';
import { hourMs, hours, minuteMs, openSlaDesk, promise, type SlaDesk } from './test-ground/sla-desk.ts';

// The clock begins on Monday 2 March 2026 at 9:00 in Mexico City; the office has lunch from two to three.
let desk: SlaDesk;
beforeEach(async () => {
  desk = await openSlaDesk();
});
afterEach(() => desk.test.close());

const at = (instant: string) => desk.pass(new Date(instant).getTime() - desk.test.clock.now().getTime());

/** What whoever clicks on the clock reads of it, and what the card and the history show. */
async function seen(ticketId: string, test: TestApp = desk.test) {
  const as = desk.ana;
  const { body: clocks } = await test.call(getTicketClocks, { as, params: { ticketId } });
  const { body: cards } = await test.call(readBoardCards, {
    as,
    params: { boardId: 'default' },
    query: { ids: ticketId },
  });
  const { body: detail } = await test.call(getTicket, { as, params: { ticketId } });
  const told = detail.history.map(({ type }) => type).filter((type) => type.startsWith('sla.'));
  return { clock: clocks.items[0]!, card: cards.items[0]!.card.clock, told };
}

test('a clock turns, stands still at lunch, explains itself, warns and breaches, each once and told by whoever is left running', async () => {
  await promise(desk, {
    name: 'Seis horas',
    targets: { first_response: { target: hours(6), warn: { fraction: 0.75 } } },
  });
  const ticketId = await desk.arrive();
  const begun = await seen(ticketId);
  expect(begun.clock).toMatchObject({
    metric: 'first_response',
    state: 'running',
    policyName: 'Seis horas',
    calendarName: 'Oficina',
    timeZone: 'America/Mexico_City',
    limitMs: 6 * hourMs,
    usedMs: 0,
    warnAt: '2026-03-02T19:30:00.000Z',
    dueAt: '2026-03-02T22:00:00.000Z',
  });
  expect(begun.told).toEqual([]);

  await desk.pass(3 * hourMs);
  expect((await seen(ticketId)).clock).toMatchObject({ usedMs: 3 * hourMs, closed: { ms: hourMs } });
  await at('2026-03-02T19:29:59.000Z');
  expect((await seen(ticketId)).told).toEqual([]);
  await at('2026-03-02T19:30:00.000Z');
  expect((await seen(ticketId)).told).toEqual(['sla.warned']);

  // Half past two: five hours are used, and the lunch takes none of what is left.
  await at('2026-03-02T20:30:00.000Z');
  const lunch = await seen(ticketId);
  expect(lunch.clock).toMatchObject({
    state: 'running',
    usedMs: 5 * hourMs,
    dueAt: '2026-03-02T22:00:00.000Z',
    pauses: [],
    closed: { ms: hourMs, last: [{ from: '2026-03-02T20:00:00.000Z', to: '2026-03-02T21:00:00.000Z' }] },
  });
  expect(lunch.card).toEqual(begun.card);

  // The first process is gone; another one, over the same database, was not there when the clock began.
  const other = await createTestApp({ beside: desk.test });
  desk.test.clock.set('2026-03-02T21:59:59.000Z');
  await other.settle();
  expect((await seen(ticketId, other)).told).toEqual(['sla.warned']);
  desk.test.clock.set('2026-03-02T22:00:00.000Z');
  await other.settle();
  await other.settle();
  const over = await seen(ticketId, other);
  expect(over.told.toSorted()).toEqual(['sla.breached', 'sla.warned']);
  expect(over.clock).toMatchObject({
    state: 'breached',
    usedMs: 6 * hourMs,
    breachedAt: '2026-03-02T22:00:00.000Z',
  });
  expect(over.card).toMatchObject({ state: 'breached' });
  await desk.test.settle();
  expect(await desk.toldOf(ticketId)).toEqual(['warned first_response', 'breached first_response']);

  const answer = { as: desk.ana, params: { ticketId }, body: { text: 'Hola, ya lo reviso.' } };
  expect((await other.call(replyToTicket, answer)).status).toBe(201);
  await other.settle();
  expect((await seen(ticketId, other)).clock).toMatchObject({
    state: 'breached',
    endedAt: '2026-03-02T22:00:00.000Z',
  });
  expect((await seen(ticketId, other)).card).toBeNull();
  await other.close();
});

/** Open all day, every day, in a zone. */
async function always(timeZone: string): Promise<string> {
  const day = [{ from: '00:00', to: '24:00' }];
  const week = Object.fromEntries(Object.keys(officeDefinition.week).map((name) => [name, day]));
  const definition = { ...officeDefinition, timeZone, week: week as typeof officeDefinition.week };
  const { body } = await desk.test.call(createCalendar, {
    as: desk.admin,
    body: { name: `Guardia ${timeZone}`, definition },
  });
  return body.id;
}

// Clocks go forward in Madrid on 29 March 2026 at two, and back in Santiago on 5 April at midnight.
test.each([
  [
    'Madrid loses an hour: six hours are six',
    'Europe/Madrid',
    '2026-03-28T21:00:00Z',
    6,
    '2026-03-29T03:00:00.000Z',
  ],
  [
    'Madrid, to the hour of the next day',
    'Europe/Madrid',
    '2026-03-28T21:00:00Z',
    'day',
    '2026-03-29T20:00:00.000Z',
  ],
  [
    'Madrid, to the end of a day of 23 hours',
    'Europe/Madrid',
    '2026-03-29T00:30:00Z',
    'end',
    '2026-03-29T22:00:00.000Z',
  ],
  [
    'Santiago wins an hour: six hours are six',
    'America/Santiago',
    '2026-04-05T00:00:00Z',
    6,
    '2026-04-05T06:00:00.000Z',
  ],
  [
    'Santiago, to the hour of the next day',
    'America/Santiago',
    '2026-04-05T00:00:00Z',
    'day',
    '2026-04-06T01:00:00.000Z',
  ],
  [
    'Santiago, to the end of a day of 25 hours',
    'America/Santiago',
    '2026-04-04T12:00:00Z',
    'end',
    '2026-04-05T04:00:00.000Z',
  ],
] as const)('where clocks change: %s', async (_, timeZone, from, promised, due) => {
  const target =
    promised === 'day'
      ? ({ kind: 'business_days', days: 1 } as const)
      : promised === 'end'
        ? ({ kind: 'end_of_day', cutOffMs: 0 } as const)
        : hours(promised);
  await promise(desk, {
    calendarId: await always(timeZone),
    targets: { first_response: { target, warn: { beforeMs: 30 * minuteMs } } },
  });
  await at(from);
  const ticketId = await desk.arrive();
  const { clock } = await seen(ticketId);
  expect(clock).toMatchObject({ dueAt: due, limitMs: new Date(due).getTime() - new Date(from).getTime() });
  const dueMs = new Date(due).getTime();
  const told = async (ms: number) => {
    await at(new Date(dueMs + ms).toISOString());
    return (await desk.toldOf(ticketId)).length;
  };
  expect(await told(-30 * minuteMs - 1000)).toBe(0);
  expect(await told(-30 * minuteMs)).toBe(1);
  expect(await told(-1000)).toBe(1);
  expect(await told(0)).toBe(2);
  expect((await seen(ticketId)).clock).toMatchObject({ state: 'breached', usedMs: clock.limitMs });
});
