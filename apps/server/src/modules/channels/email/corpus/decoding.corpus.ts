import {
  base64,
  bytes,
  type CorpusMail,
  type Expectation,
  filePart,
  mail,
  mailOf,
  plainPart,
  utf8,
} from './mail-builder.ts';

const sentence = 'La reinscripción del niño: ¿cuánto es? ¡Gracias, Íñigo!';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
/** UTF-8 read as latin1 and written as UTF-8 again, as broken gateways do. */
const twice = (text: string) => utf8(utf8(text).toString('latin1'));
/** The same through windows-1252, whose quotes and dashes differ. */
const twice1252 = 'â€œholaâ€\u009d â€“ 10 â‚¬, reinscripciÃ³n';

const bodies: [name: string, charset: string | null, content: Buffer, text: string][] = [
  ['utf-8', 'utf-8', utf8(sentence), sentence],
  ['utf-8 with a byte order mark', 'utf-8', Buffer.concat([bytes('\xef\xbb\xbf'), utf8(sentence)]), sentence],
  ['latin1 declared', 'iso-8859-1', bytes(sentence), sentence],
  ['windows-1252 declared', 'windows-1252', bytes('\x93hola\x94 \x96 10 \x80'), '“hola” – 10 €'],
  ['windows-1252 as latin1', 'iso-8859-1', bytes('\x93hola\x94 \x85'), '“hola” …'],
  ['windows-1252 as utf-8', 'utf-8', bytes('ma\xf1ana \x80'), 'mañana €'],
  ['utf-8 as latin1', 'iso-8859-1', utf8(`${sentence} €`), `${sentence} €`],
  ['utf-8 as ascii', 'us-ascii', utf8(sentence), sentence],
  ['utf-8 without label', null, utf8(sentence), sentence],
  ['latin1 without label', null, bytes(sentence), sentence],
  ['unknown label', 'x-klingon', bytes(sentence), sentence],
  ['label in quotes and spaces', '" ISO-8859-1 "', bytes(sentence), sentence],
  ['cp1252', 'cp1252', bytes(sentence), sentence],
  ['ansi', 'ANSI', bytes(sentence), sentence],
  ['latin-1', 'latin-1', bytes(sentence), sentence],
  ['cp850', 'cp850', bytes('ma\xa4ana \x82l est\xa0'), 'mañana él está'],
  ['ibm437', 'ibm437', bytes('ma\xa4ana'), 'mañana'],
  ['latin9', 'iso-8859-15', bytes('10 \xa4'), '10 €'],
  ['macintosh', 'macintosh', bytes('ma\x96ana'), 'mañana'],
  ['utf-7', 'utf-7', bytes('ma+APE-ana +- 1'), 'mañana + 1'],
  ['utf-16 with mark', 'utf-16', Buffer.concat([bytes('\xff\xfe'), utf16(sentence)]), sentence],
  [
    'stray bytes like a utf-16 mark',
    'utf-8',
    Buffer.concat([bytes('\xff\xfe'), bytes('hola a todos')]),
    'hola a todos',
  ],
  ['utf-16 label on latin1', 'utf-16', bytes('Hola a todos, nos vemos ma\xf1ana'), 'nos vemos mañana'],
  ['utf-16le without mark', 'utf-16le', utf16(sentence), sentence],
  ['utf-16 label on utf-8', 'utf-16', utf8(sentence), sentence],
  ['shift_jis', 'shift_jis', bytes('\x83\x65\x83\x58\x83\x67'), 'テスト'],
  ['iso-2022-jp without label', null, bytes('\x1b$B%F%9%H\x1b(B'), 'テスト'],
  ['gb2312', 'gb2312', bytes('\xc4\xe3\xba\xc3'), '你好'],
  ['cp936', 'cp936', bytes('\xc4\xe3\xba\xc3'), '你好'],
  ['big5', 'big5', bytes('\xa7\x41\xa6\x6e'), '你好'],
  ['ks_c_5601', 'ks_c_5601-1987', bytes('\xb0\xa1'), '가'],
  ['koi8-r', 'koi8-r', bytes('\xf0\xf2\xe9\xf7\xe5\xf4'), 'ПРИВЕТ'],
  ['twice encoded', 'utf-8', twice(sentence), sentence],
  ['twice encoded with quotes', 'utf-8', utf8(twice1252), '“hola” – 10 €, reinscripción'],
  ['thrice encoded', 'utf-8', twice(twice('reinscripción').toString('utf8')), 'reinscripción'],
  ['twice encoded beside sound text', 'utf-8', utf8('Mañana: reinscripciÃ³n'), 'Mañana: reinscripción'],
  ['portuguese capitals are sound', 'utf-8', utf8('AMANHÃ” NÃO “MAÇÔ'), 'AMANHÃ” NÃO “MAÇÔ'],
  [
    'cut in the middle of a character',
    'utf-8',
    Buffer.concat([utf8('reinscripción ni'), bytes('\xc3')]),
    'reinscripción ni',
  ],
  [
    'utf-8 with one byte of latin1',
    'utf-8',
    Buffer.concat([utf8('reinscripción '), bytes('ma\xf1ana')]),
    'reinscripción mañana',
  ],
  ['control characters', 'utf-8', bytes('ho\0la\x07 a\x1b[31mb'), 'hola a[31mb'],
  ['emoji', 'utf-8', utf8('Listo 👍🏽 ❤️'), 'Listo 👍🏽 ❤️'],
];

function bodyMails(): CorpusMail[] {
  return bodies.map(([name, charset, content, text]) => ({
    name: `charset body ${name}`,
    raw: () =>
      mail(
        charset === null
          ? []
          : [`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'],
        content,
      ),
    expected: { text: [text] },
  }));
}

const encodings: [name: string, headers: string[], body: Buffer | string, text: string][] = [
  [
    'quoted-printable',
    ['Content-Transfer-Encoding: quoted-printable'],
    'La reinscripci=C3=B3n del ni=\r\n=C3=B1o',
    'La reinscripción del niño',
  ],
  ['quoted-printable in lower case', ['Content-Transfer-Encoding: Quoted-Printable'], 'ni=c3=b1o', 'niño'],
  ['quoted-printable misspelt', ['Content-Transfer-Encoding: quoted printable;'], 'ni=C3=B1o', 'niño'],
  [
    'quoted-printable with a broken escape',
    ['Content-Transfer-Encoding: quoted-printable'],
    'a=ZZ ni=C3=B1o 1=2',
    'a=ZZ niño 1=2',
  ],
  [
    'quoted-printable with blanks after the break',
    ['Content-Transfer-Encoding: quoted-printable'],
    'uno =  \r\ndos',
    'uno dos',
  ],
  [
    'quoted-printable without label',
    [],
    'La reinscripci=C3=B3n del ni=C3=B1o =E2=80=94 hoy',
    'La reinscripción del niño — hoy',
  ],
  [
    'an address is no quoted-printable',
    [],
    'Ver https://x.cl/?a=C3=B1&b=zz&c=2',
    'https://x.cl/?a=C3=B1&b=zz&c=2',
  ],
  ['base64', ['Content-Transfer-Encoding: base64'], base64(utf8(sentence)), sentence],
  [
    'base64 with a footer in clear',
    ['Content-Transfer-Encoding: base64'],
    `${base64(utf8(sentence))}\r\n_____\r\nLista del curso, para salir escribe`,
    `${sentence}\n_____\nLista del curso, para salir escribe`,
  ],
  [
    'base64 that is none',
    ['Content-Transfer-Encoding: base64'],
    'Hola, esto es texto con espacios.',
    'Hola, esto es texto con espacios.',
  ],
  [
    'base64 in two runs',
    ['Content-Transfer-Encoding: base64'],
    `${base64(utf8('uno y '))}\r\n${base64(utf8('dos más'))}`,
    'uno y dos más',
  ],
  [
    'base64 cut off',
    ['Content-Transfer-Encoding: base64'],
    base64(utf8(sentence)).slice(0, 40),
    'La reinscripción del',
  ],
  ['base64 with stray characters', ['Content-Transfer-Encoding: base64'], `${base64(utf8('hola'))}!`, ''],
  ['unknown encoding', ['Content-Transfer-Encoding: x-nothing'], sentence, sentence],
  ['empty encoding', ['Content-Transfer-Encoding:'], sentence, sentence],
  [
    'flowed',
    ['Content-Type: text/plain; charset=utf-8; format=flowed'],
    'La reinscripción \r\ndel niño',
    'La reinscripción del niño',
  ],
  [
    'flowed without spaces',
    ['Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes'],
    'reinscrip \r\nción',
    'reinscripción',
  ],
  ['line ends of carriage returns twice', [], 'uno\r\r\ndos', 'uno\ndos'],
  ['enriched', ['Content-Type: text/enriched; charset=utf-8'], '<bold>Hola</bold> <<niño', 'Hola <niño'],
];

const headers: [name: string, subject: Buffer | string, expected: string][] = [
  ['raw utf-8', 'Matrícula del niño', 'Matrícula del niño'],
  ['raw latin1', bytes('Matr\xedcula'), 'Matrícula'],
  ['raw windows-1252', bytes('Matr\xedcula \x96 2026'), 'Matrícula – 2026'],
  ['word of latin1', '=?iso-8859-1?Q?Matr=EDcula_2026?=', 'Matrícula 2026'],
  ['word of windows-1252 as latin1', '=?iso-8859-1?Q?=93hola=94?=', '“hola”'],
  ['word labelled wrongly', '=?utf-8?Q?Matr=EDcula?=', 'Matrícula'],
  ['word without charset known', '=?x-unknown?Q?Matr=C3=ADcula?=', 'Matrícula'],
  ['character between two words', '=?utf-8?B?TWF0csM=?= =?utf-8?B?rWN1bGE=?=', 'Matrícula'],
  ['words glued together', '=?utf-8?Q?Matr=C3=AD?==?utf-8?Q?cula?=', 'Matrícula'],
  ['spaces inside a word', '=?utf-8?Q?Matr=C3=ADcula del a=C3=B1o?=', 'Matrícula del año'],
  ['word in text', 'Re: =?utf-8?Q?ni=C3=B1o?= hoy', 'Re: niño hoy'],
  ['language in the label', '=?utf-8*es?Q?ni=C3=B1o?=', 'niño'],
  ['unfinished word', '=?utf-8?Q?abc', '=?utf-8?Q?abc'],
  ['twice encoded', twice('Reinscripción'), 'Reinscripción'],
  ['twice encoded in a word', `=?utf-8?B?${twice('Reinscripción').toString('base64')}?=`, 'Reinscripción'],
  ['line break hidden in a word', '=?utf-8?Q?a=0D=0ABcc:_x?=', 'a Bcc: x'],
  ['NUL hidden in a word', '=?utf-8?Q?a=00b?=', 'ab'],
  ['direction marks stay harmless', '=?utf-8?Q?hola_=E2=9C=93?=', 'hola ✓'],
  ['folded', 'Matrícula\r\n del niño', 'Matrícula del niño'],
  ['folded with a tab', 'Matrícula\r\n\tdel niño', 'Matrícula del niño'],
];

function headerMails(): CorpusMail[] {
  return headers.map(([name, subject, expected]) => ({
    name: `charset subject ${name}`,
    raw: () =>
      mail([Buffer.concat([utf8('Subject: '), typeof subject === 'string' ? utf8(subject) : subject])], 'x'),
    expected: { subject: expected, text: ['x'] },
  }));
}

const names: [name: string, parameter: Buffer | string, expected: string][] = [
  ['raw utf-8', 'filename="matrícula.pdf"', 'matrícula.pdf'],
  ['raw latin1', bytes('filename="matr\xedcula.pdf"'), 'matrícula.pdf'],
  ['encoded word', 'filename="=?utf-8?Q?matr=C3=ADcula.pdf?="', 'matrícula.pdf'],
  ['encoded word without quotes', 'filename==?utf-8?B?bWF0csOtY3VsYS5wZGY=?=', 'matrícula.pdf'],
  ['RFC 2231', "filename*=utf-8''matr%C3%ADcula.pdf", 'matrícula.pdf'],
  ['RFC 2231 in latin1', "filename*=iso-8859-1'es'matr%EDcula.pdf", 'matrícula.pdf'],
  ['RFC 2231 in pieces', "filename*0*=utf-8''matr%C3; filename*1*=%ADcula; filename*2=.pdf", 'matrícula.pdf'],
  ['RFC 2231 out of order', "filename*1*=%ADcula.pdf; filename*0*=utf-8''matr%C3", 'matrícula.pdf'],
  ['both forms', 'filename="matricula.pdf"; filename*=utf-8\'\'matr%C3%ADcula.pdf', 'matrícula.pdf'],
  ['spaces without quotes', 'filename=acta de notas.pdf', 'acta de notas.pdf'],
  ['a quote that never closes', 'filename="acta.pdf', 'acta.pdf'],
  ['semicolon in quotes', 'filename="acta; final.pdf"', 'acta; final.pdf'],
  ['twice encoded', Buffer.concat([utf8('filename="'), twice('matrícula.pdf'), utf8('"')]), 'matrícula.pdf'],
  ['path', 'filename="../../etc/passwd"', 'passwd'],
  ['windows path', 'filename="C:\\\\fakepath\\\\notas.xls"', 'notas.xls'],
  ['path in RFC 2231', "filename*=utf-8''..%2F..%2Fnotas.xls", 'notas.xls'],
  ['only dots', 'filename=".."', 'adjunto-1.pdf'],
  ['empty', 'filename=""', 'adjunto-1.pdf'],
  ['hidden file', 'filename=".htaccess"', 'htaccess'],
  ['bidirectional trick', 'filename="=?utf-8?Q?factura=E2=80=AEfdp.exe?="', 'facturafdp.exe'],
  ['line break', 'filename="=?utf-8?Q?a=0D=0Ab.pdf?="', 'ab.pdf'],
  ['NUL', 'filename="=?utf-8?Q?a.pdf=00.exe?="', 'a.pdf.exe'],
  ['trailing dots', 'filename="a.exe..."', 'a.exe'],
  ['markup', 'filename="<img src=x onerror=alert(1)>.png"', '_img src=x onerror=alert(1)_.png'],
  ['200 characters', `filename="${'ñ'.repeat(200)}.pdf"`, `${'ñ'.repeat(73)}.pdf`],
];

function nameMails(): CorpusMail[] {
  return names.map(([name, parameter, expected]) => ({
    name: `file name ${name}`,
    raw: () =>
      mailOf('mixed', [
        plainPart('Va adjunto.'),
        filePart([
          'Content-Type: application/pdf',
          Buffer.concat([
            utf8('Content-Disposition: attachment; '),
            typeof parameter === 'string' ? utf8(parameter) : parameter,
          ]),
        ]),
      ]),
    expected: { files: [expected], text: ['Va adjunto.'] },
  }));
}

function encodingMails(): CorpusMail[] {
  return encodings.map(([name, given, body, text]) => {
    const labelled = given.some((header) => header.startsWith('Content-Type'))
      ? given
      : ['Content-Type: text/plain; charset=utf-8', ...given];
    const expected: Expectation = text === '' ? {} : { text: [text] };
    return { name: `encoding ${name}`, raw: () => mail(labelled, body), expected };
  });
}

const dates: [name: string, value: string, expected: string | null][] = [
  ['standard', 'Wed, 4 Mar 2026 10:15:00 -0300 (CLST)', '2026-03-04T13:15:00.000Z'],
  ['without weekday', '4 Mar 2026 10:15 -0300', '2026-03-04T13:15:00.000Z'],
  ['two-digit year', 'Wed, 4 Mar 26 10:15:00 GMT', '2026-03-04T10:15:00.000Z'],
  ['named zone', 'Wed, 04 Mar 2026 10:15:00 EST', '2026-03-04T15:15:00.000Z'],
  ['no zone', 'Wed, 04 Mar 2026 10:15:00', '2026-03-04T10:15:00.000Z'],
  ['spanish month', 'mié, 4 ene 2026 10:15:00 +0000', '2026-01-04T10:15:00.000Z'],
  ['dots in the time', 'Wed, 4 Mar 2026 10.15.00 +0000', '2026-03-04T10:15:00.000Z'],
  ['zone with a colon', 'Wed, 4 Mar 2026 10:15:00 -03:00', '2026-03-04T13:15:00.000Z'],
  ['ISO', '2026-03-04T10:15:00-03:00', '2026-03-04T13:15:00.000Z'],
  ['impossible zone', 'Wed, 4 Mar 2026 10:15:00 -9999', '2026-03-04T10:15:00.000Z'],
  ['words', 'ayer en la tarde', null],
  ['year 20260', 'Wed, 4 Mar 20260 10:15:00 -0300', null],
  ['year 1970', 'Thu, 1 Jan 1970 00:00:00 +0000', null],
  ['empty', '', null],
];

function dateMails(): CorpusMail[] {
  return dates.map(([name, value, expected]) => ({
    name: `date ${name}`,
    raw: () => mail([`Date: ${value}`], 'x'),
    expected: { date: expected, text: ['x'] },
  }));
}

/** Charsets, transfer encodings, headers, file names and dates, right and wrong. */
export const decodingMails: CorpusMail[] = [
  ...bodyMails(),
  ...encodingMails(),
  ...headerMails(),
  ...nameMails(),
  ...dateMails(),
];
