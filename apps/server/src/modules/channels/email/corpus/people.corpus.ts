import { bytes, type CorpusMail, lines, mail, utf8 } from './mail-builder.ts';

type From = { name?: string; address: string | null };

const senders: [name: string, headers: (string | Buffer)[], expected: From][] = [
  ['plain', ['From: ANA@Familia.CL'], { name: '', address: 'ana@familia.cl' }],
  ['named', ['From: "Soto, Ana" <Ana@Familia.cl>'], { name: 'Soto, Ana', address: 'ana@familia.cl' }],
  [
    'comma without quotes',
    ['From: Soto, Ana <ana@familia.cl>'],
    { name: 'Soto, Ana', address: 'ana@familia.cl' },
  ],
  ['raw utf-8 name', ['From: Íñigo Muñoz <i@familia.cl>'], { name: 'Íñigo Muñoz', address: 'i@familia.cl' }],
  ['raw latin1 name', [bytes('From: Mu\xf1oz <m@familia.cl>')], { name: 'Muñoz', address: 'm@familia.cl' }],
  [
    'encoded name',
    ['From: =?utf-8?Q?Mu=C3=B1oz?= <m@familia.cl>'],
    { name: 'Muñoz', address: 'm@familia.cl' },
  ],
  ['comment', ['From: ana@familia.cl (Ana Soto)'], { name: 'Ana Soto', address: 'ana@familia.cl' }],
  [
    'another address as name',
    ['From: "jefe@banco.cl" <x@malo.cl>'],
    { name: 'jefe@banco.cl', address: 'x@malo.cl' },
  ],
  ['another address as name without quotes', ['From: jefe@banco.cl <x@malo.cl>'], { address: 'x@malo.cl' }],
  [
    'address hidden in an encoded name',
    ['From: =?utf-8?Q?jefe=40banco.cl_=3Cjefe=40banco.cl=3E?= <x@malo.cl>'],
    { address: 'x@malo.cl' },
  ],
  ['two brackets', ['From: Jefe <jefe@banco.cl> <x@malo.cl>'], { address: 'x@malo.cl' }],
  ['double brackets', ['From: Ana <<ana@familia.cl>>'], { address: 'ana@familia.cl' }],
  ['bracket that never closes', ['From: Ana <ana@familia.cl'], { address: 'ana@familia.cl' }],
  ['spaces inside the brackets', ['From: Ana < ana@familia.cl >'], { address: 'ana@familia.cl' }],
  ['spaces around the at', ['From: Ana <ana @ familia.cl>'], { address: 'ana@familia.cl' }],
  ['mailto', ['From: Ana <mailto:ana@familia.cl>'], { address: 'ana@familia.cl' }],
  ['apostrophes', ["From: \"'Ana'\" <'ana@familia.cl'>"], { address: 'ana@familia.cl' }],
  ['dot at the end', ['From: Ana <ana@familia.cl.>'], { address: 'ana@familia.cl' }],
  ['dot before the at', ['From: Ana <ana.@docomo.ne.jp>'], { address: 'ana.@docomo.ne.jp' }],
  ['plus', ['From: <ana+colegio@familia.cl>'], { address: 'ana+colegio@familia.cl' }],
  ['accents in the domain', ['From: <ana@niñez.cl>'], { address: 'ana@niñez.cl' }],
  ['two senders', ['From: ana@familia.cl, pedro@familia.cl'], { address: 'ana@familia.cl' }],
  ['two From headers', ['From: ana@familia.cl', 'From: x@malo.cl'], { address: 'ana@familia.cl' }],
  [
    'no From, Reply-To',
    ['From:', 'Reply-To: ana@familia.cl', 'Return-Path: <b@familia.cl>'],
    { address: 'ana@familia.cl' },
  ],
  ['no From, Sender', ['From:', 'Sender: Ana <ana@familia.cl>'], { name: 'Ana', address: 'ana@familia.cl' }],
  ['no From, Return-Path', ['From:', 'Return-Path: <b@familia.cl>'], { address: 'b@familia.cl' }],
  [
    'name only, Reply-To',
    ['From: Ana', 'Reply-To: <ana@familia.cl>'],
    { name: 'Ana', address: 'ana@familia.cl' },
  ],
  ['group', ['From: Apoderados: ana@familia.cl;'], { address: 'ana@familia.cl' }],
  [
    'line break in the name',
    ['From: =?utf-8?Q?Ana=0D=0ABcc:_x=40y.cl?= <ana@familia.cl>'],
    { name: 'Ana Bcc: x@y.cl', address: 'ana@familia.cl' },
  ],
  ['nobody', ['From: undisclosed', 'Return-Path: <>'], { name: 'undisclosed', address: null }],
];

const recipients: [name: string, headers: string[], expected: string[]][] = [
  ['semicolons', ['To: ana@familia.cl; Pedro <pedro@familia.cl>'], ['ana@familia.cl', 'pedro@familia.cl']],
  ['group', ['To: Curso: b@x.cl, c@x.cl;'], ['b@x.cl', 'c@x.cl']],
  ['two headers', ['To: b@x.cl', 'To: c@x.cl'], ['b@x.cl', 'c@x.cl']],
  ['undisclosed', ['To: undisclosed-recipients:;'], []],
  ['folded', ['To: b@x.cl,\r\n\tc@x.cl'], ['b@x.cl', 'c@x.cl']],
  ['empty places', ['To: , b@x.cl,, c@x.cl,'], ['b@x.cl', 'c@x.cl']],
  ['quoted comma', ['To: "Soto, Ana" <b@x.cl>, c@x.cl'], ['b@x.cl', 'c@x.cl']],
  ['broken one among good ones', ['To: b@x.cl, esto no es, c@x.cl'], ['b@x.cl', 'c@x.cl']],
];

const tokens: [name: string, headers: string[], expected: string[]][] = [
  ['to', ['To: Ayuda <ayuda+t-42.k3j9@colegio.cl>'], ['t-42.k3j9']],
  ['delivered-to', ['Delivered-To: ayuda+abc@colegio.cl', 'To: otro@x.cl'], ['abc']],
  ['cc among others', ['To: otro@x.cl', 'Cc: <ayuda+abc@colegio.cl>'], ['abc']],
  ['upper case', ['To: AYUDA+ABC@COLEGIO.CL'], ['abc']],
  ['none', ['To: ayuda@colegio.cl'], []],
  ['in a name only', ['To: "ayuda+abc@colegio.cl" <ayuda@colegio.cl>'], []],
];

/** Bytes that are hardly a mail; all of them have to become one. */
const outer: [name: string, raw: () => Buffer, expected: CorpusMail['expected']][] = [
  ['no bytes', () => Buffer.alloc(0), { from: { address: null } }],
  ['one line break', () => utf8('\r\n'), {}],
  ['no headers', () => utf8('\r\nHola, esto es todo.'), { text: ['Hola, esto es todo.'] }],
  [
    'headers without end',
    () => lines('From: ana@familia.cl', 'Subject: Hola'),
    { subject: 'Hola', from: { address: 'ana@familia.cl' } },
  ],
  [
    'blank lines before the headers',
    () => Buffer.concat([utf8('\r\n\r\n'), mail([], 'Hola')]),
    { subject: 'Consulta', text: ['Hola'] },
  ],
  [
    'byte order mark before the headers',
    () => Buffer.concat([bytes('\xef\xbb\xbf'), mail([], 'Hola')]),
    { from: { address: 'ana@familia.cl' }, text: ['Hola'] },
  ],
  [
    'mbox line',
    () => Buffer.concat([utf8('From ana@familia.cl Wed Mar  4 10:15:00 2026\r\n'), mail([], 'Hola')]),
    { subject: 'Consulta', text: ['Hola'] },
  ],
  [
    'line feeds only',
    () => Buffer.from(mail([], 'uno', 'dos').toString('latin1').replace(/\r/g, ''), 'latin1'),
    { text: ['uno', 'dos'] },
  ],
  [
    'carriage returns only',
    () => Buffer.from(mail([], 'uno', 'dos').toString('latin1').replace(/\n/g, ''), 'latin1'),
    { subject: 'Consulta', text: ['uno dos'] },
  ],
  [
    'mixed line ends',
    () => utf8('From: ana@familia.cl\nSubject: Hola\r\n\nuno\r\ndos\n'),
    { subject: 'Hola', text: ['uno', 'dos'] },
  ],
  [
    'a line that is no header',
    () => lines('From: ana@familia.cl', 'esto no es cabecera', 'Subject: Hola', '', 'cuerpo'),
    { subject: 'Hola', text: ['cuerpo'] },
  ],
  [
    'space before the colon',
    () => lines('From : ana@familia.cl', 'Subject : Hola', '', 'cuerpo'),
    { subject: 'Hola', from: { address: 'ana@familia.cl' } },
  ],
  [
    'NUL in the headers',
    () => bytes('From: ana@familia.cl\r\nSubject: Ho\0la\r\n\r\ncuerpo'),
    { subject: 'Hola', text: ['cuerpo'] },
  ],
  [
    'subject of 100,000 characters',
    () => mail([`Subject: ${'a '.repeat(50_000)}`], 'cuerpo'),
    { text: ['cuerpo'], notices: ['mail.subject_truncated'] },
  ],
  ['header of 2 MB', () => mail([`X-Largo: ${'y'.repeat(2_000_000)}`], 'cuerpo'), { text: ['cuerpo'] }],
  [
    '20,000 headers',
    () =>
      mail(
        Array.from({ length: 20_000 }, (_, index) => `X-H${index}: 1`),
        'cuerpo',
      ),
    { text: ['cuerpo'] },
  ],
  [
    '5,000 recipients',
    () => mail([`To: ${Array.from({ length: 5000 }, (_, index) => `p${index}@x.cl`).join(', ')}`], 'cuerpo'),
    { text: ['cuerpo'], notices: ['mail.too_many_participants'] },
  ],
  [
    '10,000 references',
    () => mail([`References: ${'<a@b> '.repeat(10_000)}`], 'cuerpo'),
    { text: ['cuerpo'] },
  ],
  [
    'random bytes',
    () => Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 197 + 13) % 256)),
    {},
  ],
  ['a picture instead of a mail', () => bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), {}],
  ['no Message-ID', () => lines('From: ana@familia.cl', 'Subject: Hola', '', 'cuerpo'), { text: ['cuerpo'] }],
  ['Message-ID without brackets', () => mail(['Message-ID: abc@familia.cl'], 'cuerpo'), { text: ['cuerpo'] }],
  [
    'Message-ID of 3,000 characters',
    () => mail([`Message-ID: <${'a'.repeat(3000)}@x.cl>`], 'cuerpo'),
    { text: ['cuerpo'] },
  ],
  ['Message-ID with spaces', () => mail(['Message-ID: <a b c@x.cl>'], 'cuerpo'), { text: ['cuerpo'] }],
];

/** Who wrote, to whom, and the outer form of a mail. */
export const peopleMails: CorpusMail[] = [
  ...senders.map(([name, headers, from]) => ({
    name: `sender ${name}`,
    raw: () => mail(headers, 'x'),
    expected: { from, text: ['x'] },
  })),
  ...recipients.map(([name, headers, to]) => ({
    name: `recipient ${name}`,
    raw: () => mail(headers, 'x'),
    expected: { to },
  })),
  ...tokens.map(([name, headers, plusTokens]) => ({
    name: `token ${name}`,
    raw: () => mail(headers, 'x'),
    expected: { plusTokens },
  })),
  ...outer.map(([name, raw, expected]) => ({ name: `outer ${name}`, raw, expected })),
];
