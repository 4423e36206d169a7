import { deleteCalendar } from '@ventanilla/contracts/calendars';
import { createDepartment } from '@ventanilla/contracts/departments';
import { createLine, setTicketLine } from '@ventanilla/contracts/lines';
import * as contract from '@ventanilla/contracts/sla';
import { replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { seedAgents } from '../../testing/test-app.ts';
import { hourMs, hours, openSlaDesk, policy, promise, type SlaDesk } from './test-ground/sla-desk.ts';

let desk: SlaDesk;
beforeAll(async () => {
  desk = await openSlaDesk();
});
afterAll(() => desk.test.close());

const list = async () => (await desk.test.call(contract.listSlaPolicies, { as: desk.admin })).body.items;
const ghost = '01890000-0000-7000-8000-000000000000';

describe('policies', () => {
  it('begin with one, and a new one comes first until it is put elsewhere', async () => {
    expect(await list()).toMatchObject([
      { name: 'General', targets: { first_response: { target: hours(8) } } },
    ]);
    await promise(desk, { name: 'Urgente' });
    expect((await list()).map(({ name }) => name)).toEqual(['Urgente', 'General']);
    const [urgent, general] = await list();
    const { body } = await desk.test.call(contract.orderSlaPolicies, {
      as: desk.admin,
      body: { policyIds: [general!.id] },
    });
    expect(body.items.map(({ id }) => id)).toEqual([general!.id, urgent!.id]);
  });

  it.each<[string, () => Promise<{ code: string | null }>, string]>([
    [
      'a name that another has',
      () => desk.test.call(contract.createSlaPolicy, { as: desk.admin, body: policy({ name: 'GENERAL' }) }),
      'sla.name_taken',
    ],
    [
      'a calendar that is none',
      () => desk.test.call(contract.createSlaPolicy, { as: desk.admin, body: policy({ calendarId: ghost }) }),
      'calendars.not_found',
    ],
    [
      'one that is gone',
      () =>
        desk.test.call(contract.deleteSlaPolicy, {
          as: desk.admin,
          params: { policyId: ghost },
          headers: { 'if-match': '"1"' },
        }),
      'sla.not_found',
    ],
    [
      'one that somebody changed first',
      async () =>
        desk.test.call(contract.updateSlaPolicy, {
          as: desk.admin,
          params: { policyId: (await list())[0]!.id },
          body: policy(),
          headers: { 'if-match': '"9"' },
        }),
      'sla.stale_version',
    ],
    [
      'a promise of no time',
      () =>
        desk.test.call(contract.createSlaPolicy, {
          as: desk.admin,
          body: policy({
            name: 'Nada',
            targets: { resolution: { target: { kind: 'business', ms: 0 }, warn: null } },
          }),
        }),
      'http.invalid_request',
    ],
    [
      'a filter of what is no field',
      () =>
        desk.test.call(contract.createSlaPolicy, {
          as: desk.admin,
          body: policy({ name: 'Ajena', filter: { field: 'nothing', op: 'present' } as never }),
        }),
      'http.invalid_request',
    ],
  ])('refuse %s', async (_, ask, code) => {
    expect((await ask()).code).toBe(code);
  });

  it('keep the calendar that they use', async () => {
    const { body } = await desk.test.call(contract.createSlaPolicy, {
      as: desk.admin,
      body: policy({ name: 'Con horario', calendarId: desk.calendarId }),
    });
    const { code } = await desk.test.call(deleteCalendar, {
      as: desk.admin,
      params: { calendarId: desk.calendarId },
    });
    expect(code).toBe('calendars.default_stays');
    const remove = (version: number) =>
      desk.test.call(contract.deleteSlaPolicy, {
        as: desk.admin,
        params: { policyId: body.id },
        headers: { 'if-match': `"${version}"` },
      });
    expect((await remove(body.version + 1)).code).toBe('sla.stale_version');
    expect((await remove(body.version)).status).toBe(204);
  });
});

test('a preview says whose policy it would be and how many would be late, and saves nothing', async () => {
  const { body: department } = await desk.test.call(createDepartment, {
    as: desk.admin,
    body: { name: 'Pagos' },
  });
  const mine = await desk.arrive({ from: 'uno@familia.mx' });
  await desk.arrive({ from: 'dos@familia.mx' });
  await sql`update tickets set department_id = ${department.id} where id = ${mine}`.execute(
    desk.test.platform.db,
  );
  await desk.pass(3 * hourMs);
  const candidate = policy({
    name: 'Pagos',
    filter: { field: 'department', op: 'any_of', values: [department.id] },
    targets: { first_response: { target: hours(2), warn: null } },
  });
  const before = await list();
  const { body } = await desk.test.call(contract.previewSlaPolicy, {
    as: desk.admin,
    body: { policy: candidate, policyId: null },
  });
  expect(body).toEqual({ matching: 1, moving: 1, lateNow: 0, lateThen: 1, capped: false });
  // Whoever does not see them cannot count them either.
  await sql`insert into roles (key, name, permissions, scope) values ('promises', 'Promete', '{sla:manage}', 'departments')`.execute(
    desk.test.platform.db,
  );
  const [keeper] = (await seedAgents(desk.test, [{ name: 'Gil Soto' }])) as [string];
  await sql`update agents set role_key = 'promises' where id = ${keeper}`.execute(desk.test.platform.db);
  const hidden = await desk.test.call(contract.previewSlaPolicy, {
    as: keeper,
    body: { policy: candidate, policyId: null },
  });
  expect(hidden.body).toMatchObject({ matching: 0, lateThen: 0 });
  const general = before.find(({ name }) => name === 'General')!;
  const shorter = await desk.test.call(contract.previewSlaPolicy, {
    as: desk.admin,
    body: {
      policyId: general.id,
      policy: policy({ name: 'General', targets: { first_response: { target: hours(1), warn: null } } }),
    },
  });
  expect(shorter.body).toMatchObject({ matching: 2, moving: 0, lateNow: 0, lateThen: 2 });
  expect(await list()).toEqual(before);
});

describe('the explanation of a clock', () => {
  it('says what was used, when it was closed, when it stood still and by which rule', async () => {
    await promise(desk, { name: 'Soluciones', targets: { resolution: { target: hours(10), warn: null } } });
    desk.test.clock.set(new Date('2026-03-09T15:00:00.000Z'));
    const ticketId = await desk.arrive({ from: 'tres@familia.mx' });
    await desk.pass(7 * hourMs);
    await desk.test.call(replyToTicket, {
      as: desk.ana,
      params: { ticketId },
      body: { text: '¿De qué grupo?', andThen: 'wait' },
    });
    await desk.test.settle();
    await desk.pass(hourMs);
    const { body } = await desk.test.call(contract.getTicketClocks, { as: desk.ana, params: { ticketId } });
    expect(body.items).toMatchObject([
      {
        metric: 'resolution',
        state: 'paused',
        policyName: 'Soluciones',
        calendarName: 'Oficina',
        usedMs: 6 * hourMs,
        limitMs: 10 * hourMs,
        dueAt: null,
        pauses: [{ from: '2026-03-09T22:00:00.000Z', to: null, reason: 'waiting_customer' }],
        closed: { ms: hourMs, last: [{ from: '2026-03-09T20:00:00.000Z', to: '2026-03-09T21:00:00.000Z' }] },
      },
    ]);
  });

  it('is only for whoever may see the ticket', async () => {
    const ticketId = await desk.arrive({ from: 'cuatro@familia.mx' });
    const { body: department } = await desk.test.call(createDepartment, {
      as: desk.admin,
      body: { name: 'Ajeno' },
    });
    await sql`update tickets set department_id = ${department.id} where id = ${ticketId}`.execute(
      desk.test.platform.db,
    );
    const [carla] = (await seedAgents(desk.test, [{ name: 'Carla Nava', roleKey: 'department_agent' }])) as [
      string,
    ];
    const ask = (as: string) => desk.test.call(contract.getTicketClocks, { as, params: { ticketId } });
    expect([(await ask(carla)).code, (await ask(desk.ana)).status]).toEqual(['tickets.not_found', 200]);
  });
});

test('a ticket that is given another line is promised what holds for that line', async () => {
  const { body: line } = await desk.test.call(createLine, { as: desk.admin, body: { name: 'Empresas' } });
  const saved = await promise(desk, {
    name: 'De empresas',
    filter: { field: 'line', op: 'any_of', values: [line.id] },
    targets: { first_response: { target: hours(1), warn: null } },
  });
  const ticketId = await desk.arrive();
  const before = await desk.clocksOf(ticketId);
  await desk.test.call(setTicketLine, { as: desk.ana, params: { ticketId }, body: { lineId: line.id } });
  await desk.test.settle();
  expect(await desk.clocksOf(ticketId)).not.toEqual(before);
  const { rows } = await sql<{ policy_id: string }>`
    select policy_id from ticket_clocks where ticket_id = ${ticketId}`.execute(desk.test.platform.db);
  expect(rows).toEqual([{ policy_id: saved.id }]);
});
