import { describe, expect, test } from 'vitest';
import { testKeyring } from '../../../../testing/keyring.ts';
import { makeMail } from '../../../../testing/mail.ts';
import { findReceiver } from '../mailboxes/recipients.rules.ts';
import { parseMail } from '../parse/parse-mail.ts';
import { decideMail } from './decide-mail.rules.ts';
import { dedupeKey } from './dedupe-key.rules.ts';

const own = {
  mailboxes: [{ id: 'box', address: 'Soporte@escuela.example', isDefault: true }],
  recipient: null,
  keyring: testKeyring,
};
const uuid = '01956a30-2c00-7abc-8def-0123456789ab';
const decide = async (mail: Parameters<typeof makeMail>[0]) =>
  decideMail(await parseMail(makeMail(mail)), own);

describe('what is decided about a mail', () => {
  test('references are asked newest first, In-Reply-To before References, each once', async () => {
    const decision = await decide({ inReplyTo: '<c@x>', references: '<a@x> <b@x> <c@x>' });
    expect(decision).toMatchObject({ kind: 'receive', referenceIds: ['c@x', 'b@x', 'a@x'] });
  });

  test.each([
    ['our id and our address', 'soporte@escuela.example', `<${uuid}@escuela.example>`, 'ignore'],
    ['our id of another domain', 'soporte@escuela.example', `<${uuid}@otra.example>`, 'receive'],
    ['our address with a foreign id', 'soporte@escuela.example', '<abc@escuela.example>', 'receive'],
    ['our id from a stranger', 'ana@colegio.example', `<${uuid}@escuela.example>`, 'receive'],
  ])('%s → %s %s → %s', async (_, from, messageId, kind) => {
    expect((await decide({ from, messageId })).kind).toBe(kind);
  });

  test('a notice of the product that reaches a mailbox of ours by a group is no customer’s mail', async () => {
    const notice = [`X-Ventanilla-Message: <${uuid}@mesa.escuela.example>`, 'Auto-Submitted: auto-generated'];
    const messageId = '<otro@proveedor.example>';
    const from = 'San Benito <soporte@escuela.example>';
    expect((await decide({ from, messageId, headers: notice })).kind).toBe('ignore');
    expect((await decide({ from: 'ana@colegio.example', messageId, headers: notice })).kind).toBe('receive');
    expect((await decide({ from, messageId, headers: notice.slice(0, 1) })).kind).toBe('receive');
  });

  test('a bounce is the system’s word and asks first for the mail that it names', async () => {
    const report = [
      'From: MAILER-DAEMON@mx.example',
      'To: soporte@escuela.example',
      'Message-ID: <b1@mx.example>',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'No existe.',
      '--x',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; ana@colegio.example',
      'Action: failed',
      'Status: 5.1.1',
      '--x',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${uuid}@escuela.example>`,
      '--x--',
      '',
    ];
    const decision = decideMail(await parseMail(Buffer.from(report.join('\r\n'))), own);
    expect(decision).toMatchObject({
      kind: 'receive',
      authorKind: 'system',
      isAuto: true,
      flags: ['bounce'],
    });
    expect(decision).toMatchObject({ referenceIds: [`${uuid}@escuela.example`] });
  });
});

describe('when two mails are the same', () => {
  const key = (bytes: Buffer, channelAccountId = 'a') => dedupeKey({ bytes, channelAccountId });
  const base = { messageId: '<m@x>', body: 'Hola' };

  test('headers added on the way do not count', () => {
    const received = Buffer.concat([
      Buffer.from('Received: from mx.example\r\n\tby mx2.example\r\n'),
      makeMail(base),
    ]);
    expect(key(received)).toBe(key(makeMail(base)));
  });

  test.each([
    ['another content', makeMail({ ...base, body: 'Otra' }), 'a'],
    ['another sender', makeMail({ ...base, from: 'otro@x.example' }), 'a'],
    ['another Message-ID', makeMail({ ...base, messageId: '<n@x>' }), 'a'],
    ['another mailbox', makeMail(base), 'b'],
  ])('%s is another mail', (_, bytes, account) => {
    expect(key(bytes, account)).not.toBe(key(makeMail(base)));
  });

  test('an enormous header is no work', () => {
    const huge = Buffer.concat([Buffer.alloc(30 * 1024 * 1024, 'X: y\r\n'), Buffer.from('\r\n\r\nHola')]);
    const started = performance.now();
    expect(key(huge)).toBe(key(huge));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('which mailbox receives', () => {
  const accounts = [
    { id: '1', address: 'soporte@escuela.example', isDefault: true },
    { id: '2', address: 'ventas+mx@escuela.example', isDefault: false },
  ];
  test.each([
    ['soporte@escuela.example', '1'],
    [' SOPORTE@Escuela.example ', '1'],
    ['soporte+t1001.abc@escuela.example', '1'],
    ['soporte@localhost', '1'],
    ['ventas+mx@escuela.example', '2'],
    ['ventas@escuela.example', null],
    ['soporte@escuela.example.mx', null],
    ['', null],
  ])('%s → %s', (address, id) => {
    expect(findReceiver(address, accounts)?.id ?? null).toBe(id);
  });
});
