import { createServer } from 'node:net';
import { createMailbox, listMailboxes, testMailbox, updateMailbox } from '@ventanilla/contracts/channels';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasDovecot, startDovecot } from '../../../../testing/dovecot.ts';
import { freePort } from '../../../../testing/free-port.ts';
import { seedMailbox, startSmtpSink } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';

let app: TestApp;
let admin: string;
let agent: string;

beforeEach(async () => {
  app = await createTestApp();
  await seedMailbox(app);
  [admin, agent] = (await seedAgents(app, [
    { name: 'Rosa Gil', roleKey: 'admin' },
    { name: 'Sofía Ruiz' },
  ])) as [string, string];
});
afterEach(() => app.close());

const server = (port: number, password?: string) => ({
  host: '127.0.0.1',
  port,
  security: 'none' as const,
  user: 'agente',
  ...(password === undefined ? {} : { password }),
});
const create = (body: object = {}) =>
  app.call(createMailbox, {
    as: admin,
    body: { name: 'Ventas', address: 'ventas@escuela.example', ...body },
  });
const update = (mailboxId: string, version: number, body: object) =>
  app.call(updateMailbox, {
    as: admin,
    params: { mailboxId },
    headers: { 'if-match': `"${version}"` },
    body,
  });
const tryOut = async (body: object, language = 'es') => {
  const { status, body: tried } = await app.call(testMailbox, {
    as: admin,
    body: { imap: null, smtp: null, ...body },
    headers: { 'accept-language': language },
  });
  expect(status).toBe(200);
  const { ok, steps, problem } = (tried.imap ?? tried.smtp)!;
  return { ok, code: problem?.code, text: problem?.text, states: steps.map(({ state }) => state).join(' ') };
};

test('a password is stored sealed and appears in no answer, table or event', async () => {
  const secret = 'Contraseña-Única-8123';
  const made = await create({ imap: server(1, secret), smtp: server(2, secret) });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ imap: { hasPassword: true }, smtp: { hasPassword: true } });
  const list = await app.call(listMailboxes, { as: admin });
  const changed = await update(made.body.id, made.body.version, { name: 'Ventas México' });
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth')`.execute(
    app.platform.db,
  );
  let dump = '';
  for (const { name } of tables) {
    const { rows } = await sql
      .raw<{ row: string }>(`select t::text as row from ${name} t`)
      .execute(app.platform.db);
    dump += rows.map(({ row }) => row).join('\n');
  }
  expect(dump).toContain('ventas@escuela.example');
  expect(
    [dump, JSON.stringify(list.body), JSON.stringify(made.body), JSON.stringify(changed.body)].join('\n'),
  ).not.toContain(secret);
});

test('a change without password keeps the one stored; taking a server away forgets it', async () => {
  const made = await create({ imap: server(1, 'uno'), smtp: server(2, 'dos') });
  const renamed = await update(made.body.id, 1, { name: 'Ventas Sur', imap: server(1) });
  expect(renamed.body).toMatchObject({
    version: 2,
    imap: { hasPassword: true },
    smtp: { hasPassword: true },
  });
  await update(made.body.id, 2, { smtp: null });
  const back = await update(made.body.id, 3, { smtp: server(2) });
  expect(back.body).toMatchObject({ imap: { hasPassword: true }, smtp: { hasPassword: false } });
});

test('an edit changes only what it names', async () => {
  const made = await create({ smtp: server(2, 'dos'), afterFetch: 'move' });
  const changed = await update(made.body.id, 1, { paused: true });
  expect(changed.body).toEqual({ ...made.body, state: 'paused', version: 2 });
  expect((await update(made.body.id, 2, { paused: false })).body.state).toBe('active');
});

test('a stale edit, a taken address, an unknown mailbox and a missing version are refused with their code', async () => {
  const made = await create();
  expect((await update(made.body.id, 1, { name: 'A' })).code).toBeNull();
  expect((await update(made.body.id, 1, { name: 'B' })).code).toBe('mailboxes.stale_version');
  expect((await create()).code).toBe('mailboxes.address_taken');
  expect((await create({ address: 'VENTAS@escuela.example' })).code).toBe('mailboxes.address_taken');
  expect((await update(made.body.id, 2, { address: 'soporte@escuela.example' })).code).toBe(
    'mailboxes.address_taken',
  );
  expect((await update(app.platform.ids.uuid(), 1, {})).code).toBe('mailboxes.not_found');
  const blind = await app.call(updateMailbox, { as: admin, params: { mailboxId: made.body.id }, body: {} });
  expect(blind.code).toBe('http.precondition_required');
});

test('an agent may neither see nor change mailboxes', async () => {
  expect((await app.call(listMailboxes, { as: agent })).code).toBe('auth.forbidden');
  expect(
    (await app.call(createMailbox, { as: agent, body: { name: 'X', address: 'x@y.example' } })).code,
  ).toBe('auth.forbidden');
});

test('a wrong outgoing password is told apart from a right one, in the server’s words', async () => {
  const sink = await startSmtpSink({ password: 'buena' });
  try {
    const right = await tryOut({ smtp: { ...sink.server, password: 'buena' } });
    expect(right).toMatchObject({ ok: true, states: 'ok ok skipped ok skipped' });
    const wrong = await tryOut({ smtp: { ...sink.server, password: 'mala' } });
    expect(wrong).toMatchObject({
      code: 'mailboxes.smtp_auth_failed',
      states: 'ok ok skipped failed skipped',
    });
    expect(wrong.text).toContain('Clave incorrecta');
  } finally {
    await sink.close();
  }
});

test.skipIf(!hasDovecot)(
  'a wrong incoming password is told apart from a right one (needs root and dovecot-imapd)',
  async () => {
    const dovecot = await startDovecot({ agente: 'buena' });
    try {
      expect((await tryOut({ imap: server(dovecot.port, 'buena') })).ok).toBe(true);
      expect((await tryOut({ imap: server(dovecot.port, 'mala') })).code).toBe('mailboxes.imap_auth_failed');
      const plain = await tryOut({ imap: { ...server(dovecot.port, 'buena'), security: 'tls' } });
      expect(plain.code).toBe('mailboxes.imap_tls_failed');
    } finally {
      await dovecot.destroy();
    }
  },
);

test('servers that are not there are unreachable, with host and port, in the reader’s language', async () => {
  const port = await freePort();
  const imap = await tryOut({ imap: server(port, 'x') });
  expect(imap).toMatchObject({
    code: 'mailboxes.imap_unreachable',
    states: 'ok failed skipped skipped skipped',
  });
  expect(imap.text).toContain(`No pudimos llegar al servidor de entrada 127.0.0.1:${port}`);
  const nowhere = await tryOut({ imap: { ...server(port, 'x'), host: 'correo.no-existe.invalid' } });
  expect(nowhere.states).toBe('failed skipped skipped skipped skipped');
  const smtp = await tryOut({ smtp: server(port, 'x') });
  expect(smtp.code).toBe('mailboxes.smtp_unreachable');
});

test('a server that does not speak TLS where TLS is wanted is a TLS failure', async () => {
  const sink = await startSmtpSink();
  try {
    const direct = await tryOut({ smtp: { ...sink.server, security: 'tls' } });
    const upgrade = await tryOut({ smtp: { ...sink.server, security: 'starttls' } });
    const atTls = { code: 'mailboxes.smtp_tls_failed', states: 'ok ok failed skipped skipped' };
    expect([direct, upgrade]).toMatchObject([atTls, atTls]);
  } finally {
    await sink.close();
  }
});

test('a server that accepts and then says nothing ends the attempt within ten seconds', async () => {
  const mute = createServer(() => {});
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const { port } = mute.address() as { port: number };
  const started = performance.now();
  const tried = await tryOut({ imap: server(port, 'x'), smtp: null });
  expect(tried.code).toBe('mailboxes.imap_unreachable');
  expect(performance.now() - started).toBeLessThan(11_000);
  mute.close();
});

test('the stored password is tried with its own server only, never with another one', async () => {
  const sink = await startSmtpSink({ password: 'buena' });
  const other = await startSmtpSink({ password: 'buena' });
  try {
    const made = await create({ smtp: { ...sink.server, password: 'buena' } });
    const mailboxId = made.body.id;
    expect((await tryOut({ mailboxId, smtp: sink.server })).ok).toBe(true);
    expect((await tryOut({ mailboxId, smtp: other.server })).code).toBe('mailboxes.smtp_auth_failed');
  } finally {
    await sink.close();
    await other.close();
  }
});

test('a stored password is forgotten when its server, user or security changes, and never goes to another', async () => {
  const made = await create({ imap: server(1, 'uno'), smtp: server(2, 'dos') });
  const changes = [
    { host: 'ajena.example' },
    { port: 3 },
    { user: 'otra' },
    { security: 'starttls' as const },
  ];
  let { version } = made.body;
  for (const change of changes) {
    const moved = await update(made.body.id, version, { smtp: { ...server(2), ...change } });
    expect(moved.body).toMatchObject({ imap: { hasPassword: true }, smtp: { hasPassword: false } });
    const back = await update(made.body.id, moved.body.version, { smtp: server(2, 'dos') });
    version = back.body.version;
  }
});

test('a program may see mailboxes but not say where mail goes, nor knock at servers', async () => {
  const made = await create({});
  const headers = { 'x-test-scopes': 'mailboxes:manage', 'if-match': `"${made.body.version}"` };
  const tried = [
    await app.call(updateMailbox, { params: { mailboxId: made.body.id }, body: { name: 'x' }, headers }),
    await app.call(createMailbox, { body: { name: 'x', address: 'x@escuela.example' }, headers }),
    await app.call(testMailbox, { body: { imap: server(1, 'x'), smtp: null }, headers }),
  ];
  expect(tried.map(({ code }) => code)).toEqual(tried.map(() => 'auth.forbidden'));
  expect((await app.call(listMailboxes, { headers })).status).toBe(200);
});
