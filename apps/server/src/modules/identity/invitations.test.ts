import {
  createAgent,
  createApiKey,
  getSession,
  listAgents,
  updateAgent,
} from '@ventanilla/contracts/identity';
import {
  acceptInvitation,
  inviteAgent,
  listInvitations,
  openInvitation,
  resendInvitation,
  revokeInvitation,
} from '@ventanilla/contracts/invitations';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, createInstallation, openBrowser, signInAs } from '../../testing/browser.ts';
import { everythingStored, mailsTo } from '../../testing/stored-secrets.ts';
import type { TestApp } from '../../testing/test-app.ts';

const day = 24 * 60 * 60 * 1000;
const password = 'tres tristes tigres';
let app: TestApp;
let admin: Browser;
let email = '';
let count = 0;

beforeAll(async () => {
  ({ test: app, admin } = await createInstallation());
});
beforeEach(async () => {
  await sql`delete from rate_limits`.execute(app.platform.db);
  count += 1;
  email = `bruno${count}@colegio.example`;
});
afterAll(() => app.close());

const invite = (over: object = {}) =>
  admin.call(inviteAgent, { body: { name: 'Bruno Díaz', email, roleKey: 'agent', language: 'es', ...over } });
const newest = async () => (await mailsTo(email, app))[0]!;
const accept = (token: string, over: object = {}) => {
  const browser = openBrowser(app);
  return browser
    .call(acceptInvitation, { body: { token, password, ...over } })
    .then((result) => ({ ...result, browser }));
};

describe('an invitation', () => {
  test('goes out by mail, shows whom it is for, and its acceptance signs in with the role given', async () => {
    const sent = await invite({ email: email.toUpperCase(), roleKey: 'supervisor' });
    expect(sent).toMatchObject({
      status: 201,
      body: { email, roleKey: 'supervisor', expired: false, invitedBy: { name: 'Lucía Ferrer' } },
    });
    const mail = await newest();
    expect(mail.kind).toBe('invitation');
    expect(mail.subject).toBe('Lucía Ferrer te invita a la mesa de ayuda de Colegio Horizonte');
    expect(mail.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/accept-invitation#token=[\w-]{43}$/);
    const opened = await openBrowser(app).call(openInvitation, { body: { token: mail.token } });
    expect(opened.body).toEqual({
      name: 'Bruno Díaz',
      email,
      organizationName: 'Colegio Horizonte',
      language: 'es',
    });
    const { status, body, browser } = await accept(mail.token, { name: 'Bruno D.' });
    expect([status, body.agent.name, body.agent.roleKey]).toEqual([201, 'Bruno D.', 'supervisor']);
    expect((await browser.call(getSession)).status).toBe(200);
    expect((await signInAs(app, { email, password })).result.status).toBe(200);
    const { items } = (await admin.call(listInvitations)).body;
    expect(items.some((item) => item.email === email)).toBe(false);
  });

  test('is written in the language of whoever is invited', async () => {
    await invite({ language: 'en' });
    expect((await newest()).subject).toBe('Lucía Ferrer invites you to the help desk of Colegio Horizonte');
  });

  test('is good once', async () => {
    await invite();
    const { token } = await newest();
    await accept(token);
    const again = await accept(token);
    expect([again.status, again.code]).toEqual([403, 'invitations.link_invalid']);
    expect((await openBrowser(app).call(openInvitation, { body: { token } })).code).toBe(
      'invitations.link_invalid',
    );
  });

  test('of eight acceptances at once exactly one wins and one agent is made', async () => {
    await invite();
    const { token } = await newest();
    const results = await Promise.all(Array.from({ length: 8 }, () => accept(token)));
    expect(results.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(results.filter(({ code }) => code === 'invitations.link_invalid')).toHaveLength(7);
    const { items } = (await admin.call(listAgents)).body;
    expect(items.filter((agent) => agent.email === email)).toHaveLength(1);
  });

  test('ends after seven days, stays on the list as expired, and can be sent again', async () => {
    const { body } = await invite();
    const { token } = await newest();
    app.clock.advance(7 * day);
    admin = (await signInAs(app, { email: 'lucia@colegio.example', password: 'pizarra y tiza 2026' }))
      .browser;
    expect((await accept(token)).code).toBe('invitations.link_invalid');
    const { items } = (await admin.call(listInvitations)).body;
    expect(items.find(({ id }) => id === body.id)).toMatchObject({ expired: true });
    const again = await admin.call(resendInvitation, { params: { invitationId: body.id } });
    expect(again.body).toMatchObject({ id: body.id, expired: false });
    expect((await accept((await newest()).token)).status).toBe(201);
  });

  test('sent again ends the former link', async () => {
    const { body } = await invite();
    const { token: former } = await newest();
    app.clock.advance(1000);
    await admin.call(resendInvitation, { params: { invitationId: body.id } });
    expect((await accept(former)).code).toBe('invitations.link_invalid');
    expect((await accept((await newest()).token)).status).toBe(201);
  });

  test('taken back ends at once, and the address can be invited anew', async () => {
    const { body } = await invite();
    const { token } = await newest();
    expect((await admin.call(revokeInvitation, { params: { invitationId: body.id } })).status).toBe(204);
    expect((await accept(token)).code).toBe('invitations.link_invalid');
    for (const contract of [resendInvitation, revokeInvitation]) {
      const gone = await admin.call(contract, { params: { invitationId: body.id } });
      expect([gone.status, gone.code]).toEqual([404, 'invitations.not_found']);
    }
    expect((await invite()).status).toBe(201);
  });

  test('for an address that waits already or is an agent’s is refused', async () => {
    await invite();
    expect((await invite()).code).toBe('invitations.pending');
    expect((await invite({ email: 'lucia@colegio.example' })).code).toBe('agents.email_taken');
  });

  test('of two for one address at once one goes out', async () => {
    const results = await Promise.all([invite(), invite(), invite()]);
    expect(results.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
    expect(await mailsTo(email, app)).toHaveLength(1);
  });

  test('whose address became an agent meanwhile says so', async () => {
    await invite();
    const { token } = await newest();
    await admin.call(createAgent, { body: { name: 'Bruno', email, password, roleKey: 'agent' } });
    expect((await accept(token)).code).toBe('agents.email_taken');
  });

  test('a refused password leaves it good', async () => {
    await invite();
    const { token } = await newest();
    expect((await accept(token, { password: email })).code).toBe('auth.weak_password');
    expect((await accept(token)).status).toBe(201);
  });

  test('its secret is nowhere in the database in clear', async () => {
    await invite();
    const { token } = await newest();
    expect(await everythingStored(app)).not.toContain(token);
    await accept(token);
    const stored = await everythingStored(app);
    for (const secret of [token, password]) expect(stored).not.toContain(secret);
  });

  test('a name with markup or a line break does no harm to the mail', async () => {
    await invite({ name: 'Bruno\r\nBcc: x@evil.example <b>Díaz</b>' });
    const mail = await newest();
    expect(mail.html).not.toContain('<b>');
    expect(mail.html).toMatch(/&(?:lt|#60);b&(?:gt|#62);/);
    const { rows } = await sql<{ to_name: string }>`
      select to_name from system_mails where to_address = ${email}`.execute(app.platform.db);
    expect(rows[0]?.to_name).not.toMatch(/[\r\n]/);
  });
});

test('a key that manages agents cannot invite an administrator, nor read the mails with the links', async () => {
  const { body } = await admin.call(createApiKey, { body: { name: 'Altas', scopes: ['agents:manage'] } });
  const headers = { authorization: `Bearer ${body.secret}` };
  const call = (roleKey: 'admin' | 'agent') =>
    app.call(inviteAgent, { body: { name: 'X', email, roleKey }, headers });
  expect((await call('admin')).code).toBe('auth.forbidden');
  const mails = await app.app.http.inject({ method: 'GET', url: '/api/v1/system-mails', headers });
  expect(mails.statusCode).toBe(403);
});

test('an invited agent who is then blocked cannot come in', async () => {
  await invite();
  const { body, browser } = await accept((await newest()).token);
  await admin.call(updateAgent, {
    params: { agentId: body.agent.id },
    body: { active: false },
    headers: { 'if-match': `"${body.agent.version}"` },
  });
  expect((await browser.call(getSession)).status).toBe(401);
});
