import {
  base64,
  type CorpusMail,
  type Expectation,
  htmlPart,
  mail,
  mailOf,
  multipart,
  part,
  plainPart,
  textMail,
  utf8,
} from './mail-builder.ts';

/** Structure broken on the way or on purpose. */
const broken: [name: string, raw: () => Buffer, expected: Expectation][] = [
  [
    'container that never closes',
    () =>
      mail(
        [multipart('mixed', [], { boundary: 'q' }).header],
        utf8('--q\r\nContent-Type: text/plain\r\n\r\nhola'),
      ),
    { text: ['hola'] },
  ],
  [
    'inner container that never closes',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=out'],
        utf8(
          '--out\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nhola\r\n--out\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n--out--',
        ),
      ),
    { text: ['hola'], files: ['a.pdf'] },
  ],
  [
    'no boundary named',
    () =>
      mail(
        ['Content-Type: multipart/mixed'],
        utf8('--abc\r\nContent-Type: text/plain\r\n\r\nhola\r\n--abc--'),
      ),
    { text: ['hola'] },
  ],
  [
    'wrong boundary named',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=otro'],
        utf8('--abc\r\nContent-Type: text/plain\r\n\r\nhola\r\n--abc--'),
      ),
    { text: ['hola'] },
  ],
  [
    'no semicolon before the boundary',
    () =>
      mail(
        ['Content-Type: multipart/mixed boundary="abc"'],
        utf8('--abc\r\nContent-Type: text/plain\r\n\r\nhola\r\n--abc--'),
      ),
    { text: ['hola'], whole: true },
  ],
  [
    'no Content-Type over the parts',
    () => mail([], utf8('--abc\r\nContent-Type: text/html\r\n\r\n<p>hola</p>\r\n--abc--')),
    { html: ['<p>hola</p>'] },
  ],
  [
    'no boundary at all',
    () => mail(['Content-Type: multipart/mixed; boundary=otro'], 'hola, solo texto'),
    { text: ['hola, solo texto'] },
  ],
  [
    'HTML under a container without boundary',
    () => mail(['Content-Type: multipart/alternative'], '<html><body>hola</body></html>'),
    { text: ['hola'] },
  ],
  [
    'container encoded as a whole',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=q', 'Content-Transfer-Encoding: base64'],
        base64(utf8('--q\r\nContent-Type: text/plain\r\n\r\nhola\r\n--q--')),
      ),
    { text: ['hola'] },
  ],
  [
    'boundary that begins like another',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=a'],
        utf8(
          '--a\r\nContent-Type: multipart/alternative; boundary=ab\r\n\r\n--ab\r\nContent-Type: text/plain\r\n\r\nhola\r\n--ab--\r\n--a\r\nContent-Type: text/plain; name=b.txt\r\nContent-Disposition: attachment\r\n\r\nx\r\n--a--',
        ),
      ),
    { text: ['hola'], files: ['b.txt'] },
  ],
  [
    'boundary with blanks after it',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary="q"'],
        utf8('--q  \r\nContent-Type: text/plain\r\n\r\nhola\r\n--q-- '),
      ),
    { text: ['hola'] },
  ],
  [
    'part without headers',
    () => mail(['Content-Type: multipart/mixed; boundary=q'], utf8('--q\r\n\r\nhola\r\n--q--')),
    { text: ['hola'] },
  ],
  [
    'part without the empty line',
    () => mail(['Content-Type: multipart/mixed; boundary=q'], utf8('--q\r\nhola mundo\r\n--q--')),
    { text: ['hola mundo'] },
  ],
  [
    'text after the end',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=q'],
        utf8('--q\r\n\r\nhola\r\n--q--\r\nEste texto llegó después del final.'),
      ),
    { text: ['hola', 'después del final'] },
  ],
  [
    'parts after the end',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=q'],
        utf8('--q\r\n\r\nhola\r\n--q--\r\n--q\r\n\r\nmás texto\r\n--q--'),
      ),
    { text: ['hola', 'más texto'] },
  ],
  ['empty container', () => mail(['Content-Type: multipart/mixed; boundary=q'], utf8('--q--')), {}],
  [
    'text before the first part only',
    () => mail(['Content-Type: multipart/mixed; boundary=q'], utf8('hola antes\r\n--q--')),
    { text: ['hola antes'] },
  ],
  [
    'two Content-Types',
    () => mail(['Content-Type: text/plain', 'Content-Type: text/html'], 'hola'),
    { text: ['hola'] },
  ],
  ['Content-Type that is none', () => mail(['Content-Type: text'], 'hola'), { text: ['hola'] }],
  ['Content-Type of noise', () => mail(['Content-Type: ;;;===/'], 'hola'), { text: ['hola'] }],
  ['HTML without label', () => mail([], '<html><body><p>hola</p></body></html>'), { text: ['hola'] }],
  [
    'HTML charset in its head',
    () =>
      mail(
        ['Content-Type: text/html'],
        Buffer.from('<html><head><meta charset="iso-8859-1"></head><body>ma\xf1ana</body></html>', 'latin1'),
      ),
    { text: ['mañana'] },
  ],
  [
    'empty plain beside HTML',
    () => mailOf('alternative', [plainPart('  '), htmlPart('<p>hola</p>')]),
    { text: ['hola'] },
  ],
  [
    'plain that only points to the HTML',
    () =>
      mailOf('alternative', [
        plainPart('Su programa no muestra HTML.'),
        htmlPart(`<p>${'El texto que importa. '.repeat(20)}</p>`),
      ]),
    { text: ['El texto que importa.'] },
  ],
  [
    'text and HTML one after the other',
    () => mailOf('mixed', [plainPart('uno'), htmlPart('<p>dos</p>'), plainPart('tres')]),
    { text: ['uno', 'dos', 'tres'], html: ['uno', 'dos', 'tres'] },
  ],
  [
    'alternatives within alternatives',
    () => {
      const inner = multipart('alternative', [plainPart('hola'), htmlPart('<p>hola</p>')]);
      return mailOf('alternative', [part([inner.header], inner.body)]);
    },
    { text: ['hola'] },
  ],
  [
    'body marked as an attachment',
    () => textMail('hola', ['Content-Disposition: attachment']),
    { text: ['hola'] },
  ],
  [
    'body with a file name',
    () => textMail('hola', ['Content-Disposition: inline; filename=hola.txt']),
    { text: ['hola'], files: ['hola.txt'] },
  ],
  [
    'only a file',
    () =>
      mail(['Content-Type: application/pdf; name=a.pdf', 'Content-Transfer-Encoding: base64'], 'JVBERi0='),
    { files: ['a.pdf'] },
  ],
  [
    'digest',
    () =>
      mailOf('digest', [
        part([], utf8('From: a@x.cl\r\nSubject: uno\r\n\r\nx')),
        part([], utf8('From: a@x.cl\r\nSubject: dos\r\n\r\nx')),
      ]),
    { files: ['uno.eml', 'dos.eml'] },
  ],
  [
    'no mail at the end of headers in a part',
    () => mail(['Content-Type: multipart/mixed; boundary=q'], utf8('--q\r\nContent-Type: text/plain')),
    {},
  ],
  [
    'cut in the middle of base64',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=q'],
        utf8(
          '--q\r\n\r\nhola\r\n--q\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAA',
        ),
      ),
    { text: ['hola'], files: ['a.png'] },
  ],
  [
    'closed before anything was opened',
    () => mail(['Content-Type: multipart/mixed; boundary=q'], utf8('--q--\r\n\r\nLa pregunta sigue aquí.')),
    { text: ['La pregunta sigue aquí.'] },
  ],
  [
    'html in a comment without end',
    () => mail(['Content-Type: text/html; charset=utf-8'], utf8('<!--\r\n<p>La pregunta sigue aquí.</p>')),
    { text: ['La pregunta sigue aquí.'] },
  ],
];

/** Mail whose structure is broken, on the way or on purpose. */
export const brokenMails: CorpusMail[] = broken.map(([name, raw, expected]) => ({
  name: `broken ${name}`,
  raw,
  expected,
}));
