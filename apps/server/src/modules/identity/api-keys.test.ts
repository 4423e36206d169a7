import {
  createApiKey,
  getSession,
  listAgents,
  listApiKeys,
  revokeApiKey,
  signOut,
  updateProfile,
} from '@ventanilla/contracts/identity';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, createInstallation, openBrowser } from '../../testing/browser.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { createApiKeyFromCli } from './index.ts';

let app: TestApp;
let admin: Browser;
beforeAll(async () => {
  const made = await createInstallation();
  app = made.test;
  admin = made.admin;
});
afterAll(() => app.close());

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });
const newKey = async (body: Parameters<typeof create>[0]) => {
  // Keys of one instant have no order among them.
  app.clock.advance(1);
  return (await create(body)).body;
};
const create = (body: { name: string; scopes: ('agents:read' | 'intake:write' | 'api_keys:manage')[] }) =>
  admin.call(createApiKey, { body });

test('a key may do what its scopes say and nothing else', async () => {
  const key = await newKey({ name: 'Lector', scopes: ['agents:read'] });
  expect(key.secret).toMatch(/^vk_[\w-]{43}$/);
  expect(key.prefix).toBe(key.secret.slice(0, 10));
  const program = openBrowser(app);
  expect((await program.call(listAgents, bearer(key.secret))).status).toBe(200);
  const refused = await program.call(listApiKeys, bearer(key.secret));
  expect([refused.status, refused.code]).toEqual([403, 'auth.forbidden']);
});

test('no answer after the first and no table holds the secret', async () => {
  const { id, secret } = await newKey({ name: 'Secreto', scopes: ['intake:write'] });
  const { body } = await admin.call(listApiKeys);
  expect(body.items[0]).toMatchObject({ id, name: 'Secreto', scopes: ['intake:write'], revokedAt: null });
  expect(JSON.stringify(body)).not.toContain(secret.slice(10));
  const { rows } = await sql<{ line: string }>`select api_keys::text as line from api_keys
    union all select audit_log::text from audit_log`.execute(app.platform.db);
  for (const { line } of rows) expect(line).not.toContain(secret.slice(10));
});

test('a request repeated with its key gets the same secret, which the database has sealed', async () => {
  const send = () =>
    admin.call(createApiKey, {
      body: { name: 'Repetida', scopes: ['intake:write'] },
      headers: { 'idempotency-key': 'repetida-1' },
    });
  const [first, second] = [await send(), await send()];
  expect(second.status).toBe(201);
  expect(second.body).toEqual(first.body);
  const { rows } = await sql<{
    body: string;
  }>`select body from idempotency_keys where key = 'repetida-1'`.execute(app.platform.db);
  expect(rows[0]?.body).toContain('"name":"Repetida"');
  expect(rows[0]?.body).not.toContain(first.body.secret);
});

test.each([
  ['an invented key', 'vk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['something else', 'eyJhbGciOi'],
])('%s is refused, even beside a good session', async (_, secret) => {
  const refused = await admin.call(listAgents, bearer(secret));
  expect([refused.status, refused.code]).toEqual([401, 'auth.invalid_api_key']);
});

test('revoking ends a key at once, once, with an event and a line in the audit log', async () => {
  const { id, secret } = await newKey({ name: 'Corta', scopes: ['agents:read'] });
  const program = openBrowser(app);
  expect((await program.call(listAgents, bearer(secret))).status).toBe(200);
  for (let n = 0; n < 2; n++) {
    expect((await admin.call(revokeApiKey, { params: { apiKeyId: id } })).status).toBe(204);
  }
  const refused = await program.call(listAgents, bearer(secret));
  expect([refused.status, refused.code]).toEqual([401, 'auth.invalid_api_key']);
  const { rows } = await sql<{ what: string }>`
    select type as what from events where subject_id = ${id}
    union all select action from audit_log where subject_id = ${id} order by what`.execute(app.platform.db);
  expect(rows.map(({ what }) => what)).toEqual(['api_key.created', 'api_key.revoked', 'api_key.revoked']);
  const unknown = await admin.call(revokeApiKey, {
    params: { apiKeyId: '01890000-0000-7000-8000-000000000000' },
  });
  expect([unknown.status, unknown.code]).toEqual([404, 'api_keys.not_found']);
});

test('nobody gives a scope they do not hold', async () => {
  const { secret } = await newKey({ name: 'Llavero', scopes: ['api_keys:manage', 'agents:read'] });
  const make = (scopes: ['agents:read'] | ['intake:write']) =>
    openBrowser(app).call(createApiKey, { body: { name: 'Hija', scopes }, ...bearer(secret) });
  expect((await make(['agents:read'])).status).toBe(201);
  const refused = await make(['intake:write']);
  expect([refused.status, refused.code]).toEqual([403, 'api_keys.scope_not_held']);
});

test('its last use is known to the minute', async () => {
  const { id, secret } = await newKey({ name: 'Uso', scopes: ['agents:read'] });
  const used = async () => {
    await openBrowser(app).call(listAgents, bearer(secret));
    return (await admin.call(listApiKeys)).body.items.find((key) => key.id === id)?.lastUsedAt;
  };
  const first = app.clock.now().toISOString();
  expect(await used()).toBe(first);
  app.clock.advance(59_000);
  expect(await used()).toBe(first);
  app.clock.advance(1_000);
  expect(await used()).toBe(app.clock.now().toISOString());
});

test('a key has no session and no profile', async () => {
  const { secret } = await newKey({ name: 'Sin rostro', scopes: ['agents:read'] });
  const program = openBrowser(app);
  expect((await program.call(getSession, bearer(secret))).status).toBe(403);
  expect((await program.call(signOut, bearer(secret))).status).toBe(403);
  const headers = { ...bearer(secret).headers, 'if-match': '1' };
  expect((await program.call(updateProfile, { body: { name: 'X' }, headers })).status).toBe(403);
});

test('errors for a program come in the language it asks for', async () => {
  const { secret } = await newKey({ name: 'Inglés', scopes: ['agents:read'] });
  const headers = { ...bearer(secret).headers, 'accept-language': 'en' };
  const refused = await openBrowser(app).call(listApiKeys, { headers });
  expect((refused.body as unknown as { detail: string }).detail).toMatch(/^Your role/);
});

test('the command line makes a key as the product itself', async () => {
  const made = await createApiKeyFromCli({ name: 'Desde consola', scopes: ['agents:read'] }, app.platform);
  expect((await openBrowser(app).call(listAgents, bearer(made.secret))).status).toBe(200);
  const { rows } = await sql`select actor, details from audit_log where subject_id = ${made.id}`.execute(
    app.platform.db,
  );
  expect(rows).toEqual([{ actor: { kind: 'system', id: null }, details: { scopes: ['agents:read'] } }]);
});

test.each([[['tickets:fly']], [[]]])('the command line refuses the scopes %j', async (scopes) => {
  await expect(createApiKeyFromCli({ name: 'Mala', scopes }, app.platform)).rejects.toMatchObject({
    code: 'api_keys.unknown_scope',
  });
});
