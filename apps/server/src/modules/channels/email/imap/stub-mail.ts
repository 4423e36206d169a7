import type { ImapFlow } from 'imapflow';

const keptHeaders = [
  'from',
  'to',
  'cc',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
];
const megabyte = 1024 * 1024;

const words = {
  too_large: (megabytes: number) =>
    `Este correo pesa ${megabytes} MB, más de lo que Ventanilla recibe. Quedó entero en el buzón.\n\n` +
    `This mail has ${megabytes} MB, more than Ventanilla takes. It is still whole in the mailbox.`,
  unreadable: () =>
    'El servidor de correo no pudo entregar este correo. Quedó en el buzón.\n\n' +
    'The mail server could not deliver this mail. It is still in the mailbox.',
};

/**
 * What stands for a mail that is not fetched whole: its own identity headers and a word about why. It becomes a
 * ticket like any other, so nobody is overlooked.
 */
export async function makeStub(
  input: { uid: number; sizeBytes: number; reason: keyof typeof words },
  client: ImapFlow,
): Promise<Buffer> {
  const headers = await readHeaders(input.uid, client);
  const text = words[input.reason](Math.ceil(input.sizeBytes / megabyte));
  return Buffer.concat([
    headers,
    Buffer.from(
      `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text.replace(/\n/g, '\r\n')}\r\n`,
    ),
  ]);
}

async function readHeaders(uid: number, client: ImapFlow): Promise<Buffer> {
  const message = await client
    .fetchOne(String(uid), { headers: keptHeaders, uid: true }, { uid: true })
    .catch(() => false);
  const block = typeof message === 'object' ? message.headers?.toString('latin1').trimEnd() : '';
  return Buffer.from(block ? `${block}\r\n` : 'Subject: (correo ilegible / unreadable mail)\r\n', 'latin1');
}
