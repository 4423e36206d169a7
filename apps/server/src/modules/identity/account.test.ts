import { endSession, getPhoto, listSessions, putPhoto, removePhoto } from '@ventanilla/contracts/account';
import { createAgent, getSession, listAgents, updateProfile } from '@ventanilla/contracts/identity';
import { imageBytesMax } from '@ventanilla/contracts/images';
import { defaultPreferences } from '@ventanilla/contracts/preferences';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cleanImage } from '../../platform/files/clean-image.rules.ts';
import { adminBody, type Browser, createInstallation, openBrowser, signInAs } from '../../testing/browser.ts';
import { jpegSample as jpeg, pngSample as png, webpSample as webp } from '../../testing/image-samples.ts';
import type { TestApp } from '../../testing/test-app.ts';

const { email, password } = adminBody;
const carla = { name: 'Carla Ruiz', email: 'carla@colegio.example', password: 'tres tristes tigres' };
let app: TestApp;
let admin: Browser;

beforeAll(async () => {
  ({ test: app, admin } = await createInstallation());
  await admin.call(createAgent, { body: { ...carla, roleKey: 'agent' } });
});
beforeEach(async () => {
  await sql`delete from rate_limits`.execute(app.platform.db);
  await sql`delete from auth.session`.execute(app.platform.db);
  admin = (await signInAs(app, { email, password })).browser;
});
afterAll(() => app.close());

describe('one’s sessions', () => {
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1';

  async function signInByPhone() {
    const response = await app.app.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'user-agent': phone },
      payload: { email, password },
      remoteAddress: '198.51.100.7',
    });
    return String(response.headers['set-cookie']).split(';')[0]!;
  }

  test('are listed with device, address and times, the last used first; nobody else’s are', async () => {
    await signInAs(app, carla);
    const opened = app.clock.now().toISOString();
    app.clock.advance(90 * 60_000);
    const cookie = await signInByPhone();
    app.clock.advance(60_000);
    await openBrowser(app).call(getSession, { headers: { cookie } });
    const { items } = (await admin.call(listSessions)).body;
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ current: true, openedAt: opened, isPhone: false });
    expect(items[0]?.lastSeenAt).toBe(app.clock.now().toISOString());
    expect(items[1]).toMatchObject({
      browser: 'Safari',
      system: 'iOS',
      isPhone: true,
      address: '198.51.100.7',
      current: false,
    });
  });

  test('one can be ended from another', async () => {
    const cookie = await signInByPhone();
    const { items } = (await admin.call(listSessions)).body;
    const sessionId = items.find(({ isPhone }) => isPhone)!.id;
    expect((await admin.call(endSession, { params: { sessionId } })).status).toBe(204);
    expect((await openBrowser(app).call(getSession, { headers: { cookie } })).status).toBe(401);
    expect((await admin.call(getSession)).status).toBe(200);
    expect((await admin.call(endSession, { params: { sessionId } })).code).toBe('sessions.not_found');
  });

  test('ending the present one signs out', async () => {
    const { items } = (await admin.call(listSessions)).body;
    await admin.call(endSession, { params: { sessionId: items[0]!.id } });
    expect(admin.lastSetCookie()).toMatch(/^ventanilla\.session_token=;/);
    expect((await admin.call(getSession)).status).toBe(401);
  });

  test('those of somebody else are not found', async () => {
    const { browser } = await signInAs(app, carla);
    const { items } = (await browser.call(listSessions)).body;
    const refused = await admin.call(endSession, { params: { sessionId: items[0]!.id } });
    expect([refused.status, refused.code]).toEqual([404, 'sessions.not_found']);
    expect((await browser.call(getSession)).status).toBe(200);
  });
});

describe('signature and preferences', () => {
  const patch = async (body: NonNullable<Parameters<typeof admin.call<typeof updateProfile>>[1]>['body']) => {
    const { version } = (await admin.call(getSession)).body.agent;
    return admin.call(updateProfile, { body, headers: { 'if-match': `"${version}"` } });
  };

  test('begin with what holds for everybody', async () => {
    const { signature, preferences } = (await openBrowserOf(carla)).body;
    expect({ signature, preferences }).toEqual({
      signature: '',
      preferences: defaultPreferences,
    });
  });

  const openBrowserOf = async (who: typeof carla) => (await signInAs(app, who)).browser.call(getSession);

  test('change one by one, and what is left out stays', async () => {
    await patch({ preferences: { theme: 'dark' } });
    const { body } = await patch({ signature: ' Lucía\nSoporte ', preferences: { sounds: false } });
    expect(body).toMatchObject({
      signature: 'Lucía\nSoporte',
      preferences: { ...defaultPreferences, theme: 'dark', sounds: false },
    });
    expect((await patch({ name: 'Lucía F.' })).body.preferences.theme).toBe('dark');
  });

  test('of nothing different is no change', async () => {
    await patch({ signature: 'Firma', preferences: { theme: 'light' } });
    const before = (await admin.call(getSession)).body.agent.version;
    const { body } = await patch({ signature: 'Firma', preferences: { theme: 'light' } });
    expect(body.agent.version).toBe(before);
  });

  test.each([
    [{ preferences: { theme: 'pink' } }],
    [{ preferences: { sounds: 'yes' } }],
    [{ signature: 'x'.repeat(1001) }],
  ])('%j is refused', async (body) => {
    expect((await patch(body as never)).code).toBe('http.invalid_request');
  });
});

describe('the photo', () => {
  const photoOf = async (browser: Browser) => {
    const url = (await browser.call(getSession)).body.agent.photoUrl!;
    return app.app.http.inject({ method: 'GET', url, headers: { cookie: browser.cookie() } });
  };

  test.each([
    ['image/png', png],
    ['image/jpeg', jpeg],
    ['image/webp', webp],
  ] as const)('%s is taken, and shown so that nothing in it runs', async (type, bytes) => {
    expect((await admin.call(putPhoto, { body: bytes })).status).toBe(200);
    const shown = await photoOf(admin);
    expect(shown.rawPayload.equals(cleanImage(bytes, type)!.bytes)).toBe(true);
    expect(shown.headers).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  test('its address changes with it, colleagues see it, and it can be taken away', async () => {
    const one = (await admin.call(putPhoto, { body: png })).body.agent;
    const two = (await admin.call(putPhoto, { body: jpeg })).body.agent;
    expect(two.photoUrl).not.toBe(one.photoUrl);
    const { browser } = await signInAs(app, carla);
    expect((await browser.call(getPhoto, { params: { agentId: two.id } })).status).toBe(200);
    const { items } = (await browser.call(listAgents)).body;
    expect(items.find(({ id }) => id === two.id)?.photoUrl).toBe(two.photoUrl);
    expect((await admin.call(removePhoto)).body.agent.photoUrl).toBeNull();
    const gone = await browser.call(getPhoto, { params: { agentId: two.id } });
    expect([gone.status, gone.code]).toEqual([404, 'photos.not_found']);
  });

  test.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'files.not_an_image'],
    ['a page', '<!doctype html><script>alert(1)</script>', 'files.not_an_image'],
    ['a GIF', 'GIF89a\x01\0\x01\0', 'files.not_an_image'],
    ['nothing', '', 'files.not_an_image'],
    ['half a picture', jpeg.subarray(0, 300).toString('latin1'), 'files.not_an_image'],
  ])('%s is refused, whatever it is called', async (_, text, code) => {
    const refused = await admin.call(putPhoto, { body: Buffer.from(text, 'latin1') });
    expect([refused.status, refused.code]).toEqual([400, code]);
  });

  test('beyond 5 MB it is refused', async () => {
    const large = Buffer.concat([png, Buffer.alloc(imageBytesMax)]);
    expect((await admin.call(putPhoto, { body: large })).code).toBe('http.too_large');
  });

  test('in use it is not cleared away with the files that nothing refers to', async () => {
    await admin.call(putPhoto, { body: png });
    const { rows } =
      await sql`select f.sha256 from files f join agents a on a.photo_sha256 = f.sha256`.execute(
        app.platform.db,
      );
    expect(rows).toHaveLength(1);
  });
});
