import { defaultNoticeChoices } from '@ventanilla/contracts/notification.rules';
import { listNotifications } from '@ventanilla/contracts/notifications';
import * as runs from '@ventanilla/contracts/routine-runs';
import * as contract from '@ventanilla/contracts/routines';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  ana,
  app,
  beto,
  carla,
  compliance,
  create,
  departmentId,
  mine,
  openRoutineDesk,
  routineBody,
  run,
  settle,
  sofia,
  tend,
  tendAt,
  ticket,
} from './test-ground/routine-desk.ts';

openRoutineDesk();

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

  test('that came while nobody looked after them are late, or over if they are of another day', async () => {
    await create();
    await tendAt('2026-03-02T15:00:00.000Z');
    // From Monday at nine to Thursday at eleven nothing runs; whoever comes first finds today's, an hour late.
    app.clock.set('2026-03-05T17:00:00.000Z');
    const [late] = await mine(ana);
    expect(late).toMatchObject({ state: 'open', place: 'now', dueAt: '2026-03-05T16:00:00.000Z' });
    await tendAt('2026-03-05T17:00:00.000Z');
    const states = async () => (await mine(ana)).map(({ dueAt, state }) => [dueAt.slice(5, 10), state]);
    const told = [
      ['03-05', 'open'],
      ['03-04', 'missed'],
      ['03-03', 'missed'],
      ['03-02', 'missed'],
    ];
    expect(await states()).toEqual(told);
    // A routine of today owes nothing of those days, and of a longer time only the last week is told.
    await create({ name: 'Otra', schedule: { every: 'day', at: '09:00' } });
    expect(await states()).toEqual(told);
    await tendAt('2026-03-30T17:00:00.000Z');
    const { rows } = await compliance();
    const anas = rows.filter(({ agentName }) => agentName === 'Ana Solis');
    expect(anas.map(({ missed, overdue }) => [missed, overdue])).toEqual([
      [4, 1],
      [6, 1],
    ]);
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
