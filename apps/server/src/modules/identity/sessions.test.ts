import {
  createAgent,
  getSession,
  getSetup,
  listAgents,
  signIn,
  signOut,
  signOutEverywhere,
  updateProfile,
} from '@ventanilla/contracts/identity';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adminBody, type Browser, createInstallation, openBrowser, signInAs } from '../../testing/browser.ts';
import type { TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let admin: Browser;
const carla = { name: 'Carla Ruiz', email: 'carla@colegio.example', password: 'tres tristes tigres' };
const { email, password } = adminBody;

beforeAll(async () => {
  const made = await createInstallation({ VENTANILLA_TRUSTED_PROXIES: '10.0.0.1' });
  app = made.test;
  await made.admin.call(createAgent, { body: { ...carla, roleKey: 'agent' } });
});
beforeEach(async () => {
  await sql`delete from rate_limits`.execute(app.platform.db);
  await sql`update agents set active = true, language = 'es'`.execute(app.platform.db);
  admin = (await signInAs(app, { email, password })).browser;
});
afterAll(() => app.close());

const eventsSince = async (id: number) => {
  const { rows } = await sql<{ type: string; payload: unknown; actor: unknown }>`
    select type, payload, actor from events where id > ${id} order by id`.execute(app.platform.db);
  return rows;
};
const lastEvent = async () => {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from events`.execute(
    app.platform.db,
  );
  return rows[0]?.id ?? 0;
};

describe('signing in', () => {
  test('the right e-mail and password give who one is, whatever the case of the e-mail', async () => {
    const { result, browser } = await signInAs(app, { email: ' Lucia@Colegio.EXAMPLE ', password });
    expect(result.status).toBe(200);
    expect(result.body.agent.email).toBe('lucia@colegio.example');
    expect((await browser.call(getSession)).status).toBe(200);
  });

  test('the cookie is for this site alone, unread by scripts, and plain over http', () => {
    const cookie = admin.lastSetCookie();
    expect(cookie).toMatch(/^ventanilla\.session_token=[\w-]+\.k1\.[\w-]+;/);
    expect(cookie).toContain('Max-Age=2592000');
    expect(cookie).toContain('Path=/');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).not.toContain('Secure');
  });

  test('two browsers of one person have two sessions, and one may end without the other', async () => {
    const { browser: second } = await signInAs(app, { email, password });
    expect(second.cookie()).not.toBe(admin.cookie());
    expect((await second.call(signOut)).status).toBe(204);
    expect((await second.call(getSession)).status).toBe(401);
    expect((await admin.call(getSession)).status).toBe(200);
  });

  test('signing in over a session ends that one', async () => {
    const former = admin.cookie();
    await admin.call(signIn, { body: carla });
    expect((await admin.call(getSession)).body.agent.name).toBe('Carla Ruiz');
    expect((await openBrowser(app).call(getSession, { headers: { cookie: former } })).status).toBe(401);
  });

  test.each([
    ['a wrong password', { email, password: 'otra cosa distinta' }],
    ['an unknown e-mail', { email: 'nadie@colegio.example', password }],
    ['an e-mail that is none', { email: 'nadie', password }],
    ['an empty password', { email, password: '' }],
  ])('%s gets the same answer', async (_, body) => {
    const { result } = await signInAs(app, body);
    expect(result.headers['set-cookie']).toBeUndefined();
    const { requestId, ...problem } = result.body as unknown as Record<string, unknown>;
    expect(requestId).toEqual(expect.any(String));
    expect(problem).toEqual({
      type: 'urn:ventanilla:auth.bad_credentials',
      title: 'Unauthorized',
      status: 401,
      code: 'auth.bad_credentials',
      detail: 'El correo o la contraseña no coinciden.',
      params: {},
    });
  });

  test('the refusal is in the reader’s language', async () => {
    const result = await openBrowser(app).call(signIn, {
      body: { email, password: 'otra cosa distinta' },
      headers: { 'accept-language': 'en-GB,en;q=0.9' },
    });
    expect((result.body as unknown as { detail: string }).detail).toMatch(/e-?mail/i);
  });

  test('an unknown e-mail takes the time of a password, like a known one', async () => {
    // A hash heavy enough to outweigh the rest of the request: answering without one would take a tenth.
    const heavy = await createInstallation({ VENTANILLA_PASSWORD_MEMORY_KIB: '65536' });
    const took = async (body: { email: string; password: string }) => {
      const started = performance.now();
      expect((await signInAs(heavy.test, body)).result.status).toBe(401);
      return performance.now() - started;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let n = 0; n < 7; n++) {
      known.push(await took({ email, password: 'otra cosa distinta' }));
      unknown.push(await took({ email: `nadie${n}@colegio.example`, password }));
    }
    await heavy.test.close();
    // The quickest of each: the others tell what else the machine was doing.
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  test('a blocked agent gets the answer of a wrong password and no session', async () => {
    await sql`update agents set active = false where email = ${carla.email}`.execute(app.platform.db);
    const count = async () => (await sql`select 1 from auth.session`.execute(app.platform.db)).rows.length;
    const before = await count();
    const { result } = await signInAs(app, carla);
    expect([result.status, result.code]).toEqual([401, 'auth.bad_credentials']);
    expect(await count()).toBe(before);
  });

  test('success and failure are in the audit log by agent, without the e-mail', async () => {
    const { rows: before } = await sql<{ id: string }>`select id from audit_log`.execute(app.platform.db);
    await signInAs(app, carla);
    await signInAs(app, { ...carla, password: 'otra cosa distinta' });
    await signInAs(app, { email: 'nadie@colegio.example', password });
    const { rows } = await sql<{ action: string; subject_id: string | null; line: string }>`
      select action, subject_id, audit_log::text as line from audit_log
      where not (id = any(${before.map(({ id }) => id)}::uuid[]))`.execute(app.platform.db);
    const { rows: agents } = await sql<{
      id: string;
    }>`select id from agents where email = ${carla.email}`.execute(app.platform.db);
    const carlaId = agents[0]?.id;
    expect(rows.map(({ action, subject_id }) => `${action} ${subject_id}`).sort()).toEqual([
      `session.opened ${carlaId}`,
      `session.refused ${carlaId}`,
      'session.refused null',
    ]);
    for (const { line } of rows) expect(line).not.toMatch(/@|colegio|Carla/);
  });

  test('a sign-in from a page of somebody else is refused', async () => {
    const result = await openBrowser(app).call(signIn, {
      body: carla,
      headers: { origin: 'https://evil.example' },
    });
    expect([result.status, result.code]).toEqual([403, 'http.cross_origin']);
  });
});

describe('limits of guessing', () => {
  const guess = (headers: Record<string, string>, body = { email, password: 'otra cosa distinta' }) =>
    openBrowser(app).call(signIn, { body, headers });

  /** A wrong password from a client behind the trusted proxy. */
  const from = (client: string) =>
    app.app.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress: '10.0.0.1',
      headers: { 'x-forwarded-for': client },
      payload: { email, password: 'otra cosa distinta' },
    });

  test('the eleventh wrong password for one e-mail waits, even with the right one, until the window is over', async () => {
    for (let n = 0; n < 10; n++) expect((await guess({})).status).toBe(401);
    const limited = await guess({}, { email, password });
    expect([limited.status, limited.code]).toEqual([429, 'http.rate_limited']);
    expect(limited.headers['retry-after']).toBe('900');
    expect(limited.body).toMatchObject({
      params: { seconds: 900 },
      detail: expect.stringContaining('900 s'),
    });
    expect((await guess({}, carla)).status).toBe(200);
    app.clock.advance(15 * 60 * 1000);
    expect((await guess({}, { email, password })).status).toBe(200);
  });

  test('many guesses at once count as many', async () => {
    const results = await Promise.all(Array.from({ length: 16 }, () => guess({})));
    expect(results.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(results.filter(({ status }) => status === 429)).toHaveLength(6);
  });

  test('an unknown e-mail is limited like a known one', async () => {
    const body = { email: 'nadie@colegio.example', password };
    for (let n = 0; n < 10; n++) expect((await guess({}, body)).status).toBe(401);
    expect((await guess({}, body)).status).toBe(429);
  });

  test('a right password forgets the wrong ones before it', async () => {
    for (let n = 0; n < 9; n++) await guess({});
    expect((await guess({}, { email, password })).status).toBe(200);
    for (let n = 0; n < 10; n++) expect((await guess({})).status).toBe(401);
  });

  test('one address that tries many e-mails waits; sign-ins that succeed do not count', async () => {
    for (let n = 0; n < 100; n++) {
      if (n % 25 === 0) expect((await guess({}, { email, password })).status).toBe(200);
      expect((await guess({}, { email: `n${n}@colegio.example`, password })).status).toBe(401);
    }
    expect((await guess({}, { email, password })).status).toBe(429);
  });

  test('an address that no proxy of ours vouches for cannot escape with X-Forwarded-For', async () => {
    for (let n = 0; n < 10; n++)
      expect((await guess({ 'x-forwarded-for': `198.51.100.${n}` })).status).toBe(401);
    expect((await guess({ 'x-forwarded-for': '198.51.100.99' })).status).toBe(429);
  });

  test('behind a trusted proxy each client has limits of its own', async () => {
    for (let n = 0; n < 10; n++) expect((await from('198.51.100.7')).statusCode).toBe(401);
    expect((await from('198.51.100.7')).statusCode).toBe(429);
    expect((await from('198.51.100.8')).statusCode).toBe(401);
    expect((await from('203.0.113.9, 198.51.100.7')).statusCode).toBe(429);
  });

  test('one e-mail guessed at from many addresses waits as well, for all of them', async () => {
    for (let n = 0; n < 100; n++) expect((await from(`198.51.100.${n}`)).statusCode).toBe(401);
    expect((await from('203.0.113.9')).statusCode).toBe(429);
    app.clock.advance(15 * 60 * 1000);
    expect((await from('203.0.113.9')).statusCode).toBe(401);
  });

  test('the e-mail is not kept in clear', async () => {
    await guess({});
    const { rows } = await sql<{ key: string }>`select key from rate_limits`.execute(app.platform.db);
    expect(rows).toHaveLength(3);
    for (const { key } of rows) expect(key).not.toContain('lucia');
  });
});

describe('sessions', () => {
  test.each([
    ['none', {}],
    [
      'an invented one',
      { cookie: 'ventanilla.session_token=abcdefghijklmnopqrstuvwxyzabcdef.k1.AAAAAAAAAAAAAAAAAAAAAA' },
    ],
    ['an unsigned one', { cookie: 'ventanilla.session_token=abc' }],
  ])('without a good cookie (%s) nobody is signed in', async (_, headers) => {
    const result = await openBrowser(app).call(getSession, { headers });
    expect([result.status, result.code]).toEqual([401, 'auth.required']);
  });

  test('signing out ends the session at once, clears the cookie and tells streams', async () => {
    const from = await lastEvent();
    const cookie = admin.cookie();
    const me = (await admin.call(getSession)).body.agent;
    await admin.call(signOut);
    expect(admin.lastSetCookie()).toMatch(/^ventanilla\.session_token=;.*Expires=Thu, 01 Jan 1970/);
    expect((await openBrowser(app).call(getSession, { headers: { cookie } })).status).toBe(401);
    expect(await eventsSince(from)).toEqual([
      {
        type: 'agent.sessions_revoked',
        payload: { agentId: me.id, sessionId: expect.any(String) },
        actor: { kind: 'agent', id: me.id },
      },
    ]);
  });

  test('signing out everywhere ends every browser of that person and of nobody else', async () => {
    const others = [
      (await signInAs(app, { email, password })).browser,
      (await signInAs(app, carla)).browser,
    ] as const;
    const from = await lastEvent();
    const me = (await admin.call(getSession)).body.agent;
    expect((await admin.call(signOutEverywhere)).status).toBe(204);
    expect((await others[0].call(getSession)).status).toBe(401);
    expect((await others[1].call(getSession)).status).toBe(200);
    expect(await eventsSince(from)).toMatchObject([
      { type: 'agent.sessions_revoked', payload: { agentId: me.id, sessionId: null } },
    ]);
  });

  test('a session that another process ended is refused by the very next request', async () => {
    expect((await admin.call(listAgents)).status).toBe(200);
    await sql`delete from auth.session`.execute(app.platform.db);
    expect((await admin.call(listAgents)).status).toBe(401);
  });

  test('a session in use lasts; one left alone for 30 days ends', async () => {
    for (let days = 0; days < 60; days += 20) {
      app.clock.advance(20 * 24 * 60 * 60 * 1000);
      expect((await admin.call(getSession)).status).toBe(200);
      expect(admin.lastSetCookie()).toContain('Max-Age=2592000');
    }
    app.clock.advance(30 * 24 * 60 * 60 * 1000);
    expect((await admin.call(getSession)).status).toBe(401);
  });

  test('within an hour a session is not written again', async () => {
    const state = async () =>
      (await sql`select id, xmin from auth.session order by id`.execute(app.platform.db)).rows;
    const before = await state();
    app.clock.advance(59 * 60 * 1000);
    await admin.call(getSession);
    expect(await state()).toEqual(before);
  });

  test('sessions that ended are cleared away by later sign-ins', async () => {
    app.clock.advance(31 * 24 * 60 * 60 * 1000);
    await signInAs(app, carla);
    const { rows } = await sql`select 1 from auth.session`.execute(app.platform.db);
    expect(rows).toHaveLength(1);
  });

  test('finding out who asks takes one query', async () => {
    // The route itself asks once whether there are agents.
    expect(await countQueries(() => openBrowser(app).call(getSetup))).toBe(1);
    expect(await countQueries(() => admin.call(getSetup))).toBe(2);
  });
});

describe('one’s own profile', () => {
  const versionOf = async () => (await admin.call(getSession)).body.agent.version;

  test('name and language change, and errors come in the new language', async () => {
    const version = await versionOf();
    const changed = await admin.call(updateProfile, {
      body: { name: 'Lucía F.', language: 'en' },
      headers: { 'if-match': `"${version}"` },
    });
    expect(changed.body.agent).toMatchObject({ name: 'Lucía F.', language: 'en', version: version + 1 });
    const stale = await admin.call(updateProfile, {
      body: { name: 'X' },
      headers: { 'if-match': `"${version}"` },
    });
    expect([stale.status, stale.code]).toEqual([409, 'agents.stale_version']);
    expect((stale.body as unknown as { detail: string }).detail).toMatch(/^Someone|^Somebody/);
  });

  test('without the version seen it is refused', async () => {
    const refused = await admin.call(updateProfile, { body: { name: 'X' } });
    expect([refused.status, refused.code]).toEqual([428, 'http.precondition_required']);
  });

  test('a change of nothing is no change', async () => {
    const from = await lastEvent();
    const { agent } = (await admin.call(getSession)).body;
    const same = await admin.call(updateProfile, {
      body: { name: agent.name },
      headers: { 'if-match': `${agent.version}` },
    });
    expect(same.body.agent).toEqual(agent);
    expect(await eventsSince(from)).toEqual([]);
  });

  test('the event holds no name; old and new are kept where they can be erased', async () => {
    const from = await lastEvent();
    const { agent } = (await admin.call(getSession)).body;
    await admin.call(updateProfile, {
      body: { name: 'Otra Lucía' },
      headers: { 'if-match': `${agent.version}` },
    });
    expect(await eventsSince(from)).toMatchObject([
      { type: 'agent.changed', payload: { agentId: agent.id, roleKey: 'admin', active: true } },
    ]);
    const { rows } =
      await sql`select field, old_value, new_value from field_versions where event_id > ${from}`.execute(
        app.platform.db,
      );
    expect(rows).toEqual([{ field: 'name', old_value: agent.name, new_value: 'Otra Lucía' }]);
  });
});

/** Queries that the application's connections sent while `fn` ran. */
async function countQueries(fn: () => Promise<unknown>): Promise<number> {
  const { pool } = app.platform.database;
  let count = 0;
  const client = await pool.connect();
  const original = Object.getPrototypeOf(client).query as (...args: unknown[]) => unknown;
  Object.getPrototypeOf(client).query = function query(this: unknown, ...args: unknown[]) {
    count += 1;
    return original.apply(this, args);
  };
  client.release();
  try {
    await fn();
  } finally {
    Object.getPrototypeOf(client).query = original;
  }
  return count;
}
