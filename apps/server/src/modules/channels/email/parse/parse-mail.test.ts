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

describe('charsets', () => {
  it.each([
    ['ISO-8859-1 declared', 'iso-8859-1', 'ma\xf1ana', 'mañana'],
    ['windows-1252 declared', 'windows-1252', '\x93hola\x94 \x80 10', '“hola” € 10'],
    ['ISO-8859-1 declared, windows-1252 meant', 'iso-8859-1', '\x93hola\x94', '“hola”'],
    ['UTF-8 declared, windows-1252 sent', 'utf-8', 'ma\xf1ana \x80', 'mañana €'],
    ['ISO-8859-1 declared, UTF-8 sent', 'iso-8859-1', utf8('mañana €'), 'mañana €'],
    ['ASCII declared, UTF-8 sent', 'us-ascii', utf8('ñandú'), 'ñandú'],
    ['unknown charset', 'x-klingon', 'ma\xf1ana', 'mañana'],
    ['ISO-8859-15', 'iso-8859-15', '10 \xa4', '10 €'],
    ['Shift_JIS', 'shift_jis', '\x83\x65\x83\x58\x83\x67', 'テスト'],
    ['ISO-2022-JP', 'iso-2022-jp', '\x1b$B%F%9%H\x1b(B', 'テスト'],
    ['KOI8-R', 'koi8-r', '\xf0\xf2\xe9\xf7\xe5\xf4', 'ПРИВЕТ'],
  ])('%s', async (_title, charset, bytes, expected) => {
    const mail = await parseMail(rawMail(...HEAD, `Content-Type: text/plain; charset=${charset}`, '', bytes));
    expect(mail.text).toBe(expected);
  });

  it.each([
    ['no charset at all', [], 'ma\xf1ana', 'mañana'],
    [
      'quoted-printable',
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
      'ma=C3=B1a=\r\nna',
      'mañana',
    ],
    [
      'base64',
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      'bWHDsWFuYQ==',
      'mañana',
    ],
    [
      'flowed lines',
      ['Content-Type: text/plain; charset=iso-8859-1; format=flowed'],
      'ma\xf1ana \r\nes hoy',
      'mañana es hoy',
    ],
  ])('%s', async (_title, headers, bytes, expected) => {
    expect((await parseMail(rawMail(...HEAD, ...headers, '', bytes))).text).toBe(expected);
  });

  it.each([
    ['raw UTF-8', utf8('Matrícula 2026'), 'Matrícula 2026'],
    ['raw windows-1252', 'Matr\xedcula \x96 2026', 'Matrícula – 2026'],
    ['encoded word', '=?iso-8859-1?Q?Matr=EDcula_2026?=', 'Matrícula 2026'],
    ['character split between words', '=?utf-8?B?TWF0csM=?=\r\n =?utf-8?B?rWN1bGE=?=', 'Matrícula'],
    ['two charsets', '=?utf-8?Q?=C3=A1?= =?iso-8859-1?Q?=E9?= fin', 'áé fin'],
    ['folded', 'uno\r\n dos', 'uno dos'],
    ['line break hidden in a word', '=?utf-8?Q?a=0D=0ABcc:_x?=', 'a Bcc: x'],
    ['broken word', '=?utf-8?Q?abc', '=?utf-8?Q?abc'],
  ])('subject: %s', async (_title, subject, expected) => {
    expect((await parseMail(rawMail('From: a@x.cl', `Subject: ${subject}`, '', ''))).subject).toBe(expected);
  });

  it('a subject beyond 998 characters is cut with a notice', async () => {
    const mail = await parseMail(rawMail('From: a@x.cl', `Subject: ${'x'.repeat(3000)}`, '', ''));
    expect(mail.subject).toHaveLength(998);
    expect(mail.notices).toEqual(['mail.subject_truncated']);
  });
});

describe('people', () => {
  it.each([
    ['plain', ['From: ANA@X.CL'], { name: '', address: 'ana@x.cl' }],
    [
      'named',
      ['From: "Pérez, Ana" <Ana@X.cl>'.replace('é', '\xe9')],
      { name: 'Pérez, Ana', address: 'ana@x.cl' },
    ],
    ['unquoted comma', ['From: Soto, Ana <ana@x.cl>'], { name: 'Soto, Ana', address: 'ana@x.cl' }],
    ['comment', ['From: ana@x.cl (Ana Soto)'], { name: 'Ana Soto', address: 'ana@x.cl' }],
    [
      'address inside the name',
      ['From: "jefe@banco.cl" <x@evil.cl>'],
      { name: 'jefe@banco.cl', address: 'x@evil.cl' },
    ],
    [
      'address hidden in an encoded name',
      ['From: =?utf-8?Q?jefe=40banco=2Ecl_=3Cjefe=40banco=2Ecl=3E?= <x@evil.cl>'],
      { name: 'jefe@banco.cl <jefe@banco.cl>', address: 'x@evil.cl' },
    ],
    ['no From, Reply-To', ['Reply-To: ana@x.cl', 'Return-Path: <b@x.cl>'], { name: '', address: 'ana@x.cl' }],
    [
      'no From, Sender',
      ['Sender: Ana <ana@x.cl>', 'Return-Path: <b@x.cl>'],
      { name: 'Ana', address: 'ana@x.cl' },
    ],
    ['no From, Return-Path', ['Return-Path: <b@x.cl>'], { name: '', address: 'b@x.cl' }],
    ['From without address', ['From: Ana', 'Reply-To: <ana@x.cl>'], { name: 'Ana', address: 'ana@x.cl' }],
    ['nobody', ['Subject: x'], { name: '', address: null }],
    [
      'only an encoded whole',
      ['From: =?utf-8?Q?jefe=40banco.cl?='],
      { name: 'jefe@banco.cl', address: null },
    ],
  ])('sender: %s', async (_title, headers, expected) => {
    expect((await parseMail(rawMail(...headers, '', 'x'))).from).toEqual(expected);
  });

  it('at most 100 recipients are kept, with a notice', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `p${index}@x.cl`).join(', ');
    const mail = await parseMail(rawMail('From: a@x.cl', `To: ${many}`, 'Cc: c@x.cl', '', 'x'));
    expect([mail.to.length, mail.cc.length, mail.notices]).toEqual([100, 0, ['mail.too_many_participants']]);
  });

  it('groups and repeated headers are flattened', async () => {
    const mail = await parseMail(
      rawMail(
        'From: a@x.cl',
        'To: Curso: b@x.cl, c@x.cl;',
        'To: d@x.cl',
        'Cc: undisclosed-recipients:;',
        '',
        '',
      ),
    );
    expect(mail.to.map((person) => person.address)).toEqual(['b@x.cl', 'c@x.cl', 'd@x.cl']);
    expect(mail.cc).toEqual([]);
  });
});

describe('identity and time', () => {
  it('reads Message-ID, In-Reply-To and References in order', async () => {
    const mail = await parseMail(
      rawMail(...HEAD, 'In-Reply-To: <b@x>', 'References: <a@x>\r\n\t<b@x> <a@x>', '', 'x'),
    );
    expect(mail).toMatchObject({
      messageId: '<1@x.cl>',
      messageIdGenerated: false,
      inReplyTo: ['<b@x>'],
      references: ['<a@x>', '<b@x>'],
    });
  });

  it.each([
    ['without brackets', 'abc@x.cl', '<abc@x.cl>'],
    ['with a comment', '<abc@x.cl> (added by x)', '<abc@x.cl>'],
    ['without a domain', '<abc>', '<abc>'],
  ])('a Message-ID %s is still used', async (_title, value, expected) => {
    expect(await parseMail(rawMail(`Message-ID: ${value}`, '', ''))).toMatchObject({
      messageId: expected,
      messageIdGenerated: false,
    });
  });

  it('a mail without Message-ID gets the same id when it comes again over another way', async () => {
    const body = ['From: a@x.cl', 'Subject: uno  dos', '', 'hola'];
    const first = await parseMail(rawMail('Received: from a', ...body));
    const again = await parseMail(
      Buffer.from(
        rawMail('Received: from b', 'X-Spam: 1', ...body)
          .toString()
          .replace(/\r/g, ''),
      ),
    );
    const other = await parseMail(rawMail(...body.slice(0, 3), 'adios'));
    expect(first.messageIdGenerated).toBe(true);
    expect(again.messageId).toBe(first.messageId);
    expect(other.messageId).not.toBe(first.messageId);
  });

  it.each([
    ['Wed, 4 Mar 2026 10:15:00 -0300 (CLST)', '2026-03-04T13:15:00.000Z'],
    ['not a date', null],
    ['Wed, 4 Mar 20260 10:15:00 -0300', null],
    ['Thu, 1 Jan 1970 00:00:00 +0000', null],
  ])('date %s', async (value, expected) => {
    expect((await parseMail(rawMail('From: a@x.cl', `Date: ${value}`, '', ''))).date).toBe(expected);
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
