import { requestPasswordReset } from '@ventanilla/contracts/account';
import { createAgent } from '@ventanilla/contracts/identity';
import { getSystemMail, listSystemMails } from '@ventanilla/contracts/mailer';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { ensureJobQueues } from '../../../../platform/jobs/job-schema.ts';
import { createInstallation, lightPasswords, openBrowser, signInAs } from '../../../../testing/browser.ts';
import { eventually, seedMailbox, startSmtpSink } from '../../../../testing/mail.ts';
import { readMail } from '../../../../testing/mail-client.ts';
import type { TestApp } from '../../../../testing/test-app.ts';

const email = 'lucia@colegio.example';
const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function startInstallation() {
  const made = await createInstallation(lightPasswords);
  const { test: app } = made;
  await ensureJobQueues({
    ownerUrl: app.database.ownerUrl,
    pool: app.platform.database.pool,
    jobs: app.app.jobs,
  });
  undo.push(() => app.close());
  return made;
}

const ask = (app: TestApp) => openBrowser(app).call(requestPasswordReset, { body: { email } });
const mailWhere = (app: TestApp, state: string) =>
  eventually(`a system mail that is ${state}`, () =>
    app.platform.db
      .selectFrom('system_mails')
      .selectAll()
      .where('state', '=', state as 'sent')
      .executeTakeFirst(),
  );

test('without an outgoing server the mail stays here, and the administrator reads it, which is written down', async () => {
  const { test: app, admin } = await startInstallation();
  await app.app.start();
  await ask(app);
  await mailWhere(app, 'sent');
  const [item] = (await admin.call(listSystemMails)).body.items;
  expect(item).toMatchObject({ kind: 'password_reset', to: email, state: 'sent', local: true });
  const read = (await admin.call(getSystemMail, { params: { systemMailId: item!.id } })).body;
  expect(read.text).toMatch(/http:\/\/127\.0\.0\.1:\d+\/reset-password#token=[\w-]{43}/);
  const { rows } = await sql`select subject_id from audit_log where action = 'system_mail.read'`.execute(
    app.platform.db,
  );
  expect(rows).toEqual([{ subject_id: item!.id }]);
});

test('a supervisor, who reads the outbox, does not read links that let in', async () => {
  const { test: app, admin } = await startInstallation();
  const body = { email: 'sara@colegio.example', password: 'tres tristes tigres' };
  await admin.call(createAgent, { body: { ...body, name: 'Sara', roleKey: 'supervisor' } });
  const { browser } = await signInAs(app, body);
  expect((await browser.call(listSystemMails)).code).toBe('auth.forbidden');
});

test('with one the mail leaves through it, says that a machine wrote it, and its text is forgotten here', async () => {
  const { test: app, admin } = await startInstallation();
  const sink = await startSmtpSink();
  undo.push(() => sink.close());
  // The set-up's own mailbox stays the default one; the first with a server is used.
  await seedMailbox(app, { address: 'soporte@colegio.example', smtp: sink.server, isDefault: false });
  await sql`update brands set color = '#1d54ab'`.execute(app.platform.db);
  await app.app.start();
  await ask(app);
  const row = await mailWhere(app, 'sent');
  expect(row).toMatchObject({ local: false, sealed_body: null });
  expect(sink.mails).toHaveLength(1);
  const [{ from, to, raw }] = sink.mails as [(typeof sink.mails)[number]];
  expect({ from, to }).toEqual({ from: 'soporte@colegio.example', to: [email] });
  const mail = await readMail(raw);
  expect(mail.messageId).toBe(`<${row.message_id}>`);
  expect(mail.from?.text).toBe('"Colegio Horizonte" <soporte@colegio.example>');
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  const link = /http:\S+/.exec(mail.text ?? '')?.[0];
  expect(mail.html).toContain(`href="${link}"`);
  expect(mail.html).toContain('border-bottom:2px solid #1d54ab');
  expect(mail.html).toContain('Colegio Horizonte');
  const shown = (await admin.call(getSystemMail, { params: { systemMailId: row.id } })).body;
  expect(shown.text).toBeNull();
});

test('a server that says later gets the same mail later; one that says no ends it', async () => {
  const { test: app } = await startInstallation();
  const sink = await startSmtpSink();
  undo.push(() => sink.close());
  await seedMailbox(app, { address: 'soporte@colegio.example', smtp: sink.server, isDefault: false });
  sink.answer(() => ({ code: 451, said: 'Más tarde' }));
  await app.app.start();
  await ask(app);
  const waiting = await eventually('a try that failed', async () => {
    const row = await mailWhere(app, 'queued');
    return row.server_said === null ? null : row;
  });
  expect(waiting.server_said).toContain('Más tarde');
  expect(waiting.sealed_body).not.toBeNull();
  sink.answer(() => null);
  app.clock.advance(40_000);
  const sent = await mailWhere(app, 'sent');
  expect(sent).toMatchObject({ attempts: 2, message_id: waiting.message_id });
  sink.answer(() => ({ code: 550, said: 'No existe' }));
  await ask(app);
  const failed = await mailWhere(app, 'failed');
  expect(failed).toMatchObject({ attempts: 1, sealed_body: null });
});

test('a link that ended while the mail waited is not sent any more', async () => {
  const { test: app } = await startInstallation();
  const sink = await startSmtpSink();
  undo.push(() => sink.close());
  await seedMailbox(app, { address: 'soporte@colegio.example', smtp: sink.server, isDefault: false });
  await ask(app);
  app.clock.advance(60 * 60_000);
  await app.app.start();
  await mailWhere(app, 'failed');
  expect(sink.mails).toEqual([]);
});
