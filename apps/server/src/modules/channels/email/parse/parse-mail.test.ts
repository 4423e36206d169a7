import { describe, expect, it } from 'vitest';
import { HEAD, rawMail, utf8 } from './fixtures/mail.ts';
import { parseMail } from './parse-mail.ts';

const ALTERNATIVE = [...HEAD, 'MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b', ''];

describe('the body of a mail', () => {
  it('plain text in Spanish is kept as written', async () => {
    const mail = await parseMail(
      rawMail(
        ...HEAD,
        'Content-Type: text/plain; charset=utf-8',
        '',
        utf8('¿Cómo entro?\r\n\r\nGracias, Íñigo'),
      ),
    );
    expect(mail).toMatchObject({
      text: '¿Cómo entro?\n\nGracias, Íñigo',
      html: null,
      quotedText: null,
      notices: [],
    });
    expect(mail.visibleText).toBe(mail.text);
  });

  it('HTML alone also gives text', async () => {
    const mail = await parseMail(
      rawMail(
        ...HEAD,
        'Content-Type: text/html; charset=utf-8',
        '',
        utf8('<h1>Título</h1><p>Uno<br>dos</p><ul><li>a</li></ul>'),
      ),
    );
    expect(mail.html).toContain('<h1>Título</h1>');
    expect(mail.text).toBe('Título\n\nUno\ndos\n\n * a');
  });

  it('alternatives are one text, not two', async () => {
    const mail = await parseMail(
      rawMail(
        ...ALTERNATIVE,
        '--b',
        'Content-Type: text/plain',
        '',
        'plain version',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>rich version</p>',
        '--b--',
      ),
    );
    expect(mail).toMatchObject({ text: 'plain version', html: '<p>rich version</p>' });
  });

  it('an empty plain alternative does not hide the HTML one', async () => {
    const mail = await parseMail(
      rawMail(
        ...ALTERNATIVE,
        '--b',
        'Content-Type: text/plain',
        '',
        '  ',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>only here</p>',
        '--b--',
      ),
    );
    expect(mail.text).toBe('only here');
  });

  it('text and HTML side by side both stay, in text and in HTML', async () => {
    const mail = await parseMail(
      rawMail(
        ...HEAD,
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>body</p>',
        '--b',
        'Content-Type: text/plain',
        '',
        'list <footer>',
        '--b--',
      ),
    );
    expect(mail.text).toBe('body\nlist <footer>');
    expect(mail.html).toContain('list &lt;footer&gt;');
  });

  it('a rich alternative made of several pieces keeps all of them as HTML', async () => {
    const mail = await parseMail(
      rawMail(
        ...ALTERNATIVE,
        '--b',
        'Content-Type: text/plain',
        '',
        'one two',
        '--b',
        'Content-Type: multipart/mixed; boundary=c',
        '',
        '--c',
        'Content-Type: text/html',
        '',
        '<p>one</p>',
        '--c',
        'Content-Type: text/plain',
        '',
        'two',
        '--c--',
        '--b--',
      ),
    );
    expect(mail.text).toBe('one two');
    expect(mail.html).toMatch(/one[\s\S]*two/);
  });

  it.each([
    ['empty body', rawMail(...HEAD, '', '')],
    ['headers without an end', rawMail(...HEAD)],
    ['unclosed multipart', rawMail(...HEAD, 'Content-Type: multipart/mixed; boundary=b', '', '--b')],
    ['no bytes at all', Buffer.alloc(0)],
    ['only a line break', Buffer.from('\r\n')],
    ['random bytes', Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 197 + 13) % 256))],
  ])('%s is a mail all the same', async (_title, raw) => {
    const mail = await parseMail(raw);
    expect(typeof mail.text).toBe('string');
    expect(mail.messageId).toMatch(/^<.+>$/);
  });

  it('control characters and NUL do not pass', async () => {
    const mail = await parseMail(rawMail(...HEAD, 'X-A: b', '', 'a\0b\x07c\td\x9f'));
    expect(mail.text).toBe(utf8('') + 'abc\tdŸ');
  });

  it('text beyond 1 MB is cut with a notice', async () => {
    const mail = await parseMail(
      rawMail(...HEAD, 'Content-Type: text/plain; charset=utf-8', '', utf8('ñandú '.repeat(200_000))),
    );
    expect(Buffer.byteLength(mail.text)).toBeLessThanOrEqual(1024 * 1024);
    expect(mail.notices).toEqual(['mail.text_truncated']);
    expect(mail.text).not.toContain('\uFFFD');
  });

  it('headers beyond 1 MB do not hide the body', async () => {
    const mail = await parseMail(
      rawMail(...HEAD, 'Content-Type: text/html', `X-Long: ${'y'.repeat(2_000_000)}`, '', '<p>body</p>'),
    );
    expect(mail).toMatchObject({ subject: 'Hola', text: 'body', html: '<p>body</p>' });
  });

  it('quotes and lists nested without end do not multiply the text', async () => {
    const html = `${'<blockquote><ul>'.repeat(240)}${'x<br>'.repeat(20_000)}`;
    const before = process.cpuUsage();
    const mail = await parseMail(rawMail(...HEAD, 'Content-Type: text/html', '', html));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
    expect(mail.text).toContain('x');
  });

  it('more than 1000 parts keep the first ones with a notice', async () => {
    const parts = Array.from(
      { length: 1500 },
      (_, index) => `--b\r\nContent-Type: text/plain\r\n\r\npart ${index}`,
    );
    const mail = await parseMail(
      rawMail(...HEAD, 'Content-Type: multipart/mixed; boundary=b', '', ...parts, '--b--'),
    );
    expect(mail.notices).toEqual(['mail.too_many_parts']);
    expect(mail.text).toContain('part 900');
    expect(mail.subject).toBe('Hola');
  });
});

describe('attachments', () => {
  it('an attachment and an inline image keep bytes, names and role', async () => {
    const mail = await parseMail(
      rawMail(
        ...HEAD,
        'Content-Type: multipart/mixed; boundary=m',
        '',
        '--m',
        'Content-Type: multipart/related; boundary=r',
        '',
        '--r',
        'Content-Type: text/html',
        '',
        '<p>hola <img src="cid:Logo@1"></p>',
        '--r',
        'Content-Type: image/png; name="logo.png"',
        'Content-ID: <Logo@1>',
        'Content-Transfer-Encoding: base64',
        '',
        'iVBORw==',
        '--r--',
        '--m',
        'Content-Type: application/pdf',
        `Content-Disposition: attachment; filename*=utf-8''matr%C3%ADcula.pdf`,
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERi0=',
        '--m--',
      ),
    );
    expect(mail.attachments).toEqual([
      {
        fileName: 'logo.png',
        contentType: 'image/png',
        size: 4,
        contentId: 'Logo@1',
        inline: true,
        content: Buffer.from('iVBORw==', 'base64'),
      },
      {
        fileName: 'matrícula.pdf',
        contentType: 'application/pdf',
        size: 5,
        contentId: null,
        inline: false,
        content: Buffer.from('%PDF-'),
      },
    ]);
    expect(mail.html).toContain('src="cid:Logo@1"');
    expect(mail.hasRemoteImages).toBe(false);
  });

  it('an attached mail stays one file, named after its subject', async () => {
    const inner = [
      'From: b@x.cl',
      'Subject: =?utf-8?Q?Consulta_a=C3=B1o/2026?=',
      'Content-Type: text/plain',
      '',
      'inner text',
    ];
    const mail = await parseMail(
      rawMail(
        ...HEAD,
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'outer',
        '--b',
        'Content-Type: message/rfc822',
        '',
        ...inner,
        '--b--',
      ),
    );
    expect(mail.text).toBe('outer');
    expect(mail.attachments).toHaveLength(1);
    expect(mail.attachments[0]).toMatchObject({
      fileName: 'Consulta año-2026.eml',
      contentType: 'message/rfc822',
    });
    expect(mail.attachments[0]?.content.toString()).toContain('inner text');
  });

  it('mails nested 2000 deep do not harm', async () => {
    let raw = 'Subject: x\r\n\r\nend';
    for (let level = 0; level < 2000; level += 1)
      raw = `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n${raw}`;
    const mail = await parseMail(rawMail(`From: a@x.cl`, raw));
    expect(mail.from.address).toBe('a@x.cl');
  });
});
