import { completeSetup, getSession, getSetup } from '@ventanilla/contracts/identity';
import { builtInRoles } from '@ventanilla/contracts/permissions';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { adminBody, emptyInstallation, lightPasswords, openBrowser } from '../../testing/browser.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { ensureBuiltInRoles, issueSetupToken } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ realSessions: true, env: lightPasswords });
});
beforeEach(() => emptyInstallation(app));
afterAll(() => app.close());

const token = async () => (await issueSetupToken(app.platform)) ?? '';

test('the link makes the first administrator, who is signed in', async () => {
  const browser = openBrowser(app);
  expect((await browser.call(getSetup)).body).toEqual({ needed: true });
  const done = await browser.call(completeSetup, { body: { ...adminBody, token: await token() } });
  expect(done.status).toBe(201);
  expect(done.body).toMatchObject({
    agent: {
      name: 'Lucía Ferrer',
      email: 'lucia@colegio.example',
      roleKey: 'admin',
      active: true,
      language: 'es',
    },
    permissions: builtInRoles.admin.permissions,
    organizationName: 'Colegio Horizonte',
    timeZone: 'America/Mexico_City',
    outgoingMailIsLocal: true,
  });
  expect((await browser.call(getSession)).body).toEqual(done.body);
  expect((await browser.call(getSetup)).body).toEqual({ needed: false });
});

test('the set-up leaves roles, a brand, a default mailbox, events and lines in the audit log', async () => {
  await openBrowser(app).call(completeSetup, { body: { ...adminBody, token: await token() } });
  const { db } = app.platform;
  const roles = await sql<{ key: string }>`select key from roles order by key`.execute(db);
  expect(roles.rows.map(({ key }) => key)).toEqual([
    'admin',
    'agent',
    'am',
    'area',
    'csm',
    'department_agent',
    'direction',
    'supervisor',
  ]);
  const brands = await sql`select name, time_zone from brands`.execute(db);
  expect(brands.rows).toEqual([{ name: 'Colegio Horizonte', time_zone: 'America/Mexico_City' }]);
  const accounts = await sql`select kind, address, is_default, state from channel_accounts`.execute(db);
  expect(accounts.rows).toEqual([
    { kind: 'email', address: 'soporte@localhost', is_default: true, state: 'active' },
  ]);
  const events = await sql<{ type: string }>`select type from events order by id`.execute(db);
  expect(events.rows.map(({ type }) => type)).toEqual(['mailbox.changed', 'agent.created']);
  const audit = await sql<{ action: string }>`select action from audit_log order by id`.execute(db);
  expect(audit.rows.map(({ action }) => action).sort()).toEqual(['agent.created', 'setup.completed']);
});

test('a brand and a mailbox that are there already stay as they are', async () => {
  const { db, ids, clock } = app.platform;
  const brandId = ids.uuid();
  await sql`insert into brands (id, name, time_zone, created_at)
    values (${brandId}, 'Antes', 'America/Santiago', ${clock.now()})`.execute(db);
  await sql`insert into channel_accounts (id, kind, brand_id, name, address, is_default, created_at)
    values (${ids.uuid()}, 'email', ${brandId}, 'Mesa', 'mesa@antes.example', true, ${clock.now()})`.execute(
    db,
  );
  const done = await openBrowser(app).call(completeSetup, { body: { ...adminBody, token: await token() } });
  expect(done.body).toMatchObject({ organizationName: 'Antes', timeZone: 'America/Santiago' });
  const accounts = await sql`select address from channel_accounts`.execute(db);
  expect(accounts.rows).toEqual([{ address: 'mesa@antes.example' }]);
});

test('only the hash of the token is stored', async () => {
  const issued = await token();
  const { rows } = await sql<{ all: string }>`select setup_tokens::text as all from setup_tokens`.execute(
    app.platform.db,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.all).not.toContain(issued);
});

test('a second start makes a new link and ends the former', async () => {
  const [first, second] = [await token(), await token()];
  const refused = await openBrowser(app).call(completeSetup, { body: { ...adminBody, token: first } });
  expect([refused.status, refused.code]).toEqual([403, 'setup.link_invalid']);
  expect((await openBrowser(app).call(completeSetup, { body: { ...adminBody, token: second } })).status).toBe(
    201,
  );
});

test('two links issued at the same time leave one that works', async () => {
  const issued = await Promise.all([token(), token()]);
  const { rows } = await sql`select 1 from setup_tokens`.execute(app.platform.db);
  expect(issued).toHaveLength(2);
  expect(rows).toHaveLength(1);
});

test('the link ends after 24 hours', async () => {
  const issued = await token();
  app.clock.advance(24 * 60 * 60 * 1000);
  const late = await openBrowser(app).call(completeSetup, { body: { ...adminBody, token: issued } });
  expect([late.status, late.code]).toEqual([403, 'setup.link_invalid']);
});

test('of eight uses of one link at once exactly one wins', async () => {
  const issued = await token();
  const results = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      openBrowser(app).call(completeSetup, {
        body: { ...adminBody, email: `a${n}@colegio.example`, token: issued },
      }),
    ),
  );
  expect(results.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
    201, 409, 409, 409, 409, 409, 409, 409,
  ]);
  const { rows } = await sql`select 1 from agents union all select 1 from auth."user"`.execute(
    app.platform.db,
  );
  expect(rows).toHaveLength(2);
});

test('after the set-up there is no link any more, and the used one says so', async () => {
  const issued = await token();
  await openBrowser(app).call(completeSetup, { body: { ...adminBody, token: issued } });
  expect(await issueSetupToken(app.platform)).toBeNull();
  const again = await openBrowser(app).call(completeSetup, { body: { ...adminBody, token: issued } });
  expect([again.status, again.code]).toEqual([409, 'setup.already_done']);
});

test.each([
  ['a common password', { password: 'contraseña123' }, 'auth.weak_password'],
  ['one’s own e-mail as password', { password: 'lucia@colegio.example' }, 'auth.weak_password'],
  ['a short password', { password: 'corta' }, 'http.invalid_request'],
  ['an e-mail that is none', { email: 'lucia' }, 'http.invalid_request'],
  ['a time zone that does not exist', { timeZone: 'America/Atlantis' }, 'http.invalid_request'],
])('%s is refused and the link stays good', async (_, wrong, code) => {
  const issued = await token();
  const refused = await openBrowser(app).call(completeSetup, {
    body: { ...adminBody, ...wrong, token: issued },
  });
  expect([refused.status, refused.code]).toEqual([400, code]);
  const { rows } = await sql`select 1 from auth."user" union all select 1 from brands`.execute(
    app.platform.db,
  );
  expect(rows).toHaveLength(0);
  expect((await openBrowser(app).call(completeSetup, { body: { ...adminBody, token: issued } })).status).toBe(
    201,
  );
});

test('guessing at the link is limited per client address', async () => {
  const guess = () => openBrowser(app).call(completeSetup, { body: { ...adminBody, token: 'no' } });
  for (let n = 0; n < 20; n++) expect((await guess()).status).toBe(403);
  const limited = await guess();
  expect([limited.status, limited.code]).toEqual([429, 'http.rate_limited']);
});

test('a role that an older version left behind is brought in step, others are left alone', async () => {
  const { db } = app.platform;
  await ensureBuiltInRoles(db);
  await sql`update roles set permissions = '{tickets:read}' where key = 'agent'`.execute(db);
  await sql`insert into roles (key, name, permissions) values ('reader', 'Lector', '{tickets:read}')`.execute(
    db,
  );
  await ensureBuiltInRoles(db);
  const { rows } = await sql<{ key: string; permissions: string[] }>`
    select key, permissions from roles where key in ('agent', 'reader') order by key`.execute(db);
  expect(rows).toEqual([
    { key: 'agent', permissions: [...builtInRoles.agent.permissions] },
    { key: 'reader', permissions: ['tickets:read'] },
  ]);
});
