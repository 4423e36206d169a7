import {
  ANSWER,
  type CorpusMail,
  type Expectation,
  filePart,
  htmlMail,
  mail,
  mailOf,
  multipart,
  part,
  plainPart,
  textMail,
  utf8,
} from './mail-builder.ts';

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

/** Mail made to use up time and memory. */
export const heavyMails: CorpusMail[] = heavy.map(([name, raw, expected]) => ({
  name: `heavy ${name}`,
  raw,
  expected,
}));
