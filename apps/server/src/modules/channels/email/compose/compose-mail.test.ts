import { describe, expect, it } from 'vitest';
import { parseMail } from '../parse/parse-mail.ts';
import { composeMail, InvalidMailHeaderError, type OutgoingMail } from './compose-mail.ts';

const ID = '<t-1.r-42@mesa.colegio.cl>';

function outgoing(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    messageId: ID,
    from: { name: 'Soporte, Ñandú', address: 'soporte@colegio.cl' },
    to: [{ name: 'Ana "la jefa" Pérez', address: 'ana@liceo.cl' }],
    cc: [],
    subject: 'Re: ¿Cómo matriculo a un niño? 👋',
    text: 'Hola Ana:\n\nListo, ya está.\n',
    html: '<p>Hola Ana:</p><p>Listo, <b>ya está</b>.</p>',
    inReplyTo: '<abc@liceo.cl>',
    references: ['<first@liceo.cl>', '<abc@liceo.cl>'],
    attachments: [],
    look: null,
    date: new Date('2026-03-04T10:15:00Z'),
    ...changes,
  };
}

describe('composeMail', () => {
  it('writes a mail that reads back as it was meant', async () => {
    const mail = await parseMail(
      await composeMail(outgoing({ replyTo: { name: '', address: 'soporte+t1@colegio.cl' } })),
    );
    expect(mail).toMatchObject({
      messageId: ID,
      messageIdGenerated: false,
      from: { name: 'Soporte, Ñandú', address: 'soporte@colegio.cl' },
      replyTo: [{ name: '', address: 'soporte+t1@colegio.cl' }],
      to: [{ name: 'Ana "la jefa" Pérez', address: 'ana@liceo.cl' }],
      subject: 'Re: ¿Cómo matriculo a un niño? 👋',
      inReplyTo: ['<abc@liceo.cl>'],
      references: ['<first@liceo.cl>', '<abc@liceo.cl>'],
      date: '2026-03-04T10:15:00.000Z',
      autoReply: false,
      notices: [],
    });
    expect(mail.text.trim()).toBe('Hola Ana:\n\nListo, ya está.');
    expect(mail.html).toContain('<b>ya está</b>');
  });

  it('gives the same bytes for the same mail, so that a retry is no second mail', async () => {
    const attachments = [{ fileName: 'a.txt', contentType: 'text/plain', content: Buffer.from('uno') }];
    const [first, second] = await Promise.all([
      composeMail(outgoing({ attachments })),
      composeMail(outgoing({ attachments })),
    ]);
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
  });

  it('writes a long Message-ID on the line of its name, where every program looks for it', async () => {
    const messageId = `<${'a'.repeat(120)}@mesa.colegio.cl>`;
    expect((await composeMail(outgoing({ messageId }))).toString()).toContain(
      `\r\nMessage-ID: ${messageId}\r\n`,
    );
  });

  it('keeps attachments and inline images apart', async () => {
    const mail = await parseMail(
      await composeMail(
        outgoing({
          html: '<p>Mira: <img src="cid:logo@x"></p>',
          attachments: [
            {
              fileName: 'matrícula niño.pdf',
              contentType: 'application/pdf',
              content: Buffer.from('%PDF-1.4'),
            },
            {
              fileName: 'logo.png',
              contentType: 'image/png',
              content: Buffer.from([1, 2, 3, 0, 255]),
              contentId: 'logo@x',
            },
          ],
        }),
      ),
    );
    const files = mail.attachments.map(({ fileName, inline, content }) => ({
      fileName,
      inline,
      hex: content.toString('hex'),
    }));
    expect(files).toContainEqual({
      fileName: 'matrícula niño.pdf',
      inline: false,
      hex: Buffer.from('%PDF-1.4').toString('hex'),
    });
    expect(files).toContainEqual({ fileName: 'logo.png', inline: true, hex: '01020300ff' });
  });

  it('sends plain text alone when there is no HTML', async () => {
    const raw = (await composeMail(outgoing({ html: null }))).toString();
    expect(raw).not.toMatch(/text\/html|multipart/i);
  });

  it('marks automatic mail so that no machine answers it', async () => {
    const mail = await parseMail(await composeMail(outgoing({ autoSubmitted: 'auto-replied' })));
    expect(mail).toMatchObject({
      autoReply: true,
      headers: { autoSubmitted: 'auto-replied', precedence: 'bulk' },
    });
  });

  it('keeps the first and the newest of very many references', async () => {
    const references = Array.from({ length: 200 }, (_, index) => `<${index}@liceo.cl>`);
    const mail = await parseMail(await composeMail(outgoing({ references })));
    expect(mail.references).toHaveLength(30);
    expect([mail.references[0], mail.references[1], mail.references.at(-1)]).toEqual([
      '<0@liceo.cl>',
      '<171@liceo.cl>',
      '<199@liceo.cl>',
    ]);
  });

  const break_ = 'x\r\nBcc: evil@x.cl';
  it.each<[string, Partial<OutgoingMail>]>([
    ['Subject', { subject: break_ }],
    ['Subject', { subject: 'a\nb' }],
    ['Subject', { subject: 'a\u2028b' }],
    ['Message-ID', { messageId: '<a@b>\r\nBcc: evil@x.cl' }],
    ['Message-ID', { messageId: 'bare@x.cl' }],
    ['In-Reply-To', { inReplyTo: '<a\nb@x>' }],
    ['References', { references: ['<ok@x>', '<a@x>\r\n'] }],
    ['From', { from: { name: break_, address: 'a@x.cl' } }],
    ['From', { from: { name: '', address: 'a@x.cl\r\nBcc: b@x.cl' } }],
    ['Reply-To', { replyTo: { name: '\r', address: 'a@x.cl' } }],
    ['To', { to: [{ name: '', address: 'a@x.cl, b@x.cl' }] }],
    ['Cc', { cc: [{ name: 'a\0', address: 'a@x.cl' }] }],
    ['Date', { date: new Date(Number.NaN) }],
    [
      'Content-Disposition',
      { attachments: [{ fileName: break_, contentType: 'text/plain', content: Buffer.alloc(0) }] },
    ],
    [
      'Content-Type',
      { attachments: [{ fileName: 'a', contentType: 'text/plain\r\nX: y', content: Buffer.alloc(0) }] },
    ],
    [
      'Content-ID',
      {
        attachments: [
          { fileName: 'a', contentType: 'image/png', content: Buffer.alloc(0), contentId: 'a>\r\n' },
        ],
      },
    ],
  ])('refuses a %s that would break out of its line', async (header, changes) => {
    const error = await composeMail(outgoing(changes)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidMailHeaderError);
    expect(error).toMatchObject({ header, code: 'outbox.invalid_header' });
  });
});
