import { createCalendar } from '@ventanilla/contracts/calendars';
import { createDepartment } from '@ventanilla/contracts/departments';
import { getMyGoals, listGoals, setGoals } from '@ventanilla/contracts/goals';
import { getTeam, moveTickets, setOpenMax } from '@ventanilla/contracts/team';
import { assignTicket, closeTicket, takeTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDesk, type TestDesk } from '../modules/tickets/test-ground/desk.ts';
import { receive } from './received.ts';
import { seedAgents } from './test-app.ts';

let desk: TestDesk;
let admin: string;
let lead: string;
let department: string;

beforeAll(async () => {
  desk = await openTestDesk();
  const { app } = desk;
  [admin, lead] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Lia Guía', roleKey: 'admin' },
  ])) as [string, string];
  await sql`insert into roles (key, name, permissions, scope)
    select 'lead', 'Guía', permissions, 'departments' from roles where key = 'supervisor'`.execute(
    app.platform.db,
  );
  await sql`update agents set role_key = 'lead' where id = ${lead}`.execute(app.platform.db);
  const made = await app.call(createDepartment, {
    as: admin,
    body: { name: 'Educación', memberIds: [lead, desk.ana] } as never,
  });
  department = made.body.id;
});
afterAll(() => desk.app.close());
beforeEach(async () => {
  await sql`update tickets set closed_at = ${desk.app.clock.now()}, status_key = 'ignored',
    status_category = 'ignored', owner_id = null where closed_at is null`.execute(desk.app.platform.db);
  await sql`update agents set open_max = null`.execute(desk.app.platform.db);
});

const teamOf = async (as: string) => (await desk.app.call(getTeam, { as })).body;
const memberOf = async (agentId: string) => (await teamOf(desk.sofia)).items.find(({ id }) => id === agentId);
const mail = async (from = 'alguien@x.mx') => (await receive(desk.app, desk.account, { from })).ticketId;
const give = (ticketId: string, agentId: string, extra: object = {}, as = desk.sofia) =>
  desk.app.call(assignTicket, { as, params: { ticketId }, body: { agentId, ...extra } });
const limit = (agentId: string, openMax: number | null, as = desk.sofia) =>
  desk.app.call(setOpenMax, { as, params: { agentId }, body: { openMax } });

describe('the team', () => {
  test('of each agent: what they have, what waits for them, what is late, and how their day goes', async () => {
    const { app, ana } = desk;
    const before = (await memberOf(ana))!;
    const [waits, answered, late, ended] = [await mail(), await mail(), await mail(), await mail()];
    for (const ticketId of [waits, answered, late, ended]) await give(ticketId, ana);
    await sql`update tickets set clock = ${JSON.stringify({ metric: 'resolution', state: 'breached', startedAt: '2026-03-01T00:00:00.000Z', warnAt: null, dueAt: '2026-03-01T01:00:00.000Z' })}::jsonb
      where id = ${late}`.execute(app.platform.db);
    await desk.reply(answered, ana);
    await desk.reply(ended, ana);
    await app.call(closeTicket, { as: ana, params: { ticketId: ended } });
    await mail('suelto@x.mx');
    expect(await memberOf(ana)).toMatchObject({
      name: 'Ana Solis',
      here: false,
      openMax: null,
      open: 3,
      waiting: 2,
      overdue: 1,
      attendedToday: before.attendedToday + 2,
      lastAt: app.clock.now().toISOString(),
    });
    expect((await teamOf(desk.sofia)).unassigned).toBe(1);
    // On the next day nothing was attended, and what is open still is.
    app.clock.advance(86_400_000);
    expect(await memberOf(ana)).toMatchObject({ open: 3, attendedToday: 0 });
  });

  test('whoever sees some departments sees their people and no other; who supervises nobody sees nothing', async () => {
    expect((await teamOf(lead)).items.map(({ name }) => name)).toEqual(['Ana Solis', 'Lia Guía']);
    expect((await desk.app.call(getTeam, { as: desk.ana })).status).toBe(403);
    expect((await limit(desk.beto, 5, lead)).code).toBe('agents.not_found');
    expect((await limit(desk.ana, 5, lead)).body).toEqual({ openMax: 5 });
    const { rows } = await sql<{ details: object }>`select details from audit_log
      where action = 'agent.open_max_changed' order by at desc limit 1`.execute(desk.app.platform.db);
    expect(rows[0]!.details).toEqual({ from: null, to: 5 });
  });
});

describe('how many somebody handles at once', () => {
  test('who looks after the team is asked, and may all the same; nobody else may', async () => {
    const { ana, beto, sofia, app } = desk;
    await limit(ana, 1);
    const [first, second, third] = [await mail(), await mail(), await mail()];
    expect((await give(first, ana)).status).toBe(200);
    expect(await give(second, ana)).toMatchObject({
      code: 'tickets.over_limit',
      body: { params: { name: 'Ana Solis', open: 1, max: 1 } },
    });
    expect((await give(second, ana, { anyway: true }, beto)).code).toBe('tickets.at_limit');
    expect((await give(second, ana, { anyway: true })).status).toBe(200);
    const take = (as: string) => app.call(takeTicket, { as, params: { ticketId: third } });
    expect((await take(ana)).code).toBe('tickets.at_limit');
    await limit(sofia, 1);
    await give(await mail(), sofia);
    expect((await take(sofia)).status).toBe(200);
  });

  test('answering what nobody has takes it while there is room, and answers it without taking it after that', async () => {
    await limit(desk.beto, 1);
    const [first, second] = [await mail(), await mail()];
    await desk.reply(first, desk.beto);
    await desk.reply(second, desk.beto);
    expect((await desk.detailOf(first)).ticket.owner?.id).toBe(desk.beto);
    expect((await desk.detailOf(second)).ticket.owner).toBeNull();
  });
});

test('several tickets are moved at once, and of each that is not it is said why', async () => {
  const { ana, beto, sofia, app } = desk;
  const tickets = [await mail(), await mail(), await mail()];
  for (const ticketId of tickets) await give(ticketId, ana);
  await limit(beto, 2);
  const nobodys = '01890000-0000-7000-8000-000000000000';
  const move = (ticketIds: string[], extra: object = {}) =>
    app.call(moveTickets, { as: sofia, body: { ticketIds, agentId: beto, ...extra } as never });
  const { body } = await move([...tickets, nobodys]);
  const codes = Object.fromEntries(
    body.items.map(({ ticketId, problem }) => [ticketId, problem?.code ?? null]),
  );
  expect(codes[nobodys]).toBe('tickets.not_found');
  expect(
    Object.values(codes).toSorted((one, other) => String(one ?? '').localeCompare(String(other ?? ''))),
  ).toEqual([null, null, 'tickets.not_found', 'tickets.over_limit']);
  expect(body.items.find(({ problem }) => problem?.code === 'tickets.over_limit')?.problem?.detail).toBe(
    'Beto Ruiz ya tiene 2 tickets abiertos; su límite es 2.',
  );
  expect([await memberOf(ana), await memberOf(beto)]).toMatchObject([{ open: 1 }, { open: 2 }]);
  await move(tickets, { anyway: true });
  expect(await memberOf(beto)).toMatchObject({ open: 3 });
});

describe('goals of the day', () => {
  const none = { attended: null, closed: null, first_in_time: null };
  const set = (body: object, as = desk.sofia) =>
    desk.app.call(setGoals, {
      as,
      body: { agentId: null, departmentId: null, targets: none, ...body } as never,
    });
  const mine = async (as: string) => (await desk.app.call(getMyGoals, { as })).body.items;

  test('a department’s goal is each person’s of it, and one’s own goes before it', async () => {
    const { app, ana, beto } = desk;
    // A Wednesday.
    app.clock.set('2026-04-08T16:00:00Z');
    await set({ departmentId: department, targets: { attended: 20, closed: 5, first_in_time: 90 } });
    await set({ agentId: ana, targets: { ...none, attended: 3 } });
    const ticketId = await mail();
    await give(ticketId, ana);
    expect(await mine(ana)).toEqual([
      { metric: 'attended', target: 3, done: 0, of: null },
      { metric: 'closed', target: 5, done: 0, of: null },
      { metric: 'first_in_time', target: 90, done: 0, of: 0 },
    ]);
    await desk.reply(ticketId, ana);
    await app.call(closeTicket, { as: ana, params: { ticketId } });
    expect(await mine(ana)).toMatchObject([{ done: 1 }, { done: 1 }, { of: 1 }]);
    expect(await mine(beto)).toEqual([]);
    expect((await memberOf(ana))!.goals).toEqual(await mine(ana));
    expect((await app.call(listGoals, { as: lead })).body.items).toHaveLength(2);
  });

  test('there is none on a day on which nobody works, by the calendar where they work', async () => {
    const { app, ana } = desk;
    app.clock.set('2026-04-11T16:00:00Z');
    expect(await mine(ana)).toEqual([]);
    // Monday by UTC, still Sunday where they work; and then the holiday itself.
    app.clock.set('2026-04-13T03:00:00Z');
    expect(await mine(ana)).toEqual([]);
    app.clock.set('2026-04-13T16:00:00Z');
    expect(await mine(ana)).toHaveLength(3);
    const hours = [{ from: '09:00', to: '18:00' }];
    await app.call(createCalendar, {
      as: admin,
      body: {
        name: 'Con puente',
        definition: {
          timeZone: 'America/Mexico_City',
          week: {
            monday: hours,
            tuesday: hours,
            wednesday: hours,
            thursday: hours,
            friday: hours,
            saturday: [],
            sunday: [],
          },
          seasons: [],
          holidays: [{ name: 'Puente', date: '2026-04-13', closed: null }],
          openings: [],
        },
      },
    });
    expect(await mine(ana)).toHaveLength(0);
  });

  test('whoever does not look after somebody sets no goal for them, and a share has an end', async () => {
    expect((await set({ agentId: desk.beto }, lead)).code).toBe('agents.not_found');
    expect((await set({ agentId: desk.ana, targets: { ...none, first_in_time: 101 } })).status).toBe(400);
    expect((await set({})).status).toBe(400);
    expect((await set({ agentId: desk.ana }, lead)).status).toBe(200);
    expect((await desk.app.call(setGoals, { as: desk.ana, body: {} as never })).status).toBe(403);
  });
});
