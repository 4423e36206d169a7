import { createDepartment } from '@ventanilla/contracts/departments';
import * as runs from '@ventanilla/contracts/routine-runs';
import * as contract from '@ventanilla/contracts/routines';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { receive, seedMailbox } from '../../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';

export let app: TestApp;
export let account: string;
export let ana: string;
export let beto: string;
export let carla: string;
export let sofia: string;
export let departmentId: string;

/** What each file of tests that uses these begins with; files of one process share this module, but no hook of another. */
export function openRoutineDesk(): void {
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
    await run(
      sql`insert into agent_departments (agent_id, department_id) values (${carla}, ${departmentId})`,
    );
  });
  afterAll(() => app.close());
  /** Monday, nine in the morning where they work: the office is assumed to open, until six. */
  beforeEach(async () => {
    app.clock.set('2026-03-02T15:00:00.000Z');
    await run(sql`delete from notifications`);
    await run(sql`delete from routine_runs`);
    await run(sql`delete from routines`);
    await run(sql`delete from settings where key = 'routines.tended_at'`);
    await run(sql`update tickets set is_spam = true`);
  });
}

export const run = (query: ReturnType<typeof sql>) => query.execute(app.platform.db);
export const tend = () =>
  app.app.modules
    .flatMap(({ jobs }) => jobs ?? [])
    .find(({ name }) => name === 'tend-routines')!
    .run({});
/** Work is looked after at that moment, as it is every five minutes. */
export const tendAt = async (at: string) => {
  app.clock.set(at);
  await tend();
  await app.settle();
};

export const nothingOpen = { field: 'closedAt', op: 'empty' } as const;
export const routineBody = (given: Partial<contract.RoutineBody> = {}): contract.RoutineBody => ({
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
export const create = async (given: Partial<contract.RoutineBody> = {}) =>
  (await app.call(contract.createRoutine, { as: sofia, body: routineBody(given) })).body;
export const mine = async (as: string) => (await app.call(runs.listMyRuns, { as })).body.items;
export const settle = (
  as: string,
  runId: string,
  body: { itemIds: string[]; state: runs.ItemState; note?: string },
) => app.call(runs.settleRunItems, { as, params: { runId }, body });
export const ticket = async (from: string) => {
  const now = app.clock.now();
  return (await receive(app, account, { from, at: now }, { now })).ticketId as string;
};
export const compliance = async (as = sofia) => (await app.call(runs.getRoutineCompliance, { as })).body;

export async function admin(): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from agents where role_key = 'admin' limit 1`.execute(
    app.platform.db,
  );
  return rows[0]!.id;
}
