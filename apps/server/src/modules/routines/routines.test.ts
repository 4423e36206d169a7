import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { defaultNoticeChoices } from '@ventanilla/contracts/notification.rules';
import { listNotifications } from '@ventanilla/contracts/notifications';
import * as runs from '@ventanilla/contracts/routine-runs';
import * as contract from '@ventanilla/contracts/routines';
import { assignTicket, closeTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive, seedMailbox } from '../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let account: string;
let ana: string;
let beto: string;
let carla: string;
let sofia: string;
let departmentId: string;

beforeAll(async () => {
  app = await createTestApp();
  account = await seedMailbox(app);
  [ana, beto, carla, sofia] = (await seedAgents(app, [
    { name: 'Ana Solis' },
    { name: 'Beto Ruiz' },
    { name: 'Carla Paz', roleKey: 'department_agent' },
    { name: 'Sofia Jefa', roleKey: 'supervisor' },
  ])) as [string, string, string, string];
  const [admin] = (await seedAgents(app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
  const created = await app.call(createDepartment, { as: admin, body: { name: 'Pagos' } });
  departmentId = created.body.id;
  await run(sql`insert into agent_departments (agent_id, department_id) values (${carla}, ${departmentId})`);
});
afterAll(() => app.close());
/** Monday, nine in the morning where they work: the office is assumed to open, until six. */
beforeEach(async () => {
  app.clock.set('2026-03-02T15:00:00.000Z');
  await run(sql`delete from notifications`);
  await run(sql`delete from routine_runs`);
  await run(sql`delete from routines`);
  await run(sql`update tickets set is_spam = true`);
});

const run = (query: ReturnType<typeof sql>) => query.execute(app.platform.db);
const tend = () =>
  app.app.modules
    .flatMap(({ jobs }) => jobs ?? [])
    .find(({ name }) => name === 'tend-routines')!
    .run({});
/** Work is looked after at that moment, as it is every five minutes. */
const tendAt = async (at: string) => {
  app.clock.set(at);
  await tend();
  await app.settle();
};

const nothingOpen = { field: 'closedAt', op: 'empty' } as const;
const routineBody = (given: Partial<contract.RoutineBody> = {}): contract.RoutineBody => ({
  name: 'Inicio de turno',
  note: '',
  roleKeys: ['agent'],
  departmentIds: [],
  agentIds: [],
  schedule: { every: 'workday', at: '10:00' },
  items: [
    { id: 'inbox', text: 'Revisar la bandeja', filter: null },
    { id: 'calls', text: 'Devolver llamadas', filter: null },
  ],
  ...given,
});
const create = async (given: Partial<contract.RoutineBody> = {}) =>
  (await app.call(contract.createRoutine, { as: sofia, body: routineBody(given) })).body;
const mine = async (as: string) => (await app.call(runs.listMyRuns, { as })).body.items;
const settle = (
  as: string,
  runId: string,
  body: { itemIds: string[]; state: runs.ItemState; note?: string },
) => app.call(runs.settleRunItems, { as, params: { runId }, body });
const ticket = async (from: string) => {
  const now = app.clock.now();
  return (await receive(app, account, { from, at: now }, { now })).ticketId as string;
};
const compliance = async (as = sofia) => (await app.call(runs.getRoutineCompliance, { as })).body;

describe('duties of a person', () => {
  test('begin once, whoever looks first and however often; each ticks their own', async () => {
    await create();
    await Promise.all([mine(ana), tend(), mine(ana), tend(), mine(beto)]);
    const [duty, ...others] = await mine(ana);
    expect(others).toEqual([]);
    expect(duty).toMatchObject({
      name: 'Inicio de turno',
      state: 'open',
      place: 'now',
      dueAt: '2026-03-02T16:00:00.000Z',
      endsAt: '2026-03-03T06:00:00.000Z',
      timeZone: 'America/Mexico_City',
    });
    expect((await mine(beto))[0]!.id).not.toBe(duty!.id);
    expect(await mine(carla)).toEqual([]);
    expect((await settle(beto, duty!.id, { itemIds: ['inbox'], state: 'done' })).code).toBe(
      'routines.run_not_found',
    );
    expect((await settle(ana, duty!.id, { itemIds: ['other'], state: 'done' })).code).toBe(
      'routines.run_not_found',
    );
  });

  test('are done when every item is; what is taken back opens them again, and a note is kept', async () => {
    await create();
    const [duty] = await mine(ana);
    app.clock.advance(60_000);
    const first = await settle(ana, duty!.id, { itemIds: ['inbox'], state: 'done', note: 'Había dos' });
    expect(first.body).toMatchObject({ state: 'open', closedAt: null });
    expect(first.body.items[0]).toMatchObject({
      state: 'done',
      note: 'Había dos',
      byName: 'Ana Solis',
      at: '2026-03-02T15:01:00.000Z',
    });
    expect((await settle(ana, duty!.id, { itemIds: ['calls'], state: 'skipped' })).status).toBe(400);
    const done = await settle(ana, duty!.id, { itemIds: ['calls'], state: 'skipped', note: 'Sin línea' });
    expect(done.body).toMatchObject({ state: 'done', closedAt: '2026-03-02T15:01:00.000Z' });
    const back = await settle(ana, duty!.id, { itemIds: ['inbox'], state: 'open' });
    expect(back.body).toMatchObject({ state: 'open', closedAt: null });
    expect(back.body.items[0]).toMatchObject({ state: 'open', note: '', at: null });
    const left = await settle(ana, duty!.id, {
      itemIds: ['inbox', 'calls'],
      state: 'skipped',
      note: 'No aplica hoy',
    });
    expect(left.body.state).toBe('skipped');
  });

  test('are over with their day: what was not finished stays so, and cannot be made up afterwards', async () => {
    await create();
    const [duty] = await mine(ana);
    await settle(ana, duty!.id, { itemIds: ['inbox'], state: 'done' });
    await tendAt('2026-03-03T06:00:00.000Z');
    const late = await settle(ana, duty!.id, { itemIds: ['calls'], state: 'done' });
    expect(late.code).toBe('routines.run_over');
    const [today, past] = await mine(ana);
    expect(today).toMatchObject({ state: 'open', dueAt: '2026-03-03T16:00:00.000Z', place: 'now' });
    expect(past).toMatchObject({
      id: duty!.id,
      state: 'missed',
      place: 'past',
      closedAt: '2026-03-03T06:00:00.000Z',
    });
    expect(past!.items.map(({ state }) => state)).toEqual(['done', 'open']);
  });

  test('keep the words and items with which they began; the routine changes from its next period on', async () => {
    const routine = await create();
    const [duty] = await mine(ana);
    const body = routineBody({ name: 'Apertura', items: [{ id: 'new', text: 'Otra cosa', filter: null }] });
    const changed = await app.call(contract.updateRoutine, {
      as: sofia,
      params: { routineId: routine.id },
      body,
      headers: { 'if-match': '"1"' },
    });
    expect(changed.status).toBe(200);
    expect((await mine(ana))[0]).toEqual(duty);
    app.clock.set('2026-03-03T15:00:00.000Z');
    const [next] = await mine(ana);
    expect(next!.name).toBe('Apertura');
    expect(next!.items.map(({ id }) => id)).toEqual(['new']);
    const stale = await app.call(contract.updateRoutine, {
      as: sofia,
      params: { routineId: routine.id },
      body,
      headers: { 'if-match': '"1"' },
    });
    expect(stale.code).toBe('routines.stale_version');
  });

  test('ask nothing that was due before: of a new routine, of a new colleague, on a day without work', async () => {
    app.clock.set('2026-03-02T16:00:00.000Z');
    await create();
    await create({ name: 'Semanal', schedule: { every: 'week', weekday: 3, at: '12:00' } });
    expect((await mine(ana)).map(({ name, place }) => [name, place])).toEqual([['Semanal', 'later']]);
    app.clock.set('2026-03-07T16:00:00.000Z');
    await create({ name: 'Jornada', schedule: { every: 'shift' } });
    expect((await mine(beto)).filter(({ place }) => place === 'now')).toEqual([]);
  });

  test('are whose role, department or name the routine says', async () => {
    await create({ roleKeys: [], departmentIds: [departmentId] });
    await create({ name: 'De Beto', roleKeys: [], agentIds: [beto] });
    expect((await mine(carla)).map(({ name }) => name)).toEqual(['Inicio de turno']);
    expect((await mine(beto)).map(({ name }) => name)).toEqual(['De Beto']);
    expect(await mine(ana)).toEqual([]);
    const nobody = await app.call(contract.createRoutine, {
      as: sofia,
      body: routineBody({ name: 'De nadie', roleKeys: [] }),
    });
    expect(nobody.code).toBe('routines.nobody');
  });
});

describe('evidence', () => {
  const byEvidence = {
    items: [
      { id: 'zero', text: 'Nada abierto', filter: nothingOpen },
      { id: 'calls', text: 'Devolver llamadas', filter: null },
    ],
  };

  test('counts what its person sees; nothing left closes the item, and no tick does', async () => {
    await create({ ...byEvidence, roleKeys: ['agent', 'department_agent'] });
    const ticketId = await ticket('uno@x.mx');
    await app.call(assignTicket, { as: sofia, params: { ticketId }, body: { agentId: ana } });
    await run(sql`update tickets set department_id = (select id from departments where id <> ${departmentId} limit 1)
      where id = ${ticketId}`);
    const [duty] = await mine(ana);
    expect(duty!.items[0]).toMatchObject({ state: 'open', left: 1, filterText: 'sin:cerrado' });
    const ticked = await settle(ana, duty!.id, { itemIds: ['zero'], state: 'done' });
    expect(ticked.code).toBe('routines.evidence_decides');
    await run(sql`update tickets set is_spam = true where id = ${ticketId}`);
    const [after] = await mine(ana);
    expect(after!.items[0]).toMatchObject({ state: 'done', left: 0, byName: null });
    await run(sql`update tickets set is_spam = false where id = ${ticketId}`);
    expect((await mine(ana))[0]!.items[0]).toMatchObject({ state: 'done', left: 0 });
    const done = await settle(ana, duty!.id, { itemIds: ['calls'], state: 'done' });
    expect(done.body.state).toBe('done');
  });

  test('is looked at when it is due and kept as it was when the period ended, though nobody came by', async () => {
    await create({ items: [byEvidence.items[0]!] });
    const ticketId = await ticket('dos@x.mx');
    await tendAt('2026-03-02T15:05:00.000Z');
    await tendAt('2026-03-02T16:00:00.000Z');
    const [late] = await mine(ana);
    expect(late).toMatchObject({ state: 'open', place: 'now' });
    await tendAt('2026-03-03T06:05:00.000Z');
    const past = (await mine(ana)).find(({ id }) => id === late!.id)!;
    expect(past).toMatchObject({ state: 'missed' });
    expect(past.items[0]).toMatchObject({ state: 'open', left: 1 });
    await run(sql`update tickets set is_spam = true where id = ${ticketId}`);
    await tendAt('2026-03-03T16:00:00.000Z');
    const { rows } = await sql<{ state: string; closed_at: Date }>`
      select state, closed_at from routine_runs where agent_id = ${beto} and period = '2026-03-03'`.execute(
      app.platform.db,
    );
    expect(rows).toEqual([{ state: 'done', closed_at: new Date('2026-03-03T16:00:00.000Z') }]);
  });

  test('that cannot be read leaves its item open and the others as they are', async () => {
    const gone = { field: 'field:nunca_existio', op: 'present' } as never;
    await create({
      items: [{ id: 'gone', text: 'De un campo que ya no hay', filter: gone }, ...byEvidence.items],
    });
    await ticket('tres@x.mx');
    const [duty] = await mine(ana);
    expect(duty!.items.map(({ state }) => state).slice(1)).toEqual(['open', 'open']);
    expect(duty!.items[1]!.left).toBe(1);
    const skipped = await settle(ana, duty!.id, { itemIds: ['gone'], state: 'skipped', note: 'Filtro roto' });
    expect(skipped.body.items[0]!.state).toBe('skipped');
  });
});

describe('by an event', () => {
  test('each ticket brings its duty once a day to whom it concerns, due after hours of work', async () => {
    await create({ name: 'Recibir', schedule: { every: 'event', on: 'ticket_received', hours: 2 } });
    await create({ name: 'Pasar', schedule: { every: 'event', on: 'ticket_passed_on', hours: 2 } });
    await create({ name: 'Cerrar', schedule: { every: 'event', on: 'ticket_closed', hours: 2 } });
    app.clock.set('2026-03-02T23:00:00.000Z');
    const ticketId = await ticket('evento@x.mx');
    const give = (agentId: string) =>
      app.call(assignTicket, { as: sofia, params: { ticketId }, body: { agentId } });
    await give(ana);
    await give(beto);
    await give(ana);
    await app.settle();
    const [duty, ...others] = await mine(ana);
    expect(others).toEqual([]);
    // One hour was left of Monday; the other is of Tuesday.
    expect(duty).toMatchObject({
      name: 'Recibir',
      dueAt: '2026-03-03T16:00:00.000Z',
      ticket: { id: ticketId },
      place: 'later',
    });
    await app.call(setTicketDepartment, { as: ana, params: { ticketId }, body: { departmentId } });
    const closed = await ticket('cerrado@x.mx');
    await app.call(assignTicket, { as: sofia, params: { ticketId: closed }, body: { agentId: beto } });
    await app.call(replyToTicket, { as: beto, params: { ticketId: closed }, body: { text: 'Listo' } });
    await app.call(closeTicket, { as: beto, params: { ticketId: closed } });
    await app.settle();
    expect((await mine(ana)).map(({ name }) => name).sort()).toEqual(['Pasar', 'Recibir']);
    expect((await mine(beto)).map(({ name }) => name).sort()).toEqual(['Cerrar', 'Recibir', 'Recibir']);
  });

  test('its ticket is told only to whoever still sees it', async () => {
    await create({
      roleKeys: ['department_agent'],
      schedule: { every: 'event', on: 'ticket_received', hours: 2 },
    });
    const ticketId = await ticket('oculto@x.mx');
    await app.call(assignTicket, { as: sofia, params: { ticketId }, body: { agentId: carla, anyway: true } });
    await app.settle();
    expect((await mine(carla))[0]!.ticket).toMatchObject({ id: ticketId });
    const other = await app.call(createDepartment, { as: await admin(), body: { name: 'Otra' } });
    await run(
      sql`update tickets set owner_id = ${ana}, department_id = ${other.body.id} where id = ${ticketId}`,
    );
    const [duty] = await mine(carla);
    expect(duty!.ticket).toBeNull();
    expect(JSON.stringify(duty)).not.toContain(ticketId);
  });
});

async function admin(): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from agents where role_key = 'admin' limit 1`.execute(
    app.platform.db,
  );
  return rows[0]!.id;
}

describe('whoever looks after others', () => {
  test('sees by person and routine what was kept in time, and what was not with its reasons', async () => {
    await create();
    const [anas] = await mine(ana);
    await settle(ana, anas!.id, { itemIds: ['inbox', 'calls'], state: 'done' });
    const [betos] = await mine(beto);
    await settle(beto, betos!.id, { itemIds: ['inbox'], state: 'done' });
    app.clock.set('2026-03-02T17:00:00.000Z');
    await settle(beto, betos!.id, { itemIds: ['calls'], state: 'done' });
    await tendAt('2026-03-03T15:00:00.000Z');
    await settle(ana, (await mine(ana))[0]!.id, {
      itemIds: ['inbox', 'calls'],
      state: 'skipped',
      note: 'Capacitación',
    });
    await tendAt('2026-03-04T15:00:00.000Z');
    app.clock.set('2026-03-04T16:30:00.000Z');
    const { rows, notKept } = await compliance();
    const figures = rows.map(({ agentName, inTime, late, skipped, missed, overdue }) => [
      agentName,
      { inTime, late, skipped, missed, overdue },
    ]);
    expect(Object.fromEntries(figures)).toEqual({
      'Ana Solis': { inTime: 1, late: 0, skipped: 1, missed: 0, overdue: 1 },
      'Beto Ruiz': { inTime: 0, late: 1, skipped: 0, missed: 1, overdue: 1 },
    });
    expect(
      Object.fromEntries(notKept.map(({ agentName, state, items }) => [agentName, [state, items[0]!.note]])),
    ).toEqual({ 'Ana Solis': ['skipped', 'Capacitación'], 'Beto Ruiz': ['missed', ''] });
    expect((await app.call(runs.getRoutineCompliance, { as: ana })).status).toBe(403);
  });
});

describe('routines', () => {
  test('have names of their own, an order, and are put away and brought back', async () => {
    const first = await create();
    const second = await create({ name: 'Cierre' });
    const taken = await app.call(contract.createRoutine, {
      as: sofia,
      body: routineBody({ name: 'CIERRE' }),
    });
    expect(taken.code).toBe('routines.name_taken');
    const names = async () =>
      (await app.call(contract.listRoutines, { as: sofia })).body.items.map(({ name, archived }) =>
        archived ? `(${name})` : name,
      );
    await app.call(contract.orderRoutines, { as: sofia, body: { routineIds: [second.id] } });
    expect(await names()).toEqual(['Cierre', 'Inicio de turno']);
    const archive = (routineId: string, archived: boolean) =>
      app.call(contract.archiveRoutine, { as: sofia, params: { routineId }, body: { archived } });
    await archive(second.id, true);
    await archive(second.id, true);
    expect(await names()).toEqual(['Inicio de turno', '(Cierre)']);
    expect((await mine(ana)).map(({ name }) => name)).toEqual(['Inicio de turno']);
    await archive(second.id, false);
    expect((await mine(ana)).map(({ name }) => name)).toContain('Cierre');
    expect(first.holders).toBe(2);
    expect((await app.call(contract.listRoutines, { as: ana })).status).toBe(403);
  });

  test('tell before they are saved when they will be due', async () => {
    const { body } = await app.call(contract.previewRoutine, {
      as: sofia,
      body: { schedule: { every: 'month_day', day: 1, at: '12:00' } },
    });
    expect(body.timeZone).toBe('America/Mexico_City');
    expect(body.dates.slice(0, 3)).toEqual([
      // The first of March is a Sunday.
      { dueAt: '2026-03-02T18:00:00.000Z', moved: true },
      { dueAt: '2026-04-01T18:00:00.000Z', moved: false },
      { dueAt: '2026-05-01T18:00:00.000Z', moved: false },
    ]);
  });

  test('of a support desk come with the product, are looked at first, and applied once', async () => {
    await create({ name: 'Durante la jornada' });
    const template = async () =>
      (await app.call(contract.getRoutineTemplate, { as: sofia })).body.items.map(({ applied }) => applied);
    expect(await template()).toEqual(Array(7).fill(false));
    const apply = () => app.call(contract.applyRoutineTemplate, { as: sofia, body: {} });
    const applied = (await apply()).body.items;
    expect(applied.map(({ name }) => name)).toContain('Durante la jornada (2)');
    expect(applied.find(({ name }) => name === 'Inicio de turno')!.items[2]!.filterText).toContain(':');
    await app.call(contract.archiveRoutine, {
      as: sofia,
      params: { routineId: applied[3]!.id },
      body: { archived: true },
    });
    expect((await apply()).body.items).toHaveLength(applied.length);
    expect(await template()).toEqual(Array(7).fill(true));
    await ticket('plantilla@x.mx');
    const duties = await mine(ana);
    expect(
      duties.every(({ items }) => items.every(({ filterText, left }) => !filterText || left !== null)),
    ).toBe(true);
    expect(duties.find(({ name }) => name === 'Inicio de turno')!.items.map(({ left }) => left)).toEqual([
      null,
      1,
      1,
    ]);
  });
});

describe('a duty that is about to be due', () => {
  const told = async (as: string) =>
    (await app.call(listNotifications, { as })).body.items.map(({ kind, duty, count, readAt }) => ({
      kind,
      duty,
      count,
      isRead: readAt !== null,
    }));

  test('is told to its person once, and says how it stands; one that is done is not told', async () => {
    await create();
    await tendAt('2026-03-02T15:25:00.000Z');
    expect(await told(ana)).toEqual([]);
    const [betos] = await mine(beto);
    await settle(beto, betos!.id, { itemIds: ['inbox', 'calls'], state: 'done' });
    await tendAt('2026-03-02T15:30:00.000Z');
    const due = { name: 'Inicio de turno', dueAt: '2026-03-02T16:00:00.000Z' };
    expect(await told(ana)).toEqual([
      { kind: 'duty', duty: { ...due, state: 'open' }, count: 1, isRead: false },
    ]);
    await tendAt('2026-03-02T16:05:00.000Z');
    await tendAt('2026-03-03T06:05:00.000Z');
    expect(await told(ana)).toEqual([
      { kind: 'duty', duty: { ...due, state: 'missed' }, count: 1, isRead: false },
    ]);
    expect(await told(beto)).toEqual([]);
  });

  test('is not told to whoever does not want to know', async () => {
    await create();
    const kinds = { ...defaultNoticeChoices.kinds };
    kinds.duty = { app: false, sound: false, desktop: false, email: false };
    const chosen = JSON.stringify({ notices: { ...defaultNoticeChoices, kinds } });
    await run(sql`update agents set preferences = preferences || ${chosen}::jsonb where id = ${ana}`);
    await tendAt('2026-03-02T15:45:00.000Z');
    expect(await told(ana)).toEqual([]);
    expect(await told(beto)).toHaveLength(1);
  });
});
