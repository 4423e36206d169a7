import {
  createAgent,
  createApiKey,
  listAgents,
  listApiKeys,
  updateAgent,
} from '@ventanilla/contracts/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, createInstallation, openBrowser, signInAs } from '../../testing/browser.ts';
import type { TestApp } from '../../testing/test-app.ts';

const second = { name: 'Marta Soto', email: 'marta@colegio.example', password: 'compas y regla 2026' };
let app: TestApp;
let admin: Browser;
let martaId: string;
let secret: string;
let childSecret: string;

beforeAll(async () => {
  const made = await createInstallation();
  app = made.test;
  admin = made.admin;
  martaId = (await admin.call(createAgent, { body: { ...second, roleKey: 'admin' } })).body.id;
  const { browser } = await signInAs(app, second);
  const body = { name: 'De Marta', scopes: ['agents:read' as const, 'api_keys:manage' as const] };
  secret = (await browser.call(createApiKey, { body })).body.secret;
  const child = { name: 'Hija', scopes: ['agents:read' as const] };
  childSecret = (await openBrowser(app).call(createApiKey, { body: child, ...bearer(secret) })).body.secret;
});
afterAll(() => app.close());

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const use = async (key: string) => (await openBrowser(app).call(listAgents, bearer(key))).status;
const states = async () =>
  Object.fromEntries(
    (await admin.call(listApiKeys)).body.items.map(({ name, state, createdBy }) => [
      name,
      [state, createdBy],
    ]),
  );
let version = 1;
const change = async (body: { roleKey?: 'admin' | 'agent'; active?: boolean }) => {
  const params = { agentId: martaId };
  const headers = { 'if-match': `"${version}"` };
  const changed = await admin.call(updateAgent, { params, headers, body });
  expect(changed.status).toBe(200);
  version = changed.body.version;
};

test('a key, and a key made with it, say whose they are', async () => {
  expect(await states()).toEqual({
    'De Marta': ['working', second.name],
    Hija: ['working', second.name],
  });
  expect([await use(secret), await use(childSecret)]).toEqual([200, 200]);
});

test('a key loses what its maker’s role loses, and has it back with the role', async () => {
  await change({ roleKey: 'agent' });
  expect(await states()).toMatchObject({
    'De Marta': ['limited', second.name],
    Hija: ['working', second.name],
  });
  expect(await use(secret)).toBe(200);
  const refused = await openBrowser(app).call(listApiKeys, bearer(secret));
  expect([refused.status, refused.code]).toEqual([403, 'auth.forbidden']);
  await change({ roleKey: 'admin' });
  expect((await openBrowser(app).call(listApiKeys, bearer(secret))).status).toBe(200);
});

test('blocking its maker stops a key at once, and those made with it', async () => {
  await change({ active: false });
  expect([await use(secret), await use(childSecret)]).toEqual([401, 401]);
  expect(await states()).toMatchObject({
    'De Marta': ['stopped', second.name],
    Hija: ['stopped', second.name],
  });
  await change({ active: true });
  expect([await use(secret), await use(childSecret)]).toEqual([200, 200]);
});
