import { createMailbox, listMailboxes, updateMailbox } from '@ventanilla/contracts/channels';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dovecot, hasDovecot, startDovecot } from '../../../../testing/dovecot.ts';
import { freePort } from '../../../../testing/free-port.ts';
import { eventually, makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';

const longAgo = new Date('2025-05-05T12:00:00Z');
const password = 'clave-de-buzón-7';
const options = {
  start: true,
  env: { VENTANILLA_SMTP_PORT: 'off', VENTANILLA_MAIL_PARSERS: '1', VENTANILLA_MAILBOX_POLL_SECONDS: '1' },
};

describe.skipIf(!hasDovecot)('mailboxes over a real Dovecot (needs root and dovecot-imapd)', () => {
  let dovecot: Dovecot;
  let app: TestApp;
  let admin: string;

  beforeEach(async () => {
    dovecot = await startDovecot({ soporte: password, ventas: 'otra-clave' });
    app = await createTestApp(options);
    // Mail gets its time of arrival from the machine.
    app.clock.set(new Date());
    await seedMailbox(app, { address: 'base@escuela.example' });
    [admin] = (await seedAgents(app, [{ name: 'Rosa', roleKey: 'admin' }])) as [string];
  });
  afterEach(async () => {
    await app.close();
    await dovecot.destroy();
  });

  const imap = (changes: { port?: number; password?: string; user?: string } = {}) => ({
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none' as const,
    user: 'soporte',
    password,
    ...changes,
  });

  async function addMailbox(body: object = {}) {
    const made = await app.call(createMailbox, {
      as: admin,
      body: { name: 'Soporte', address: 'soporte@escuela.example', imap: imap(), ...body },
    });
    expect(made.code).toBeNull();
    return made.body;
  }

  const rows = async <R>(query: string) => (await sql.raw<R>(query).execute(app.platform.db)).rows;
  const subjects = async () =>
    (await rows<{ subject: string }>('select subject from tickets order by subject')).map(
      ({ subject }) => subject,
    );
  const connected = (folderCount = 1) =>
    eventually(
      'mailbox connected',
      async () => (await rows('select 1 from mailbox_folders')).length === folderCount,
    );

  test('from now on: mail that was there stays alone, new mail becomes tickets and is marked read', async () => {
    dovecot.deliver('soporte', makeMail({ subject: 'Antiguo' }), longAgo);
    await addMailbox();
    await connected();
    dovecot.deliver('soporte', makeMail({ subject: 'Nuevo 1' }));
    dovecot.deliver('soporte', makeMail({ subject: 'Nuevo 2' }));
    await eventually('two tickets', async () => (await subjects()).length === 2);
    expect(await subjects()).toEqual(['Nuevo 1', 'Nuevo 2']);
    await eventually('two are read', () => dovecot.count('soporte').seen === 2);
    expect(dovecot.count('soporte')).toEqual({ total: 3, seen: 2 });
  });

  test('with history: what was there is imported and announces itself as such', async () => {
    dovecot.deliver('soporte', makeMail({ subject: 'Antiguo' }), longAgo);
    await addMailbox({ withHistory: true });
    await eventually('the old ticket', async () => (await subjects()).length === 1);
    dovecot.deliver('soporte', makeMail({ subject: 'Nuevo' }));
    await eventually('the new ticket', async () => (await subjects()).length === 2);
    const origins = await rows<{ origin: string }>(
      "select origin from events where type = 'ticket.created' order by id",
    );
    expect(origins.map(({ origin }) => origin)).toEqual(['import', 'live']);
  });

  test('mode move: stored mail goes to the folder Ventanilla, mail from before stays', async () => {
    dovecot.deliver('soporte', makeMail({ subject: 'Antiguo' }), longAgo);
    await addMailbox({ afterFetch: 'move' });
    await connected();
    for (const n of [1, 2, 3]) dovecot.deliver('soporte', makeMail({ subject: `Nuevo ${n}` }));
    await eventually('moved', () => dovecot.count('soporte', 'Ventanilla').total === 3);
    await eventually('only the old one is left', () => dovecot.count('soporte').total === 1);
    await eventually('tickets', async () => (await subjects()).length === 3);
    expect(await subjects()).toEqual(['Nuevo 1', 'Nuevo 2', 'Nuevo 3']);
    // Somebody removed the folder meanwhile: it is made again.
    dovecot.removeFolder('soporte', 'Ventanilla');
    dovecot.deliver('soporte', makeMail({ subject: 'Nuevo 4' }));
    await eventually('moved all the same', () => dovecot.count('soporte', 'Ventanilla').total === 1);
    await eventually('and gone from the inbox', () => dovecot.count('soporte').total === 1);
  });

  test('stored but not moved when the process died: the next one moves it and makes nothing twice', async () => {
    await addMailbox({ afterFetch: 'move' });
    await connected();
    dovecot.deliver('soporte', makeMail({ subject: 'Uno' }));
    await eventually('moved', () => dovecot.count('soporte', 'Ventanilla').total === 1);
    await app.app.stop();
    const after = await createTestApp({ ...options, start: false, beside: app });
    // What the dead process had written: the position is past a mail that is still in the inbox.
    dovecot.deliver('soporte', makeMail({ subject: 'Dos' }));
    await sql`update mailbox_folders set last_uid = last_uid + 1`.execute(after.platform.db);
    await after.start();
    await eventually('moved too', () => dovecot.count('soporte', 'Ventanilla').total === 2);
    const { rows: found } = await sql<{ n: number }>`select count(*) as n from inbound_raw`.execute(
      after.platform.db,
    );
    expect(found[0]!.n).toBe(1);
    await after.close();
  });

  test('the server numbers its mail anew: nothing is lost or doubled', async () => {
    dovecot.deliver('soporte', makeMail({ subject: 'Antiguo' }), longAgo);
    await addMailbox();
    await connected();
    dovecot.deliver('soporte', makeMail({ subject: 'Uno' }));
    await eventually('first ticket', async () => (await subjects()).length === 1);
    await dovecot.stop();
    dovecot.changeUidValidity('soporte');
    dovecot.deliver('soporte', makeMail({ subject: 'Dos' }));
    await dovecot.start();
    await eventually('second ticket', async () => (await subjects()).includes('Dos'), 20_000);
    expect(await subjects()).toEqual(['Dos', 'Uno']);
  });

  test('a wrong password is said in the reader’s language and mended without a restart', async () => {
    const made = await addMailbox({ imap: imap({ password: 'equivocada' }) });
    const failing = await eventually('failing', async () => {
      const { body } = await app.call(listMailboxes, { as: admin });
      return 'items' in body ? body.items.find(({ state }) => state === 'failing') : null;
    });
    expect(failing.lastError).toContain('no aceptó el usuario o la contraseña');
    expect(failing.version).toBe(made.version);
    const fixed = await app.call(updateMailbox, {
      as: admin,
      params: { mailboxId: made.id },
      headers: { 'if-match': `"${failing.version}"` },
      body: { imap: imap() },
    });
    expect(fixed.code).toBeNull();
    await eventually('active again', async () => {
      const { body } = await app.call(listMailboxes, { as: admin });
      return body.items.find(
        ({ id, state, lastError }) => id === made.id && state === 'active' && lastError === null,
      );
    });
    const states = await rows<{ state: string }>(
      "select payload->>'state' as state from events where type = 'mailbox.changed' order by id",
    );
    expect(states.map(({ state }) => state)).toEqual(['active', 'failing', 'failing', 'active']);
  });

  test('a dead mailbox delays no other, and a paused one is left alone', async () => {
    await addMailbox({
      name: 'Muerto',
      address: 'muerto@escuela.example',
      imap: imap({ port: await freePort() }),
    });
    const sales = await addMailbox({
      name: 'Ventas',
      address: 'ventas@escuela.example',
      imap: imap({ user: 'ventas', password: 'otra-clave' }),
    });
    await connected();
    dovecot.deliver('ventas', makeMail({ subject: 'Cotización' }));
    await eventually('ticket', async () => (await subjects()).length === 1);
    await app.call(updateMailbox, {
      as: admin,
      params: { mailboxId: sales.id },
      headers: { 'if-match': `"${sales.version}"` },
      body: { paused: true },
    });
    dovecot.deliver('ventas', makeMail({ subject: 'En pausa' }));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await subjects()).toEqual(['Cotización']);
  });

  test('the server restarts: mail that came meanwhile is fetched', async () => {
    await addMailbox();
    await connected();
    await dovecot.stop();
    dovecot.deliver('soporte', makeMail({ subject: 'Durante el corte' }));
    await dovecot.start();
    await eventually('ticket', async () => (await subjects()).length === 1, 20_000);
  });
});
