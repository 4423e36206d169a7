import { listAgents, updateAgent } from '@ventanilla/contracts/identity';
import { createRole, listRoles, type Role, removeRole, updateRole } from '@ventanilla/contracts/roles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';

let app: TestApp;
let admin: string;
let ana: string;

const reader = {
  name: 'Auditoría',
  permissions: ['tickets:read', 'agents:read'] as Role['permissions'],
  scope: 'departments' as const,
  narrower: {},
};

beforeAll(async () => {
  app = await createTestApp();
  [admin, ana] = (await seedAgents(app, [{ name: 'Ada Jefa', roleKey: 'admin' }, { name: 'Ana Solis' }])) as [
    string,
    string,
  ];
});
afterAll(() => app.close());

const make = (body: object, as = admin) =>
  app.call(createRole, { as, body: { ...reader, ...body } as never });
const change = (role: Pick<Role, 'key' | 'version'>, body: object, as = admin) =>
  app.call(updateRole, {
    as,
    params: { roleKey: role.key },
    body,
    headers: { 'if-match': `"${role.version}"` },
  });
const remove = (roleKey: string, as = admin) => app.call(removeRole, { as, params: { roleKey } });
const give = async (agentId: string, roleKey: string, as = admin) => {
  const { body } = await app.call(listAgents, { as });
  const version = body.items.find(({ id }) => id === agentId)!.version;
  return app.call(updateAgent, {
    as,
    params: { agentId },
    body: { roleKey },
    headers: { 'if-match': `"${version}"` },
  });
};

test('the list tells what each role may really do and how many hold it, built-in ones first', async () => {
  const { body } = await app.call(listRoles, { as: ana });
  expect(body.items.map(({ key }) => key)).toEqual([
    'admin',
    'supervisor',
    'agent',
    'department_agent',
    'am',
    'csm',
    'area',
    'direction',
  ]);
  expect(body.items.find(({ key }) => key === 'agent')).toMatchObject({
    agents: 1,
    builtIn: true,
    name: null,
  });
  expect(body.items.find(({ key }) => key === 'direction')!.permissions).not.toContain('tickets:reply');
});

test('a role of one’s own is given, changed while it is held, and removed when nobody has it', async () => {
  const made = await make({ name: 'Lectura' });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ name: 'Lectura', builtIn: false, agents: 0, version: 1 });
  expect((await give(ana, made.body.key)).status).toBe(200);
  const held = await change(made.body, { scope: 'own' });
  expect(held.body).toMatchObject({ scope: 'own', agents: 1, version: 2 });
  expect((await change(made.body, { scope: 'all' })).code).toBe('roles.stale_version');
  expect((await remove(made.body.key)).code).toBe('roles.held');
  await give(ana, 'agent');
  expect((await remove(made.body.key)).status).toBe(204);
  expect((await give(ana, made.body.key)).code).toBe('roles.not_found');
});

test('only what it may do can be narrower than what it reads', async () => {
  const { body } = await make({ name: 'Cierra lo suyo', narrower: { 'tickets:close': 'own' } });
  expect(body.narrower).toEqual({});
  const permissions = [...reader.permissions, 'tickets:close'];
  const changed = await change(body, { permissions, narrower: { 'tickets:close': 'own' } });
  expect(changed.body.narrower).toEqual({ 'tickets:close': 'own' });
});

test('what comes with the product is not changed, and no two have one name', async () => {
  expect((await change({ key: 'agent', version: 1 }, { name: 'Otro' })).code).toBe('roles.built_in');
  expect((await remove('agent')).code).toBe('roles.built_in');
  await make({ name: 'Única' });
  expect((await make({ name: 'ÚNICA' })).code).toBe('roles.name_taken');
});

test('nobody makes, changes, gives or removes a role that can do more than they can', async () => {
  const keeper = await make({
    name: 'Encargada de roles',
    permissions: ['agents:read', 'agents:manage', 'roles:manage', 'tickets:read'],
  });
  const strong = await make({ name: 'Fuerte', permissions: ['tickets:read', 'backups:manage'] });
  const wide = await make({ name: 'Ancho', scope: 'all' });
  await give(ana, keeper.body.key);
  try {
    expect((await make({ name: 'A', permissions: ['backups:manage'] }, ana)).code).toBe('auth.forbidden');
    expect((await make({ name: 'B', scope: 'all' }, ana)).code).toBe('auth.forbidden');
    for (const role of [strong.body, wide.body]) {
      expect((await change(role, { name: 'C' }, ana)).code).toBe('auth.forbidden');
      expect((await remove(role.key, ana)).code).toBe('auth.forbidden');
      expect((await give(ana, role.key, ana)).code).toBe('auth.forbidden');
    }
    expect((await change(keeper.body, { permissions: ['backups:manage'] }, ana)).code).toBe('auth.forbidden');
    expect((await make({ name: 'Dentro' }, ana)).status).toBe(201);
  } finally {
    await give(ana, 'agent');
  }
});

test('nor one that reaches further in what it does, though it reads no further', async () => {
  const permissions = [
    'agents:read',
    'agents:manage',
    'roles:manage',
    'tickets:read',
    'tickets:close',
  ] as const;
  const narrow = {
    permissions: [...permissions],
    scope: 'all',
    narrower: { 'tickets:close': 'own' },
  } as const;
  const keeper = await make({ ...narrow, name: 'Cierra lo propio' });
  const further = await make({ ...narrow, name: 'Cierra todo', narrower: {} });
  await give(ana, keeper.body.key);
  try {
    const closing = { permissions: ['tickets:read', 'tickets:close'], scope: 'all' };
    expect((await make({ ...closing, name: 'D' }, ana)).code).toBe('auth.forbidden');
    expect((await change(keeper.body, { narrower: {} }, ana)).code).toBe('auth.forbidden');
    expect((await give(ana, further.body.key, ana)).code).toBe('auth.forbidden');
    const same = await make({ ...closing, name: 'E', narrower: { 'tickets:close': 'own' } }, ana);
    expect(same.status).toBe(201);
    expect((await make({ ...closing, name: 'F', scope: 'own' }, ana)).status).toBe(201);
  } finally {
    await give(ana, 'agent');
  }
});

test('departments and a portfolio are beside each other: who reads one gives nobody the other', async () => {
  const permissions = ['agents:read', 'roles:manage', 'tickets:read'] as const;
  for (const [held, other] of [
    ['departments', 'portfolio'],
    ['portfolio', 'departments'],
  ] as const) {
    const keeper = await make({ name: `Lee ${held}`, permissions: [...permissions], scope: held });
    await give(ana, keeper.body.key);
    try {
      const reading = { permissions: ['tickets:read'] };
      expect((await make({ ...reading, name: `G ${held}`, scope: other }, ana)).code).toBe('auth.forbidden');
      expect((await make({ ...reading, name: `H ${held}`, scope: held }, ana)).status).toBe(201);
      expect((await make({ ...reading, name: `I ${held}`, scope: 'own' }, ana)).status).toBe(201);
    } finally {
      await give(ana, 'agent');
    }
  }
});
