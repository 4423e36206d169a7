import { createHash } from 'node:crypto';
import { disconnectMailbox, listMailboxes, testMailbox } from '@ventanilla/contracts/channels';
import {
  beginMailConsent,
  completeMailConsent,
  listMailOAuth,
  setMailOAuthClient,
} from '@ventanilla/contracts/mail-oauth';
import { replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  eventually,
  makeMail,
  type SmtpSink,
  seedMailbox,
  startSmtpSink,
} from '../../../../../testing/mail.ts';
import { type FakeProvider, startOAuthProvider } from '../../../../../testing/oauth-provider.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../../testing/test-app.ts';
import { startXOAuth2Imap, type XOAuth2Imap } from '../../../../../testing/xoauth2-imap.ts';
import { createMailTokens, type MailTokens } from './mail-tokens.ts';
import { createOAuthProviders } from './providers.ts';

const address = 'ventas@escuela.example';
let provider: FakeProvider;
let imap: XOAuth2Imap;
let smtp: SmtpSink;
let app: TestApp;
let admin: string;
let other: string;

const places = () => ({
  oauth: provider.url,
  imap: `imap://127.0.0.1:${imap.port}`,
  smtp: `smtp://127.0.0.1:${smtp.server.port}`,
});

beforeEach(async () => {
  provider = await startOAuthProvider(address);
  imap = await startXOAuth2Imap(provider.takes);
  smtp = await startSmtpSink({ takes: provider.takes });
  const setting = Object.entries(places())
    .map(([name, url]) => `${name}=${url}`)
    .join(',');
  app = await createTestApp({
    env: {
      VENTANILLA_MAIL_PARSERS: '1',
      VENTANILLA_MAILBOX_POLL_SECONDS: '1',
      VENTANILLA_GOOGLE_MAIL: setting,
      VENTANILLA_MICROSOFT_MAIL: setting,
      VENTANILLA_URL: 'https://ayuda.escuela.example',
    },
  });
  await seedMailbox(app);
  [admin, other] = (await seedAgents(app, [
    { name: 'Rosa Gil', roleKey: 'admin' },
    { name: 'Luz Mar', roleKey: 'admin' },
  ])) as [string, string];
});
afterEach(async () => {
  await app.close();
  await imap.close();
  await smtp.close();
  await provider.close();
});

const register = (key: 'google' | 'microsoft' = 'google') =>
  app.call(setMailOAuthClient, {
    as: admin,
    params: { provider: key },
    body: { ...provider.client, tenant: key === 'microsoft' ? 'escuela.example' : null },
  });
const begin = (body: object = { name: 'Ventas', address }, key: 'google' | 'microsoft' = 'google') =>
  app.call(beginMailConsent, { as: admin, params: { provider: key }, body: body as never });
const complete = (back: { state: string; code: string }, as = admin) =>
  app.call(completeMailConsent, {
    as,
    body: { state: back.state, code: back.code },
    // As the desk sends it with everything that changes something.
    headers: { 'idempotency-key': back.state },
  });
const mailbox = async () =>
  (await app.call(listMailboxes, { as: admin })).body.items.find((each) => each.address === address)!;
const subjects = async () =>
  (
    await sql<{ subject: string }>`select subject from tickets order by number`.execute(app.platform.db)
  ).rows.map(({ subject }) => subject);

/** From then on what comes is new. */
const isRead = () => eventually('the mailbox is read', async () => (await mailbox()).lastFetchedAt);

async function connect(body?: object, key: 'google' | 'microsoft' = 'google') {
  await register(key);
  const { url } = (await begin(body, key)).body;
  const done = await complete(provider.agree(url));
  expect(done.code).toBeNull();
  return done.body.mailboxId;
}

function tokensOf({ platform }: TestApp): MailTokens {
  const providers = createOAuthProviders({ googleMail: places(), microsoftMail: places() });
  return createMailTokens({ platform, providers });
}

test('a consent connects the mailbox: mail is fetched and sent with XOAUTH2, exactly as the providers want it', async () => {
  await app.start();
  await connect();
  const { params, path } = provider.asked[0]!;
  expect(path).toBe('/o/oauth2/v2/auth');
  expect(params).toMatchObject({
    redirect_uri: 'https://ayuda.escuela.example/settings/mailboxes',
    response_type: 'code',
    code_challenge_method: 'S256',
    login_hint: address,
    access_type: 'offline',
  });
  expect(params['scope']).toContain('https://mail.google.com/');
  const { code_verifier: verifier } = provider.exchanges[0]!;
  expect(params['code_challenge']).toBe(createHash('sha256').update(verifier!).digest('base64url'));

  await isRead();
  imap.deliver(makeMail({ to: address, subject: 'Llegó por consentimiento' }));
  await eventually('the ticket', async () => (await subjects()).includes('Llegó por consentimiento'));
  expect(imap.said[0]?.replaceAll(String.fromCharCode(1), '|')).toMatch(
    /^user=ventas@escuela\.example\|auth=Bearer acceso-[0-9a-f-]+\|\|$/,
  );
  const { rows } = await sql<{ id: string }>`select id from tickets`.execute(app.platform.db);
  await app.call(replyToTicket, { as: admin, params: { ticketId: rows[0]!.id }, body: { text: 'Va' } });
  const sent = await eventually('the answer', () => smtp.mails[0]);
  expect(sent.from).toBe(address);
  expect(await mailbox()).toMatchObject({
    state: 'active',
    imap: { access: 'google', hasPassword: false },
    consent: { provider: 'google', account: address, withdrawn: false },
  });
});

test('a state serves once, for ten minutes, and only whoever began', async () => {
  await register();
  const ofOther = provider.agree((await begin()).body.url);
  expect((await complete(ofOther, other)).code).toBe('mail_oauth.state_unknown');
  const late = provider.agree((await begin()).body.url);
  app.clock.advance(10 * 60_000 + 1);
  expect((await complete(late)).code).toBe('mail_oauth.state_unknown');
  const good = provider.agree((await begin()).body.url);
  expect((await complete(good)).code).toBeNull();
  expect((await complete(good)).code).toBe('mail_oauth.state_unknown');
  expect((await begin()).code).toBe('mailboxes.address_taken');
});

test('what the provider says against it is told, and nothing is connected', async () => {
  expect((await begin()).code).toBe('mail_oauth.no_client');
  await register();
  const forged = new URL((await begin()).body.url);
  forged.searchParams.set('code_challenge', 'otro');
  const refused = await complete(provider.agree(forged.href));
  expect(refused.code).toBe('mail_oauth.refused');
  provider.behave({ withRefreshToken: false });
  expect((await complete(provider.agree((await begin()).body.url))).code).toBe(
    'mail_oauth.no_lasting_access',
  );
  provider.behave({ brokenStatus: 502 });
  expect((await complete(provider.agree((await begin()).body.url))).code).toBe('mail_oauth.unreachable');
  expect(await mailbox()).toBeUndefined();
});

test('five minutes before its end a token is renewed, once, although four processes ask at the same time', async () => {
  const channelAccountId = await connect(undefined, 'microsoft');
  expect(provider.asked[0]!.path).toBe('/escuela.example/oauth2/v2.0/authorize');
  provider.behave({ delayMs: 300, rotates: true });
  const beside = await Promise.all([1, 2, 3].map(() => createTestApp({ beside: app })));
  const processes = [app, ...beside].map(tokensOf);
  const ask = (input: object = {}) =>
    Promise.all(
      processes.map((each) => each.accessToken({ channelAccountId, provider: 'microsoft', ...input })),
    );
  const renewals = () => provider.exchanges.filter((form) => form['grant_type'] === 'refresh_token').length;

  app.clock.advance(54 * 60_000);
  const early = await ask();
  expect([new Set(early).size, renewals()]).toEqual([1, 0]);
  app.clock.advance(60_000);
  const renewed = await ask();
  expect([new Set(renewed).size, renewals()]).toEqual([1, 1]);
  expect(renewed[0]).not.toBe(early[0]);
  const afterRefusal = await ask({ refused: renewed[0] });
  expect([new Set(afterRefusal).size, renewals()]).toEqual([1, 2]);
  for (const each of beside) await each.close();
});

test('a consent withdrawn stops the mailbox with words, loses nothing, and a new one goes on', async () => {
  const channelAccountId = await connect();
  await app.start();
  await isRead();
  imap.deliver(makeMail({ to: address, subject: 'Antes' }));
  await eventually('the ticket', async () => (await subjects()).includes('Antes'));

  provider.withdraw();
  app.clock.advance(56 * 60_000);
  imap.drop();
  const failing = await eventually('the mailbox fails', async () => {
    const found = await mailbox();
    return found.state === 'failing' ? found : null;
  });
  expect(failing.lastError).toBe('Google retiró el permiso: vuelve a conectar.');
  expect([failing.lastErrorCode, failing.consent?.withdrawn]).toEqual(['mailboxes.consent_withdrawn', true]);
  const { rows } = await sql<{ id: string }>`select id from tickets`.execute(app.platform.db);
  await app.call(replyToTicket, { as: admin, params: { ticketId: rows[0]!.id }, body: { text: 'Espera' } });
  imap.deliver(makeMail({ to: address, subject: 'Mientras tanto' }));
  const questions = provider.exchanges.length;
  const waiting = await eventually('the answer waits', async () => {
    const found = await sql<{ state: string; server_said: string | null }>`
      select state, server_said from outbound_messages where server_said is not null`.execute(
      app.platform.db,
    );
    return found.rows[0];
  });
  expect(waiting).toEqual({ state: 'queued', server_said: expect.stringContaining('Google') });
  expect(provider.exchanges.length).toBe(questions);

  const again = provider.agree((await begin({ mailboxId: channelAccountId })).body.url);
  expect((await complete(again)).body.mailboxId).toBe(channelAccountId);
  await eventually('what came meanwhile', async () => (await subjects()).includes('Mientras tanto'), 15_000);
  await eventually('the answer leaves', () => smtp.mails.length === 1);
  expect((await mailbox()).state).toBe('active');
});

test('a token that ends before its time is renewed, and the challenge of a refusal gets an empty line', async () => {
  const mailboxId = await connect();
  provider.endAccess();
  await app.start();
  await isRead();
  expect(imap.afterChallenge).toEqual(['']);
  const server = {
    host: 'ajena.example',
    port: 1,
    security: 'none' as const,
    user: address,
    access: 'google' as const,
  };
  const { body } = await app.call(testMailbox, {
    as: admin,
    body: { mailboxId, imap: server, smtp: server, address, sendTest: true },
  });
  expect([body.imap?.ok, body.smtp?.ok]).toEqual([true, true]);
  expect(body.smtp?.steps.at(-1)).toMatchObject({ key: 'send', state: 'ok' });
});

test('no secret of a consent is in a table, an answer or the log; a disconnected mailbox keeps none', async () => {
  const mailboxId = await connect();
  await begin({ mailboxId });
  const { body: shown } = await app.call(listMailOAuth, { as: admin });
  const secrets = [
    provider.client.clientSecret,
    ...provider.exchanges.flatMap((form) => [form['code'], form['code_verifier']]),
    (await tokensOf(app).accessToken({ channelAccountId: mailboxId, provider: 'google' })).slice(0, 20),
    'renueva-',
  ].filter((secret) => secret !== undefined);
  const all = [await dump(), JSON.stringify([shown, await mailbox()])].join('\n');
  expect(all).toContain('mail_oauth.client_set');
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);

  const { version } = await mailbox();
  const headers = { 'if-match': `"${version}"` };
  const gone = await app.call(disconnectMailbox, { as: admin, params: { mailboxId }, headers });
  expect(gone.status).toBe(204);
  expect(await mailbox()).toBeUndefined();
  const { rows } = await sql`select from mail_oauth_grants`.execute(app.platform.db);
  expect(rows).toHaveLength(0);
  expect(await connect()).toBe(mailboxId);
});

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth')`.execute(
    app.platform.db,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql
      .raw<{ row: string }>(`select t::text as row from ${name} t`)
      .execute(app.platform.db);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}
