import { createDepartment, setTicketDepartment, updateDepartment } from '@ventanilla/contracts/departments';
import { type Filter, filter as filterSchema } from '@ventanilla/contracts/filters';
import { setTicketLine } from '@ventanilla/contracts/lines';
import { openTicket } from '@ventanilla/contracts/new-ticket';
import { settleProposedRequester, trustSender } from '@ventanilla/contracts/participants';
import { scopes } from '@ventanilla/contracts/permissions';
import { markSpam } from '@ventanilla/contracts/spam';
import * as contract from '@ventanilla/contracts/tickets';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { receive } from '../../testing/received.ts';
import { seedAgents } from '../../testing/test-app.ts';
import { compileFilter } from './filters/compile-filter.ts';
import { isWithin, type ScopedTicket } from './scopes.rules.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';
import { visibleTo } from './tickets.store.ts';

let desk: TestDesk;
let admin: string;
/** Works in «Soporte»; her colleague in «Sistemas»; both by their departments alone. */
let carla: string;
let diego: string;
let support: string;
let systems: string;

beforeAll(async () => {
  desk = await openTestDesk();
  [admin, carla, diego] = (await seedAgents(desk.app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Carla Nava', roleKey: 'department_agent' },
    { name: 'Diego Paz', roleKey: 'department_agent' },
  ])) as [string, string, string];
  support = await department('Soporte', [carla]);
  systems = await department('Sistemas', [diego]);
});
afterAll(() => desk.app.close());

async function department(name: string, memberIds: string[]): Promise<string> {
  const { body } = await desk.app.call(createDepartment, { as: admin, body: { name, memberIds } });
  return body.id;
}

const pass = (ticketId: string, departmentId: string | null, as = admin) =>
  desk.app.call(setTicketDepartment, { as, params: { ticketId }, body: { departmentId } });
const see = async (ticketId: string, as: string) =>
  (await desk.app.call(contract.getTicket, { as, params: { ticketId } })).status;
/** A new ticket of somebody, of an organization where one is named. */
async function newTicket(from = 'alta@x.mx', organizationId: string | null = null): Promise<string> {
  const { ticketId } = await receive(desk.app, desk.account, { from });
  if (organizationId)
    await sql`update tickets set organization_id = ${organizationId} where id = ${ticketId}`.execute(
      desk.app.platform.db,
    );
  return ticketId;
}

async function organization(name: string, { account, success }: { account?: string; success?: string }) {
  const { db, ids, clock } = desk.app.platform;
  const id = ids.uuid();
  await sql`insert into organizations (id, name, account_manager_id, success_manager_id, created_at)
    values (${id}, ${name}, ${account ?? null}::uuid, ${success ?? null}::uuid, ${clock.now()})`.execute(db);
  return id;
}

describe('passing a ticket to a department', () => {
  test('its people see it from then on, the others no longer; without one everybody does', async () => {
    const ticketId = await newTicket();
    expect([await see(ticketId, carla), await see(ticketId, diego)]).toEqual([200, 200]);
    const passed = await pass(ticketId, systems);
    expect(passed.body.department).toEqual({ id: systems, name: 'Sistemas' });
    expect([await see(ticketId, carla), await see(ticketId, diego)]).toEqual([404, 200]);
    await pass(ticketId, null);
    expect(await see(ticketId, carla)).toBe(200);
    const { history } = await desk.detailOf(ticketId);
    expect(
      history.filter(({ type }) => type === 'ticket.department_changed').map(({ from, to }) => [from, to]),
    ).toEqual([
      ['Sistemas', null],
      [null, 'Sistemas'],
    ]);
  });

  test('and whoever does not see it changes nothing of it, with whatever they send', async () => {
    const ticketId = await newTicket();
    await pass(ticketId, systems);
    const params = { ticketId };
    const call = desk.app.call;
    const as = carla;
    const refused = [
      await call(setTicketLine, { as, params, body: { lineId: null } }),
      await call(contract.classifyTicket, { as, params, body: { flag: 'blue', addTags: ['praise'] } }),
      await call(markSpam, { as, params }),
      await pass(ticketId, support, carla),
    ];
    expect(refused.map(({ status, code }) => [status, code])).toEqual(
      refused.map(() => [404, 'tickets.not_found']),
    );
    expect((await call(setTicketLine, { as: diego, params, body: { lineId: null } })).status).toBe(200);
  });

  test('an owner who does not work there loses it; one who does keeps it', async () => {
    const ticketId = await newTicket();
    await desk.app.call(contract.takeTicket, { as: carla, params: { ticketId } });
    const kept = await pass(ticketId, support);
    expect(kept.body.owner?.id).toBe(carla);
    const lost = await pass(ticketId, systems, carla);
    expect(lost.body).toMatchObject({ owner: null, status: { category: 'open' } });
    expect(await see(ticketId, carla)).toBe(404);
  });

  test('one that is assigned to somebody elsewhere is seen by them wherever it is', async () => {
    const ticketId = await newTicket();
    await pass(ticketId, systems);
    const params = { ticketId };
    await desk.app.call(contract.assignTicket, { as: admin, params, body: { agentId: carla } });
    expect(await see(ticketId, carla)).toBe(200);
  });

  test('neither a retired department nor one that is not there takes it, nor does it move once closed', async () => {
    const ticketId = await newTicket();
    const retired = await department('Antiguo', []);
    await desk.app.call(updateDepartment, {
      as: admin,
      params: { departmentId: retired },
      body: { active: false },
      headers: { 'if-match': '"1"' },
    });
    expect((await pass(ticketId, retired)).code).toBe('departments.retired');
    expect((await pass(ticketId, '01890000-0000-7000-8000-000000000000')).code).toBe('departments.not_found');
    await desk.app.call(contract.ignoreTicket, { as: admin, params: { ticketId } });
    expect((await pass(ticketId, systems)).code).toBe('tickets.closed');
  });
});

describe('the department of a mailbox', () => {
  const belongTo = (departmentId: string | null) =>
    sql`update channel_accounts set department_id = ${departmentId}::uuid where id = ${desk.account}`.execute(
      desk.app.platform.db,
    );

  test('is that of what comes to it, until it is retired', async () => {
    const passing = await department('De paso', []);
    await belongTo(passing);
    const first = await desk.detailOf(await newTicket());
    expect(first.ticket.department).toEqual({ id: passing, name: 'De paso' });
    await desk.app.call(updateDepartment, {
      as: admin,
      params: { departmentId: passing },
      body: { active: false },
      headers: { 'if-match': '"1"' },
    });
    const second = await desk.detailOf(await newTicket('otra@x.mx'));
    expect(second.ticket.department).toBeNull();
    await belongTo(null);
  });

  test('answers for a ticket of it that no mailbox brought', async () => {
    const { db, ids, clock } = desk.app.platform;
    const systemsBox = ids.uuid();
    await sql`insert into channel_accounts (id, kind, brand_id, name, address, department_id, created_at)
      select ${systemsBox}, 'email', id, 'Sistemas', 'sistemas@ejemplo.mx', ${systems}::uuid, ${clock.now()}
      from brands limit 1`.execute(db);
    const { body: opened } = await desk.app.call(openTicket, {
      as: admin,
      body: {
        kind: 'phone',
        requester: { name: 'Lía Mora', emails: [{ address: 'lia@x.mx' }] },
        subject: 'Por teléfono',
        text: 'No entra',
      },
    });
    const from = async () => (await desk.detailOf(opened.id)).replyTo?.from;
    expect(await from()).toBe('soporte@ejemplo.mx');
    await pass(opened.id, systems);
    expect(await from()).toBe('sistemas@ejemplo.mx');
  });
});

describe('a permission that reaches less far than reading', () => {
  test('is refused in words beyond it, is not offered there, and works within', async () => {
    const { db } = desk.app.platform;
    const [eva] = (await seedAgents(desk.app, [{ name: 'Eva Luna', roleKey: 'agent' }])) as [string];
    await sql`insert into roles (key, name, permissions, scope, narrower)
      select 'careful', 'Cuidadosa', permissions, 'all', '{"tickets:note": "own", "tickets:close": "own"}'
      from roles where key = 'agent'`.execute(db);
    await sql`update agents set role_key = 'careful' where id = ${eva}`.execute(db);
    const params = { ticketId: await newTicket('cuidado@x.mx') };
    const note = () => desk.app.call(contract.addNote, { as: eva, params, body: { text: 'x' } });
    const can = async () => (await desk.app.call(contract.getTicket, { as: eva, params })).body.ticket.can;
    expect(await can()).toEqual(expect.arrayContaining(['take', 'reply']));
    expect(await can()).not.toContain('note');
    expect((await note()).code).toBe('tickets.beyond_scope');
    expect((await desk.app.call(contract.ignoreTicket, { as: eva, params })).code).toBe(
      'tickets.beyond_scope',
    );
    await desk.app.call(contract.takeTicket, { as: eva, params });
    expect(await can()).toEqual(expect.arrayContaining(['note', 'ignore']));
    expect((await note()).status).toBe(201);
  });

  test('holds for everything that goes by it: who takes part is decided by who may answer', async () => {
    const { db } = desk.app.platform;
    const [gil] = (await seedAgents(desk.app, [{ name: 'Gil Soto', roleKey: 'agent' }])) as [string];
    await sql`insert into roles (key, name, permissions, scope, narrower)
      select 'listens', 'Escucha', permissions, 'all', '{"tickets:reply": "own"}' from roles where key = 'agent'`.execute(
      db,
    );
    await sql`update agents set role_key = 'listens' where id = ${gil}`.execute(db);
    const { ticketId, messageId } = await receive(desk.app, desk.account, { from: 'partes@x.mx' });
    const as = gil;
    const trust = { as, params: { ticketId, messageId }, body: { trusted: true } };
    expect((await desk.app.call(trustSender, trust)).code).toBe('tickets.beyond_scope');
    const settle = { as, params: { ticketId }, body: { state: 'accepted' as const } };
    expect((await desk.app.call(settleProposedRequester, settle)).code).toBe('tickets.beyond_scope');
    await desk.app.call(contract.takeTicket, { as, params: { ticketId } });
    // Now what they lack is a mark to settle, not the right to.
    expect((await desk.app.call(trustSender, trust)).code).toBe('messages.not_found');
  });
});

/** A ticket with something of everything that tickets are told apart by. */
async function classifySome() {
  const { db } = desk.app.platform;
  const ticketId = await newTicket('dicho@x.mx', await organization('Liceo Dicho', { account: carla }));
  await desk.app.call(contract.classifyTicket, {
    as: admin,
    params: { ticketId },
    body: {
      typeKey: 'task',
      flag: 'blue',
      dueAt: '2026-03-04T15:00:00.000Z',
      addTags: ['praise', 'important'],
    },
  });
  await sql`insert into ticket_fields (ticket_id, field_values)
    values (${ticketId}, '{"level": "high", "levels": ["low", "high"]}')`.execute(db);
  return { ticketId };
}

describe('filters', () => {
  test('the condition of a scope says of every ticket what the rule says', async () => {
    for (const departmentId of [support, systems]) await pass(await newTicket(), departmentId);
    const altamira = await organization('Colegio Altamira', { account: carla });
    const norte = await organization('Grupo Norte', { success: diego });
    await newTicket('rosa@altamira.mx', altamira);
    await newTicket('luis@norte.mx', norte);
    const { db } = desk.app.platform;
    const { rows } = await sql<ScopedTicket & { id: string }>`
      select id, owner_id, department_id, organization_id from tickets`.execute(db);
    expect(new Set(rows.map(({ department_id }) => department_id)).size).toBeGreaterThan(2);
    for (const scope of scopes) {
      for (const [id, departmentIds, portfolioIds] of [
        [carla, [support], [altamira]],
        [diego, [systems, support], [norte]],
        [admin, [], []],
      ] as const) {
        const actor = { ...systemActor, kind: 'agent' as const, id, departmentIds, portfolioIds, scope };
        const seen = await sql<{ id: string }>`select t.id from tickets t where ${visibleTo(actor)}`.execute(
          db,
        );
        const expected = rows.filter((row) => isWithin(scope, row, actor)).map((row) => row.id);
        expect([scope, seen.rows.map((row) => row.id).sort()]).toEqual([scope, expected.sort()]);
      }
    }
  });

  test('a filter and its opposite part all tickets between them, whatever they ask', async () => {
    const { db } = desk.app.platform;
    const reader = { id: carla, departmentIds: [support], portfolioIds: [] };
    await classifySome();
    const chosen = ['owner', 'department', 'status', 'channel', 'organization', 'accountManager'];
    const told = ['type', 'subject', 'priority', 'flag', 'tag', 'contactTag', 'field:level'];
    const field = fc.constantFrom(...chosen, ...told);
    const value = fc.constantFrom(
      '@own',
      support,
      systems,
      carla,
      'open',
      'task',
      'blue',
      'praise',
      'high',
      "'",
    );
    const leaf: fc.Arbitrary<Filter> = fc.oneof(
      fc.record({
        field,
        op: fc.constantFrom('any_of', 'none_of'),
        values: fc.array(value, { minLength: 1 }),
      }),
      fc.record({
        field: fc.oneof(field, fc.constantFrom('dueAt', 'successManager')),
        op: fc.constantFrom('empty', 'present'),
      }),
    ) as never;
    const { tree } = fc.letrec<{ tree: Filter }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.record({ and: fc.array(tie('tree'), { maxLength: 3 }) }),
        fc.record({ or: fc.array(tie('tree'), { maxLength: 3 }) }),
        fc.record({ not: tie('tree') }),
      ) as fc.Arbitrary<Filter>,
    }));
    const count = async (asked: Filter) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from tickets t where ${compileFilter(filterSchema.parse(asked), reader)}`.execute(
        db,
      );
      return rows[0]!.n;
    };
    const all = await count({ and: [] });
    await fc.assert(
      fc.asyncProperty(tree, async (asked) => {
        expect((await count(asked)) + (await count({ not: asked }))).toBe(all);
      }),
      { numRuns: 60 },
    );
  });

  test('what tickets are told apart by is asked of columns, tags and fields alike', async () => {
    const { ticketId } = await classifySome();
    const { db } = desk.app.platform;
    const asks: [Filter, boolean][] = [
      [{ field: 'type', op: 'any_of', values: ['task'] }, true],
      [{ field: 'type', op: 'none_of', values: ['task'] }, false],
      [{ field: 'flag', op: 'any_of', values: ['blue', 'green'] }, true],
      [{ field: 'priority', op: 'empty' }, true],
      [{ field: 'tag', op: 'any_of', values: ['praise', 'spam'] }, true],
      [{ field: 'tag', op: 'none_of', values: ['praise'] }, false],
      [{ field: 'contactTag', op: 'present' }, true],
      [{ field: 'dueAt', op: 'present' }, true],
      [{ field: 'noNews', op: 'is', value: false }, true],
      [{ field: 'accountManager', op: 'any_of', values: [carla] }, true],
      [{ field: 'accountManager', op: 'none_of', values: [carla, diego] }, false],
      [{ field: 'successManager', op: 'empty' }, true],
      [{ field: 'successManager', op: 'any_of', values: [carla] }, false],
      [{ field: 'field:level', op: 'any_of', values: ['high'] }, true],
      [{ field: 'field:levels', op: 'any_of', values: ['low', 'other'] }, true],
      [{ field: 'field:levels', op: 'none_of', values: ['low'] }, false],
      [{ field: 'field:nothing', op: 'empty' }, true],
    ];
    for (const [asked, expected] of asks) {
      const { rows } = await sql`select from tickets t
        where t.id = ${ticketId} and ${compileFilter(filterSchema.parse(asked), { id: null, departmentIds: [], portfolioIds: [] })}`.execute(
        db,
      );
      expect([asked, rows.length === 1]).toEqual([asked, expected]);
    }
  });

  test('one that is too deep, too large or unknown is refused', () => {
    const deep = Array.from({ length: 9 }).reduce<Filter>((inner) => ({ not: inner }), { and: [] });
    const large = { or: Array.from({ length: 101 }, () => ({ field: 'owner', op: 'empty' })) };
    const unasked = { field: 'dueAt', op: 'any_of', values: ['2026'] };
    for (const wrong of [
      unasked,
      { field: 'field:a b', op: 'empty' },
      deep,
      large,
      { field: 'password', op: 'empty' },
      { field: 'owner', op: 'like' },
      {},
    ])
      expect(filterSchema.safeParse(wrong).success).toBe(false);
  });
});
