import { completeSetup, createAgent, getSession } from '@ventanilla/contracts/identity';
import {
  getBrand,
  getOwnOrganization,
  putLogo,
  removeLogo,
  updateOwnOrganization,
} from '@ventanilla/contracts/organization';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  adminBody,
  type Browser,
  createInstallation,
  emptyInstallation,
  openBrowser,
  signInAs,
} from '../../testing/browser.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { issueSetupToken } from '../identity/index.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let app: TestApp;
let admin: Browser;
beforeAll(async () => {
  ({ test: app, admin } = await createInstallation());
});
afterAll(() => app.close());

const change = async (body: object, version?: number) => {
  const seen = version ?? (await admin.call(getOwnOrganization)).body.version;
  return admin.call(updateOwnOrganization, { body, headers: { 'if-match': `"${seen}"` } });
};

test('begins with the name of the set-up and what holds for everybody', async () => {
  expect((await admin.call(getOwnOrganization)).body).toEqual({
    name: 'Colegio Horizonte',
    color: '#5046b8',
    logoUrl: null,
    language: 'es',
    timeZone: 'America/Mexico_City',
    addressForm: 'tu',
    currency: 'MXN',
    version: 1,
  });
});

test('each field changes by itself, and whoever is signed in sees it', async () => {
  const { version } = (await admin.call(getOwnOrganization)).body;
  const changed = await change({
    color: '#0B5C3B',
    addressForm: 'usted',
    timeZone: 'America/Bogota',
    currency: 'COP',
  });
  expect(changed.body).toMatchObject({
    name: 'Colegio Horizonte',
    color: '#0b5c3b',
    addressForm: 'usted',
    currency: 'COP',
    timeZone: 'America/Bogota',
    version: version + 1,
  });
  expect((await admin.call(getSession)).body).toMatchObject({
    organizationColor: '#0b5c3b',
    timeZone: 'America/Bogota',
  });
});

test.each([
  [{ color: '#777777' }, 400, 'organization.color_under_text'],
  [{ color: '#ffd400' }, 400, 'organization.color_on_paper'],
  [{ color: 'red' }, 400, 'http.invalid_request'],
  [{ color: '#fff' }, 400, 'http.invalid_request'],
  [{ timeZone: 'America/Atlantis' }, 400, 'http.invalid_request'],
  [{ currency: 'ABC' }, 400, 'http.invalid_request'],
  [{ addressForm: 'vos' }, 400, 'http.invalid_request'],
  [{ name: '  ' }, 400, 'http.invalid_request'],
])('%j is refused', async (body, status, code) => {
  const before = (await admin.call(getOwnOrganization)).body;
  const refused = await change(body);
  expect([refused.status, refused.code]).toEqual([status, code]);
  expect((await admin.call(getOwnOrganization)).body).toEqual(before);
});

test('a colour that cannot be read is told with the contrast it has', async () => {
  const { body } = await change({ color: '#777777' });
  const { detail, params } = body as unknown as { detail: string; params: object };
  expect(params).toEqual({ ratio: 4.47, min: 4.5 });
  expect(detail).toContain('4.47');
});

test('whoever saw an older version changes nothing; of two at once one wins', async () => {
  const { version } = (await admin.call(getOwnOrganization)).body;
  expect((await change({ name: 'Otro' }, version - 1)).code).toBe('organization.stale_version');
  const results = await Promise.all([change({ name: 'Uno' }, version), change({ name: 'Dos' }, version)]);
  expect(results.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  const missing = await admin.call(updateOwnOrganization, { body: { name: 'X' } });
  expect(missing.code).toBe('http.precondition_required');
});

test('an agent reads it and cannot change it', async () => {
  const carla = { email: 'carla@colegio.example', password: 'tres tristes tigres' };
  await admin.call(createAgent, { body: { ...carla, name: 'Carla', roleKey: 'agent' } });
  const { browser } = await signInAs(app, carla);
  expect((await browser.call(getOwnOrganization)).status).toBe(200);
  const headers = { 'if-match': '"1"' };
  expect((await browser.call(updateOwnOrganization, { body: {}, headers })).code).toBe('auth.forbidden');
  expect((await browser.call(putLogo, { body: png })).code).toBe('auth.forbidden');
});

test('the logo is seen by whoever has not signed in, and nothing in it runs', async () => {
  const { logoUrl } = (await admin.call(putLogo, { body: png })).body;
  expect((await openBrowser(app).call(getBrand)).body.logoUrl).toBe(logoUrl);
  const shown = await app.app.http.inject({ method: 'GET', url: logoUrl! });
  expect(shown.rawPayload.equals(png)).toBe(true);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  const svg = await admin.call(putLogo, { body: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  expect(svg.code).toBe('files.not_an_image');
  expect((await admin.call(removeLogo)).body.logoUrl).toBeNull();
  expect((await app.app.http.inject({ method: 'GET', url: logoUrl! })).statusCode).toBe(404);
});

test('changes are written in the audit log without their values', async () => {
  app.clock.advance(1000);
  await change({ name: 'Colegio del Sur' });
  const { rows } = await sql<{ details: object }>`
    select details from audit_log where action = 'organization.changed' order by at desc, id desc limit 1`.execute(
    app.platform.db,
  );
  expect(rows[0]?.details).toEqual({ fields: ['name'] });
});

test('the set-up takes the whole brand, and refuses a colour that cannot be read with the link still good', async () => {
  const made = await createInstallation();
  await emptyInstallation(made.test);
  const token = (await issueSetupToken(made.test.platform))!;
  const body = {
    ...adminBody,
    token,
    language: 'en' as const,
    timeZone: 'America/Santiago',
    addressForm: 'usted' as const,
  };
  const browser = openBrowser(made.test);
  const refused = await browser.call(completeSetup, { body: { ...body, color: '#ffff00' } });
  expect(refused.code).toBe('organization.color_on_paper');
  expect((await browser.call(getBrand)).body).toMatchObject({ name: '', logoUrl: null });
  expect((await browser.call(completeSetup, { body: { ...body, color: '#8a1538' } })).status).toBe(201);
  expect((await browser.call(getOwnOrganization)).body).toMatchObject({
    name: 'Colegio Horizonte',
    color: '#8a1538',
    language: 'en',
    timeZone: 'America/Santiago',
    addressForm: 'usted',
  });
  await made.test.close();
});
