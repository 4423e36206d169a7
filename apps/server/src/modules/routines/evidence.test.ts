import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { assignTicket, closeTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  admin,
  ana,
  app,
  beto,
  carla,
  create,
  departmentId,
  mine,
  nothingOpen,
  openRoutineDesk,
  run,
  settle,
  sofia,
  tendAt,
  ticket,
} from './test-ground/routine-desk.ts';

openRoutineDesk();

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
