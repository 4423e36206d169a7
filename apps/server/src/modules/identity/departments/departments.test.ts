import {
  createDepartment,
  listDepartments,
  orderDepartments,
  updateDepartment,
} from '@ventanilla/contracts/departments';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';

let app: TestApp;
let admin: string;
let ana: string;
let beto: string;

beforeAll(async () => {
  app = await createTestApp();
  [admin, ana, beto] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Ana Solis' },
    { name: 'Beto Ruiz' },
  ])) as [string, string, string];
});
afterAll(() => app.close());

const make = (body: { name: string } & Partial<Parameters<typeof create>[0]>) => create(body as never);
const create = (body: { name: string; description?: string; memberIds?: string[] }) =>
  app.call(createDepartment, { as: admin, body });
const change = (department: { id: string; version: number }, body: object, as = admin) =>
  app.call(updateDepartment, {
    as,
    params: { departmentId: department.id },
    body,
    headers: { 'if-match': `"${department.version}"` },
  });
const names = async () => (await app.call(listDepartments, { as: ana })).body.items.map(({ name }) => name);

test('a department has what was written, comes last, and its members are whom it names', async () => {
  const support = await make({ name: 'Soporte Técnico', memberIds: [beto, ana, ana] });
  expect(support.status).toBe(201);
  expect(support.body).toMatchObject({
    name: 'Soporte Técnico',
    kind: 'external',
    active: true,
    version: 1,
  });
  expect([...support.body.memberIds].sort()).toEqual([ana, beto].sort());
  const areas = await make({ name: 'Sistemas' });
  expect(areas.body.position).toBeGreaterThan(support.body.position);
  expect(await names()).toEqual(['Soporte Técnico', 'Sistemas']);
  const events = await app.platform.db
    .selectFrom('events')
    .select('payload')
    .where('type', '=', 'department.changed')
    .execute();
  expect(events.map(({ payload }) => payload)).toContainEqual({ departmentId: support.body.id });
});

test('a name is taken whatever its case, also by a retired one; nobody unknown is a member', async () => {
  const first = await make({ name: 'Educación' });
  await change(first.body, { active: false });
  expect((await make({ name: 'EDUCACIÓN' })).code).toBe('departments.name_taken');
  const ghost = '01890000-0000-7000-8000-000000000000';
  expect((await make({ name: 'Fantasmas', memberIds: [ghost] })).code).toBe('agents.not_found');
  expect(await names()).not.toContain('Fantasmas');
});

test('of two who change it the second is told; what is not named stays', async () => {
  const { body } = await make({ name: 'Capacitación', description: 'Cursos', memberIds: [ana] });
  const changed = await change(body, { name: 'Formación' });
  expect(changed.body).toMatchObject({
    name: 'Formación',
    description: 'Cursos',
    memberIds: [ana],
    version: 2,
  });
  expect((await change(body, { name: 'Otra cosa' })).code).toBe('departments.stale_version');
  const emptied = await change(changed.body, { memberIds: [] });
  expect(emptied.body.memberIds).toEqual([]);
  const nobody = { id: '01890000-0000-7000-8000-000000000000', version: 1 };
  expect((await change(nobody, { name: 'X' })).code).toBe('departments.not_found');
});

test('the order is what was asked, and those left out come last as they were', async () => {
  const before = (await app.call(listDepartments, { as: admin })).body.items;
  const [first, second, ...others] = before.map(({ id }) => id);
  const { body } = await app.call(orderDepartments, {
    as: admin,
    body: { departmentIds: [second!, first!] },
  });
  expect(body.items.map(({ id }) => id)).toEqual([second, first, ...others]);
});

test('whoever does not see all tickets lets nobody into a department that is not theirs, themselves least', async () => {
  const own = (await make({ name: 'Propio', memberIds: [beto] })).body;
  const foreign = (await make({ name: 'Ajeno' })).body;
  await sql`insert into roles (key, name, permissions, scope)
    select 'keeper', 'Encargada', permissions, 'departments' from roles where key = 'admin'`.execute(
    app.platform.db,
  );
  await sql`update agents set role_key = 'keeper' where id = ${beto}`.execute(app.platform.db);
  expect((await change(foreign, { memberIds: [beto] }, beto)).code).toBe('auth.forbidden');
  expect((await change(foreign, { description: 'Lo de todos' }, beto)).status).toBe(200);
  expect((await change(own, { memberIds: [beto, ana] }, beto)).body.memberIds).toHaveLength(2);
});
