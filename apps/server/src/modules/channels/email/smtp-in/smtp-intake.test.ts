import { connect } from 'node:net';
import { sql } from 'kysely';
import nodemailer from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually, mailboxAddress, makeMail, seedMailbox, smtpIntakeOf } from '../../../../testing/mail.ts';
import { createTestApp, type TestApp } from '../../../../testing/test-app.ts';
import { createIntakeResults } from '../intake/intake-results.ts';
import { createRawIntake } from '../intake/raw-intake.ts';
import { createKnownAccounts } from '../mailboxes/known-accounts.ts';
import { createSmtpIntake } from './smtp-intake.ts';

let app: TestApp;

beforeEach(async () => {
  app = await createTestApp({
    start: true,
    env: { VENTANILLA_SMTP_PORT: '0', VENTANILLA_MAIL_PARSERS: '1' },
  });
  await seedMailbox(app);
});
afterEach(() => app.close());

async function send(raw: Buffer, to: string[] = [mailboxAddress]) {
  const transport = nodemailer.createTransport({ ...smtpIntakeOf(app), ignoreTLS: true });
  try {
    return await transport.sendMail({ envelope: { from: 'ana@colegio.example', to }, raw });
  } finally {
    transport.close();
  }
}

const rows = async <R>(query: string) => (await sql.raw<R>(query).execute(app.platform.db)).rows;
const tickets = (n: number) =>
  eventually(
    `${n} tickets`,
    async () => (await rows<{ n: number }>('select count(*) as n from tickets'))[0]!.n === n,
  );

test('a mail of a real client becomes a ticket; its 250 names the intake', async () => {
  const info = await send(makeMail({ subject: 'Por SMTP' }));
  const stored = await rows<{ id: string; source: string; recipient: string }>('select * from inbound_raw');
  expect(stored).toMatchObject([{ source: 'smtp', recipient: mailboxAddress }]);
  expect(info.response).toContain(stored[0]!.id);
  await tickets(1);
});

test('the answer 250 means durable: the bytes are in the file store, exactly as they came', async () => {
  const raw = makeMail({ body: 'Línea con punto\r\n.\r\n..fin' });
  await send(raw);
  const [stored] = await rows<{ sha256: string }>('select sha256 from inbound_raw');
  expect((await app.platform.files.read(stored!.sha256)).toString()).toContain('\r\n.\r\n..fin');
});

test('an address without mailbox is refused with 550 and words, the others of the same mail are taken', async () => {
  await expect(send(makeMail(), ['nadie@otra.example'])).rejects.toMatchObject({
    responseCode: 550,
    response: expect.stringContaining('Ningún buzón recibe correo para nadie@otra.example'),
  });
  const info = await send(makeMail(), ['nadie@otra.example', mailboxAddress]);
  expect(info.rejected).toEqual(['nadie@otra.example']);
  await tickets(1);
});

test('a mail to two mailboxes is stored once for each; two addresses of one mailbox once', async () => {
  await seedMailbox(app, { address: 'ventas@escuela.example', isDefault: false });
  await send(makeMail(), [mailboxAddress, 'soporte+a@escuela.example', 'ventas@escuela.example']);
  expect(await rows('select id from inbound_raw')).toHaveLength(2);
});

test('a store that fails answers 451, keeps nothing by halves, and the next try succeeds', async () => {
  const put = app.platform.files.put;
  app.platform.files.put = async () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  const mail = makeMail();
  await expect(send(mail)).rejects.toMatchObject({ responseCode: 451 });
  expect(await rows('select id from inbound_raw')).toHaveLength(0);
  app.platform.files.put = put;
  await send(mail);
  await tickets(1);
});

test('beyond the size limit a mail is refused, by its announced size before it is sent', async () => {
  const { host, port } = smtpIntakeOf(app);
  const said = await dialogue(host, port, [
    'EHLO prueba',
    `MAIL FROM:<a@b.example> SIZE=${100 * 1024 * 1024}`,
    'QUIT',
  ]);
  expect(said).toMatch(/\r\n552 /);
});

test('twenty senders at once are all served and make twenty tickets', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, at) => send(makeMail({ subject: `Caso ${at}` }))));
  await tickets(20);
});

test('more at once than memory is kept for is answered 452; what is under way arrives, and then the next does', async () => {
  const { platform } = app;
  const intake = createSmtpIntake(
    { host: '127.0.0.1', port: 0, bytesAtOnce: 100_000 },
    {
      ...platform,
      accounts: createKnownAccounts(platform),
      intake: createRawIntake(platform),
      results: createIntakeResults(platform),
    },
  );
  await intake.start();
  const { host, port } = intake.address()!;
  const to = (lines: string[]) => dialogue(host, port, ['EHLO prueba', 'MAIL FROM:<a@b.example>', ...lines]);
  const mail = (size: number) => makeMail({ body: 'abcdefgh\r\n'.repeat(size / 10) }).toString();
  const into = [`RCPT TO:<${mailboxAddress}>`, 'DATA'];
  const first = connect({ host, port });
  let heard = '';
  first.on('data', (chunk) => {
    heard += chunk.toString();
  });
  await eventually('the banner', () => heard.startsWith('220 '));
  for (const line of ['EHLO uno', 'MAIL FROM:<c@d.example>', ...into]) {
    const before = heard.length;
    first.write(`${line}\r\n`);
    await eventually(line, () => /^\d{3} .*\r\n$/m.test(heard.slice(before)));
  }
  first.write(mail(80_000));
  const announced = () => dialogue(host, port, ['EHLO x', 'MAIL FROM:<a@b.example> SIZE=50000', 'QUIT']);
  await eventually('the bytes under way are counted', async () => /\r\n452 /.test(await announced()));
  expect(await to([...into, `${mail(50_000)}\r\n.`, 'QUIT'])).toMatch(/\r\n452 .*Too much mail at once/);
  first.write('\r\n.\r\n');
  await eventually('the first is taken', () => /\r\n250 Recibido /.test(heard));
  first.destroy();
  expect(await to([...into, `${mail(50_000)}\r\n.`, 'QUIT'])).toMatch(/\r\n250 Recibido /);
  await intake.stop();
  expect(await rows('select id from inbound_raw')).toHaveLength(2);
});

test('a second server on the same port waits for its turn and takes over when the first ends', async () => {
  const { port } = smtpIntakeOf(app);
  const second = await createTestApp({
    start: true,
    beside: app,
    env: { VENTANILLA_SMTP_PORT: String(port) },
  });
  expect(() => smtpIntakeOf(second)).toThrow('does not listen');
  await second.close();
});

/** Says each line after the answer to the one before; answers all that the server said. */
function dialogue(host: string, port: number, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString('utf8');
      if (!/^\d{3} .*\r\n$/m.test(chunk.toString('utf8'))) return;
      const line = lines.shift();
      if (line) socket.write(`${line}\r\n`);
    });
    socket.on('close', () => resolve(said));
    socket.on('error', reject);
  });
}
