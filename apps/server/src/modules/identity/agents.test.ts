import {
  createAgent,
  createApiKey,
  getSession,
  listAgents,
  signIn,
  updateAgent,
} from '@ventanilla/contracts/identity';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { adminBody, type Browser, createInstallation, openBrowser, signInAs } from '../../testing/browser.ts';
import type { TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let admin: Browser;
let adminId: string;
const password = 'tres tristes tigres';

beforeAll(async () => {
  const made = await createInstallation();
  app = made.test;
  admin = made.admin;
  adminId = made.me.agent.id;
});
afterAll(() => app.close());

let count = 0;
beforeEach(async () => {
  count += 1;
  await sql`update agents set active = false where id <> ${adminId}`.execute(app.platform.db);
});

const newAgent = async (roleKey: 'admin' | 'supervisor' | 'agent' = 'agent', name = 'Bruno Díaz') => {
  const body = { name, email: `bruno${count}${roleKey}@colegio.example`, password, roleKey };
  const made = await admin.call(createAgent, { body });
  expect(made.status).toBe(201);
  return made.body;
};
const change = (browser: Browser, agent: { id: string; version: number }, body: object) =>
  browser.call(updateAgent, {
    params: { agentId: agent.id },
    body,
    headers: { 'if-match': `"${agent.version}"` },
  });
const versionOf = async (id: string) => {
  const { body } = await admin.call(listAgents);
  return body.items.find((agent) => agent.id === id)?.version ?? 0;
};

test('an agent that was created signs in at once, with the permissions of the role', async () => {
  const made = await newAgent('supervisor');
  expect(made).toMatchObject({
    name: 'Bruno Díaz',
    roleKey: 'supervisor',
    active: true,
    language: 'es',
    version: 1,
  });
  const { result } = await signInAs(app, { email: made.email, password });
  expect(result.body.permissions).toContain('outbox:read');
  expect(result.body.permissions).not.toContain('agents:manage');
});

test('creating leaves an event and a line in the audit log, neither with a name or an e-mail', async () => {
  const made = await newAgent();
  const { rows } = await sql<{ line: string }>`
    select events::text as line from events where subject_id = ${made.id}
    union all select audit_log::text from audit_log where subject_id = ${made.id}`.execute(app.platform.db);
  expect(rows).toHaveLength(2);
  for (const { line } of rows) expect(line).not.toMatch(/Bruno|bruno|@/);
});

test('agents are listed as Spanish sorts names, blocked ones too', async () => {
  for (const name of ['Zoe', 'Ábaco', 'Óscar']) {
    count += 1;
    await newAgent('agent', name);
  }
  const { body } = await admin.call(listAgents);
  const names = body.items.map(({ name }) => name).filter((name) => !name.startsWith('Bruno'));
  expect(names).toEqual(['Ábaco', 'Lucía Ferrer', 'Óscar', 'Zoe']);
});

test('an e-mail is taken in any case of letters', async () => {
  const made = await newAgent();
  const again = await admin.call(createAgent, {
    body: { name: 'Otro', email: made.email.toUpperCase(), password, roleKey: 'agent' },
  });
  expect([again.status, again.code]).toEqual([409, 'agents.email_taken']);
});

test('of several agents with one e-mail at once exactly one is created', async () => {
  const body = { name: 'Eva', email: 'eva@colegio.example', password, roleKey: 'agent' as const };
  const results = await Promise.all(Array.from({ length: 5 }, () => admin.call(createAgent, { body })));
  expect(results.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
});

test('a request repeated with its key creates one agent and gets the same answer', async () => {
  const body = { name: 'Ida', email: 'ida@colegio.example', password, roleKey: 'agent' as const };
  const send = () => admin.call(createAgent, { body, headers: { 'idempotency-key': 'ida-1' } });
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
});

test.each([
  ['a guessable password', { password: 'contraseña1' }, 'auth.weak_password', 400],
  ['a role that does not exist', { roleKey: 'boss' }, 'roles.not_found', 404],
  ['a name of spaces', { name: '   ' }, 'http.invalid_request', 400],
])('%s is refused', async (_, wrong, code, status) => {
  const body = { name: 'Ana', email: 'ana@colegio.example', password, roleKey: 'agent', ...wrong } as never;
  const refused = await admin.call(createAgent, { body });
  expect([refused.status, refused.code]).toEqual([status, code]);
});

test('another role ends the sessions, tells streams, and holds from the next sign-in', async () => {
  const made = await newAgent();
  const { browser } = await signInAs(app, { email: made.email, password });
  const changed = await change(admin, made, { roleKey: 'supervisor' });
  expect(changed.body).toMatchObject({ roleKey: 'supervisor', version: 2 });
  expect(changed.headers.etag).toBe('"2"');
  expect((await browser.call(getSession)).status).toBe(401);
  const { rows } = await sql<{ type: string; payload: unknown }>`
    select type, payload from events where subject_id = ${made.id} order by id`.execute(app.platform.db);
  expect(rows).toEqual([
    { type: 'agent.created', payload: { agentId: made.id, roleKey: 'agent' } },
    { type: 'agent.changed', payload: { agentId: made.id, roleKey: 'supervisor', active: true } },
    { type: 'agent.sessions_revoked', payload: { agentId: made.id, sessionId: null } },
  ]);
});

test('a block ends the sessions and sign-in; lifting it lets the agent in again', async () => {
  const made = await newAgent();
  const { browser } = await signInAs(app, { email: made.email, password });
  await change(admin, made, { active: false });
  expect((await browser.call(getSession)).status).toBe(401);
  expect((await signInAs(app, { email: made.email, password })).result.status).toBe(401);
  await change(admin, { id: made.id, version: 2 }, { active: true });
  expect((await signInAs(app, { email: made.email, password })).result.status).toBe(200);
});

test('another name leaves the sessions open', async () => {
  const made = await newAgent();
  const { browser } = await signInAs(app, { email: made.email, password });
  await change(admin, made, { name: 'Bruno D.' });
  expect((await browser.call(getSession)).body.agent.name).toBe('Bruno D.');
});

test('an edit of what somebody else changed meanwhile is refused', async () => {
  const made = await newAgent();
  await change(admin, made, { name: 'Uno' });
  const stale = await change(admin, made, { name: 'Dos' });
  expect([stale.status, stale.code]).toEqual([409, 'agents.stale_version']);
});

test('of two edits of one version at once exactly one wins', async () => {
  const made = await newAgent();
  const results = await Promise.all(['Uno', 'Dos', 'Tres'].map((name) => change(admin, made, { name })));
  expect(results.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
});

test('an unknown agent and an id that is none are said to be so', async () => {
  const unknown = await change(
    admin,
    { id: '01890000-0000-7000-8000-000000000000', version: 1 },
    { name: 'X' },
  );
  expect([unknown.status, unknown.code]).toEqual([404, 'agents.not_found']);
  expect((await change(admin, { id: 'x', version: 1 }, { name: 'X' })).status).toBe(400);
});

test.each([
  ['blocked', { active: false }],
  ['given another role', { roleKey: 'agent' }],
])('the last active administrator cannot be %s', async (_, body) => {
  const refused = await change(admin, { id: adminId, version: await versionOf(adminId) }, body);
  expect([refused.status, refused.code]).toEqual([409, 'agents.last_admin']);
  expect((await admin.call(getSession)).status).toBe(200);
});

test('two administrators who give up the role at once leave one', async () => {
  const other = await newAgent('admin');
  const { browser } = await signInAs(app, { email: other.email, password });
  const mine = { id: adminId, version: await versionOf(adminId) };
  const results = await Promise.all([
    change(browser, mine, { active: false }),
    change(admin, other, { active: false }),
  ]);
  const statuses = results.map(({ status }) => status).sort((a, b) => a - b);
  expect([
    [200, 409],
    [200, 401],
  ]).toContainEqual(statuses);
  const { rows } = await sql`select 1 from agents where role_key = 'admin' and active`.execute(
    app.platform.db,
  );
  expect(rows).toHaveLength(1);
  await sql`update agents set active = true where id = ${adminId}`.execute(app.platform.db);
  await admin.call(signIn, { body: adminBody });
});

test('a key that manages agents cannot make or become an administrator', async () => {
  const key = await admin.call(createApiKey, {
    body: { name: 'Altas', scopes: ['agents:manage', 'agents:read'] },
  });
  const program = openBrowser(app);
  const headers = { authorization: `Bearer ${key.body.secret}` };
  const body = { name: 'Eco', email: 'eco@colegio.example', password, roleKey: 'admin' as const };
  const made = await program.call(createAgent, { body, headers });
  expect([made.status, made.code]).toEqual([403, 'auth.forbidden']);
  const agent = await newAgent();
  const raised = await program.call(updateAgent, {
    params: { agentId: agent.id },
    body: { roleKey: 'admin' },
    headers: { ...headers, 'if-match': '1' },
  });
  expect([raised.status, raised.code]).toEqual([403, 'auth.forbidden']);
});

test('a key that manages agents can do nothing to an administrator: neither demote, block nor rename', async () => {
  const scopes = ['agents:manage' as const, 'agents:read' as const];
  const key = await admin.call(createApiKey, { body: { name: 'Bajas', scopes } });
  const program = openBrowser(app);
  // There is another administrator, so that being the last is not what protects this one.
  const second = await newAgent('admin');
  for (const body of [{ roleKey: 'agent' as const }, { active: false }, { name: 'Otra' }]) {
    const refused = await program.call(updateAgent, {
      params: { agentId: second.id },
      body,
      headers: { authorization: `Bearer ${key.body.secret}`, 'if-match': `"${second.version}"` },
    });
    expect([refused.status, refused.code]).toEqual([403, 'auth.forbidden']);
  }
  const { body } = await admin.call(listAgents);
  expect(body.items.find(({ id }) => id === second.id)).toMatchObject({
    roleKey: 'admin',
    active: true,
    name: second.name,
    version: second.version,
  });
  const { browser } = await signInAs(app, { email: second.email, password });
  expect((await browser.call(getSession)).status).toBe(200);
});

test('a supervisor may see agents and manage none', async () => {
  const made = await newAgent('supervisor');
  const { browser } = await signInAs(app, { email: made.email, password });
  expect((await browser.call(listAgents)).status).toBe(200);
  expect((await change(browser, made, { roleKey: 'admin' })).status).toBe(403);
});
