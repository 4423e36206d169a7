import * as contract from '@ventanilla/contracts/bulk';
import { createDepartment } from '@ventanilla/contracts/departments';
import { assignTicket, classifyTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../../platform/actor.ts';
import { createTimerSweeper, setTimer, type TimerKind } from '../../../platform/timers/timers.ts';
import { createTestApp, seedAgents } from '../../../testing/test-app.ts';
import { bulkTimer, portionMax } from './bulk.timer.ts';
import { type BulkDesk, openBulkDesk } from './test-ground/bulk-desk.ts';

let desk: BulkDesk;
let admin: string;

beforeAll(async () => {
  desk = await openBulkDesk();
  [admin] = (await seedAgents(desk.app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
});
afterAll(() => desk.app.close());

const toBeto = () => ({ kind: 'assign' as const, agentId: desk.beto });
const flagged = { kind: 'flag' as const, flag: 'blue' as const };
const eventsOf = async (runId: string) => {
  const { rows } = await sql<{ subject_id: string; type: string }>`
    select subject_id, type from events where run_id = ${runId}`.execute(desk.app.platform.db);
  return rows;
};

describe('a run over many tickets', () => {
  test('is told beforehand, changes each by the rules of one, and says which it could not change and why', async () => {
    const [free, anas, betos] = [
      await desk.tickets(3),
      await desk.tickets(2, { ownerId: desk.ana }),
      await desk.tickets(1, { ownerId: desk.beto }),
    ];
    const closed = await desk.tickets(1);
    await sql`update tickets set status_key = 'closed', status_category = 'closed', closed_at = ${desk.app.clock.now()}
      where id = ${closed[0]!}`.execute(desk.app.platform.db);
    const ids = [...free, ...anas, ...betos, ...closed];
    expect(await desk.preview(desk.sofia, { ids }, toBeto())).toEqual({
      total: 7,
      changing: 5,
      untouched: 1,
      groups: [
        { from: null, count: 3 },
        { from: desk.ana, count: 2 },
      ],
      others: 0,
      refused: [{ code: 'tickets.closed', detail: expect.any(String), count: 1 }],
      load: { now: 1, after: 6 },
      reasonsNeeded: 0,
      customersTold: 0,
    });
    // How much Beto has is nobody's to ask who can give him none of these.
    expect(await desk.preview(desk.sofia, { ids: closed }, toBeto())).toMatchObject({
      changing: 0,
      load: null,
    });
    const run = await desk.run(desk.sofia, { ids }, toBeto());
    expect(run).toMatchObject({
      state: 'done',
      total: 7,
      changed: 5,
      unchanged: 1,
      failed: 1,
      canUndo: true,
    });
    expect(new Set(await desk.valuesOf([...free, ...anas, ...betos], 'owner_id'))).toEqual(
      new Set([desk.beto]),
    );
    expect(await desk.failuresOf(desk.sofia, run.id)).toMatchObject([
      { ticketId: closed[0], code: 'tickets.closed', subject: 'Boletas' },
    ]);
    expect(new Set((await eventsOf(run.id)).map(({ subject_id }) => subject_id))).toEqual(
      new Set([...free, ...anas]),
    );
    expect(
      (await desk.app.call(contract.getBulkRun, { as: desk.ana, params: { runId: run.id } })).status,
    ).toBe(404);
  });

  test('has the tickets that there were when it began, and none that came later', async () => {
    const filter = { field: 'flag' as const, op: 'any_of' as const, values: ['green'] };
    const there = await desk.tickets(3);
    await desk.run(admin, { ids: there }, { kind: 'flag', flag: 'green' });
    const { id } = await desk.begin(admin, { filter, except: [there[0]!] }, toBeto());
    const late = await desk.tickets(1);
    const body = { flag: 'green' as const };
    await desk.app.call(classifyTicket, { as: admin, params: { ticketId: late[0]! }, body });
    await desk.app.settle();
    expect(await desk.stateOf(admin, id)).toMatchObject({ total: 2, changed: 2 });
    expect(await desk.valuesOf([...there, ...late], 'owner_id')).toEqual([null, desk.beto, desk.beto, null]);
  });

  test('is begun once, however often its beginning is repeated', async () => {
    const ids = await desk.tickets(2);
    const ask = () =>
      desk.app.call(contract.startBulk, {
        as: admin,
        body: { selection: { ids }, action: flagged },
        headers: { 'idempotency-key': 'flag-two' },
      });
    const [one, other] = [await ask(), await ask()];
    expect([one.status, other.status, other.body.id]).toEqual([201, 201, one.body.id]);
    await desk.app.settle();
    expect(await eventsOf(one.body.id)).toHaveLength(2);
  });

  test('is refused where it has no ticket, no target or too many before it', async () => {
    const nothing = { ids: [desk.app.platform.ids.uuid()] };
    const start = async (action: contract.BulkAction, selection: contract.BulkSelection = nothing) =>
      (await desk.app.call(contract.startBulk, { as: admin, body: { selection, action } })).code;
    expect(await start(flagged)).toBe('bulk.nothing_selected');
    expect(await start({ kind: 'assign', agentId: desk.app.platform.ids.uuid() })).toBe(
      'tickets.unknown_agent',
    );
    expect(await start({ kind: 'status', statusKey: 'nowhere' })).toBe('tickets.unknown_status');
    const ids = await desk.tickets(1);
    for (let n = 0; n < 10; n += 1) await desk.begin(admin, { ids }, flagged);
    expect(await start(flagged, { ids })).toBe('bulk.too_many_runs');
    // They wait for each other: time passes between them.
    for (let n = 0; n < 12; n += 1) {
      await desk.app.settle();
      desk.app.clock.advance(1_000);
    }
    const { body } = await desk.app.call(contract.listBulkRuns, { as: admin });
    expect(new Set(body.items.map(({ state }) => state))).toEqual(new Set(['done']));
  });

  test('stops where it is when it is cancelled', async () => {
    const ids = await desk.tickets(portionMax + 5);
    const { id } = await desk.begin(admin, { ids }, flagged);
    await desk.advance(id);
    await desk.app.call(contract.cancelBulk, { as: admin, params: { runId: id } });
    await desk.app.settle();
    const run = await desk.stateOf(admin, id);
    expect(run).toMatchObject({
      state: 'cancelled',
      total: ids.length,
      changed: portionMax,
      canUndo: true,
    });
    expect((await desk.undo(admin, id)).changed).toBe(portionMax);
    expect(new Set(await desk.valuesOf(ids, 'flag'))).toEqual(new Set([null]));
  });
});

describe('in the middle of a run', () => {
  test('whatever else falls due is done after a few tickets, however many are left', async () => {
    const ids = await desk.tickets(4 * portionMax);
    const changed = async () => (await desk.valuesOf(ids, 'flag')).filter(Boolean).length;
    const before: number[] = [];
    const reminder: TimerKind = {
      kind: 'test.reminder',
      async fire() {
        before.push(await changed());
      },
    };
    await desk.begin(admin, { ids }, flagged);
    for (const later of [1, 2])
      await desk.app.platform.transact({ actor: systemActor }, (work) =>
        setTimer(
          {
            key: `test/${later}`,
            kind: reminder.kind,
            dueAt: new Date(desk.app.clock.now().getTime() + later),
            subject: { type: 'ticket', id: ids[0]! },
          },
          work,
        ),
      );
    desk.app.clock.advance(1_000);
    const deps = { ...desk.app.platform, afterCommit: () => undefined };
    await createTimerSweeper([bulkTimer(desk.app.platform), reminder], deps).sweep();
    expect(before).toEqual([portionMax, portionMax]);
    expect(await changed()).toBe(ids.length);
  });

  test('whoever loses what it needs changes nothing more, and reads why', async () => {
    const [temp] = (await seedAgents(desk.app, [{ name: 'Tomas Paso', roleKey: 'supervisor' }])) as [string];
    const ids = await desk.tickets(portionMax + 15);
    const { id } = await desk.begin(temp, { ids }, toBeto());
    await desk.advance(id);
    await sql`update agents set role_key = 'department_agent' where id = ${temp}`.execute(
      desk.app.platform.db,
    );
    const { rows } = await sql<{ permissions: string[] }>`
      select permissions from roles where key = 'department_agent'`.execute(desk.app.platform.db);
    await sql`update roles set permissions = array_remove(permissions, 'tickets:assign') where key = 'department_agent'`.execute(
      desk.app.platform.db,
    );
    await desk.app.settle();
    const run = await desk.stateOf(temp, id);
    expect(run).toMatchObject({ state: 'done', changed: portionMax, failed: 15 });
    expect(new Set((await desk.failuresOf(temp, id)).map(({ code }) => code))).toEqual(
      new Set(['auth.forbidden']),
    );
    await sql`update roles set permissions = ${rows[0]!.permissions} where key = 'department_agent'`.execute(
      desk.app.platform.db,
    );
  });

  test('a worker that dies leaves nothing done twice and nothing out, and two share the work', async () => {
    const ids = await desk.tickets(60);
    const { id } = await desk.begin(admin, { ids }, toBeto());
    const dies = desk.app.platform.transact({ actor: systemActor }, async (work) => {
      await desk.advance(id, work);
      throw new Error('killed');
    });
    await expect(dies).rejects.toThrow('killed');
    expect((await desk.valuesOf(ids, 'owner_id')).filter(Boolean)).toHaveLength(portionMax);
    const other = await createTestApp({ beside: desk.app });
    await Promise.all([desk.app.settle(), other.settle()]);
    await desk.app.settle();
    await other.close();
    expect(await desk.stateOf(admin, id)).toMatchObject({ state: 'done', changed: 60, failed: 0 });
    const given = (await eventsOf(id)).filter(({ type }) => type === 'ticket.owner_changed');
    expect([given.length, new Set(given.map(({ subject_id }) => subject_id)).size]).toEqual([60, 60]);
  });
});

describe('undoing a run', () => {
  test('gives back what was where its value stands, and lists the rest', async () => {
    const ids = await desk.tickets(4, { ownerId: desk.ana });
    const run = await desk.run(desk.sofia, { ids }, toBeto());
    const params = { ticketId: ids[1]! };
    await desk.app.call(assignTicket, { as: desk.sofia, params, body: { agentId: desk.sofia } });
    const undo = await desk.undo(desk.sofia, run.id);
    expect(undo).toMatchObject({ undoOf: run.id, total: 4, changed: 3, failed: 1, canUndo: false });
    expect(await desk.valuesOf(ids, 'owner_id')).toEqual([desk.ana, desk.sofia, desk.ana, desk.ana]);
    expect(await desk.failuresOf(desk.sofia, undo.id)).toMatchObject([
      { ticketId: ids[1], code: 'bulk.changed_since' },
    ]);
    const again = await desk.app.call(contract.undoBulk, { as: desk.sofia, params: { runId: run.id } });
    expect(again.code).toBe('bulk.nothing_to_undo');
  });

  test('brings back what followed from it, too: status, owner, tags', async () => {
    const department = (
      await desk.app.call(createDepartment, { as: admin, body: { name: 'Pagos', memberIds: [admin] } })
    ).body.id;
    const ids = await desk.tickets(2, { ownerId: desk.ana });
    await sql`update tickets set status_key = 'in_progress', status_category = 'in_progress' where id = any(${ids}::uuid[])`.execute(
      desk.app.platform.db,
    );
    const was = {
      owner: await desk.valuesOf(ids, 'owner_id'),
      status: await desk.valuesOf(ids, 'status_key'),
    };
    const actions: contract.BulkAction[] = [
      { kind: 'department', departmentId: department },
      { kind: 'assign', agentId: null },
      { kind: 'status', statusKey: 'closed' },
      { kind: 'tags', add: ['complaint'], remove: [] },
      { kind: 'spam', isSpam: true },
      { kind: 'read' },
    ];
    for (const action of actions) {
      const run = await desk.run(admin, { ids }, action);
      expect(run).toMatchObject({ action, changed: 2 });
      expect(await desk.undo(admin, run.id)).toMatchObject({ action, changed: 2 });
      expect({
        action,
        owner: await desk.valuesOf(ids, 'owner_id'),
        status: await desk.valuesOf(ids, 'status_key'),
      }).toEqual({ action, ...was });
    }
    expect(await desk.valuesOf(ids, 'is_spam')).toEqual([false, false]);
    const { rows } = await sql`select from ticket_tags where ticket_id = any(${ids}::uuid[])`.execute(
      desk.app.platform.db,
    );
    expect(rows).toEqual([]);
  });
});
