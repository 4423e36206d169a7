import { changePassword, requestPasswordReset, resetPassword } from '@ventanilla/contracts/account';
import { createAgent, getSession } from '@ventanilla/contracts/identity';
import { inviteAgent } from '@ventanilla/contracts/invitations';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, createInstallation, openBrowser, signInAs } from '../../testing/browser.ts';
import { everythingStored, mailsTo } from '../../testing/stored-secrets.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { createPasswordAuth } from './index.ts';

const email = 'carla@colegio.example';
const first = 'tres tristes tigres';
const second = 'comían trigo en un trigal';
const minute = 60_000;
let app: TestApp;
let admin: Browser;

beforeAll(async () => {
  ({ test: app, admin } = await createInstallation({ VENTANILLA_PORT: '3000' }));
  await admin.call(createAgent, { body: { name: 'Carla Ruiz', email, password: first, roleKey: 'agent' } });
});
beforeEach(async () => {
  const { db, clock, ids, keyring } = app.platform;
  for (const table of ['rate_limits', 'password_resets', 'system_mails']) {
    await sql`delete from ${sql.table(table)}`.execute(db);
  }
  const auth = createPasswordAuth({ clock, ids, keyring, config: { passwordMemoryKib: 1024 } });
  const { id } = await db
    .updateTable('agents')
    .set({ active: true })
    .where('email', '=', email)
    .returning('id')
    .executeTakeFirstOrThrow();
  await auth.setPassword({ userId: id, password: first }, db);
});
afterAll(() => app.close());

const ask = (address: string, headers: Record<string, string> = {}) =>
  openBrowser(app).call(requestPasswordReset, { body: { email: address }, headers });
const use = (token: string, password = second) =>
  openBrowser(app).call(resetPassword, { body: { token, password } });
const canSignIn = async (password: string) =>
  (await signInAs(app, { email, password })).result.status === 200;
const askedToken = async () => {
  await ask(email);
  return (await mailsTo(email, app))[0]!.token;
};

describe('changing one’s own password', () => {
  const change = (browser: Browser, currentPassword: string, newPassword = second) =>
    browser.call(changePassword, { body: { currentPassword, newPassword } });

  test('the new one holds, this session stays, the others end and a mail tells of it', async () => {
    const { browser } = await signInAs(app, { email, password: first });
    const { browser: other } = await signInAs(app, { email, password: first });
    expect((await change(browser, first)).status).toBe(204);
    expect((await browser.call(getSession)).status).toBe(200);
    expect((await other.call(getSession)).status).toBe(401);
    expect([await canSignIn(first), await canSignIn(second)]).toEqual([false, true]);
    expect((await mailsTo(email, app)).map(({ kind }) => kind)).toEqual(['password_changed']);
  });

  test('without the present one nothing changes, and guessing at it is limited', async () => {
    const { browser } = await signInAs(app, { email, password: first });
    for (let n = 0; n < 10; n++) {
      const refused = await change(browser, 'no es esta clave');
      expect([refused.status, refused.code]).toEqual([400, 'auth.wrong_password']);
    }
    expect((await change(browser, first)).code).toBe('http.rate_limited');
    expect(await canSignIn(first)).toBe(true);
  });

  test('a password that anybody guesses is refused', async () => {
    const { browser } = await signInAs(app, { email, password: first });
    expect((await change(browser, first, 'contraseña123')).code).toBe('auth.weak_password');
    expect((await change(browser, first, email)).code).toBe('auth.weak_password');
  });

  test('links to a new password that were mailed before end', async () => {
    const token = await askedToken();
    const { browser } = await signInAs(app, { email, password: first });
    await change(browser, first);
    expect((await use(token)).code).toBe('auth.reset_link_invalid');
  });
});

describe('asking for a new password', () => {
  test('known, unknown and blocked addresses get the same answer, and only the known one a mail', async () => {
    await sql`update agents set active = false where email = ${email}`.execute(app.platform.db);
    const blocked = await ask(email);
    await sql`update agents set active = true where email = ${email}`.execute(app.platform.db);
    const answers = [blocked, await ask(email), await ask('nadie@colegio.example'), await ask('esto no es')];
    const shown = answers.map(({ status, body, headers }) => {
      const { date: _, ...same } = headers;
      return { status, body, headers: same };
    });
    for (const answer of shown) expect(answer).toEqual(shown[0]);
    expect(shown[0]).toMatchObject({ status: 202, body: { accepted: true } });
    const { rows } = await sql`select to_address, kind from system_mails`.execute(app.platform.db);
    expect(rows).toEqual([{ to_address: email, kind: 'password_reset' }]);
  });

  test('no answer comes before the same least time', async () => {
    for (const address of [email, 'nadie@colegio.example']) {
      const start = performance.now();
      await ask(address);
      expect(performance.now() - start).toBeGreaterThan(245);
    }
  });

  test.each([
    ['host', { host: 'evil.example' }],
    ['x-forwarded-host', { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }],
  ])('a forged %s does not reach the link', async (_, headers) => {
    await ask(email, headers);
    const [mail] = await mailsTo(email, app);
    expect(mail!.link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/reset-password#token=[\w-]{43}$/);
    expect(mail!.html + mail!.text).not.toContain('evil');
  });

  test('with a public address set the link leads there, whatever the request says', async () => {
    const made = await createInstallation({ VENTANILLA_URL: 'https://ayuda.example/' });
    const body = { email: 'lucia@colegio.example' };
    const headers = { host: 'evil.example' };
    await openBrowser(made.test).call(requestPasswordReset, { body, headers });
    const [mail] = await mailsTo(body.email, made.test);
    const invited = { name: 'Iván Paz', email: 'ivan@colegio.example', roleKey: 'agent' as const };
    const forged = { ...headers, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    await made.admin.call(inviteAgent, { body: invited, headers: forged });
    const [invitation] = await mailsTo(invited.email, made.test);
    await made.test.close();
    expect(mail!.link).toMatch(/^https:\/\/ayuda\.example\/reset-password#token=/);
    expect(invitation!.link).toMatch(/^https:\/\/ayuda\.example\/accept-invitation#token=/);
    expect(invitation!.html + invitation!.text).not.toContain('evil');
  });

  test('one address gets three mails in a quarter of an hour, and the answer does not tell', async () => {
    for (let n = 0; n < 5; n++) expect((await ask(email)).status).toBe(202);
    expect(await mailsTo(email, app)).toHaveLength(3);
    app.clock.advance(15 * minute);
    await ask(email);
    expect(await mailsTo(email, app)).toHaveLength(4);
  });

  test('one client asks thirty times, for whatever addresses', async () => {
    const answers = await Promise.all(Array.from({ length: 31 }, (_, n) => ask(`nadie${n}@colegio.example`)));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(30);
  });
});

describe('the link of the mail', () => {
  test('sets the password once and ends every session', async () => {
    const { browser } = await signInAs(app, { email, password: first });
    const token = await askedToken();
    expect((await use(token)).status).toBe(204);
    expect((await browser.call(getSession)).status).toBe(401);
    expect([await canSignIn(first), await canSignIn(second)]).toEqual([false, true]);
    const again = await use(token, 'otra frase distinta');
    expect([again.status, again.code]).toEqual([403, 'auth.reset_link_invalid']);
    expect(await canSignIn(second)).toBe(true);
  });

  test('ends after an hour', async () => {
    const token = await askedToken();
    app.clock.advance(60 * minute);
    expect((await use(token)).code).toBe('auth.reset_link_invalid');
    const later = await askedToken();
    app.clock.advance(60 * minute - 1);
    expect((await use(later)).status).toBe(204);
  });

  test('of eight uses at once exactly one wins', async () => {
    const token = await askedToken();
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) => use(token, `una frase larga ${n}`)),
    );
    expect(results.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(results.filter(({ code }) => code === 'auth.reset_link_invalid')).toHaveLength(7);
  });

  test('using one ends the others of that person', async () => {
    const [one, two] = [await askedToken(), await askedToken()];
    expect((await use(two)).status).toBe(204);
    expect((await use(one)).code).toBe('auth.reset_link_invalid');
  });

  test('a refused password leaves it good', async () => {
    const token = await askedToken();
    expect((await use(token, 'contraseña123')).code).toBe('auth.weak_password');
    expect((await use(token)).status).toBe(204);
  });

  test('does nothing for somebody who was blocked meanwhile', async () => {
    const token = await askedToken();
    await sql`update agents set active = false where email = ${email}`.execute(app.platform.db);
    expect((await use(token)).code).toBe('auth.reset_link_invalid');
  });

  test('is nowhere in the database in clear, nor are the passwords', async () => {
    const token = await askedToken();
    expect(await everythingStored(app)).not.toContain(token);
    await use(token);
    const stored = await everythingStored(app);
    for (const secret of [token, first, second]) expect(stored).not.toContain(secret);
  });

  test('what was invented is refused, and so limited per client', async () => {
    for (let n = 0; n < 60; n++) expect((await use('inventado')).code).toBe('auth.reset_link_invalid');
    expect((await use('inventado')).code).toBe('http.rate_limited');
  });
});
