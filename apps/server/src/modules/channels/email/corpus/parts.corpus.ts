import {
  type CorpusMail,
  type Expectation,
  filePart,
  htmlMail,
  htmlPart,
  lines,
  mail,
  mailOf,
  part,
  plainPart,
  textMail,
  utf8,
} from './mail-builder.ts';

const calendar = (method: string | null, ...more: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//y',
    ...(method === null ? [] : [`METHOD:${method}`]),
    'BEGIN:VEVENT',
    'UID:1@x',
    'SUMMARY:Reunión de apoderados\\, 3° B',
    'LOCATION:Sala 2',
    'ORGANIZER;CN="Soto, Ana":mailto:Ana@familia.cl',
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
const invitation = (source: string, method = 'REQUEST') =>
  mailOf('mixed', [
    plainPart('Te invito.'),
    filePart([`Content-Type: text/calendar; charset=utf-8; method=${method}`], utf8(source)),
  ]);
const SUMMARY = 'Reunión de apoderados, 3° B';

const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Pacific SA Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T000000',
  'TZOFFSETFROM:-0300',
  'TZOFFSETTO:-0400',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');
const withZone = calendar('REQUEST', 'DTSTART;TZID="Pacific SA Standard Time":20260602T150000').replace(
  'BEGIN:VEVENT',
  `${zone}\r\nBEGIN:VEVENT`,
);

const calendars: [name: string, raw: () => Buffer, expected: Expectation['calendar']][] = [
  [
    'in UTC',
    () => invitation(calendar('REQUEST', 'DTSTART:20260304T180000Z', 'DTEND:20260304T190000Z')),
    { method: 'REQUEST', summary: SUMMARY, start: '2026-03-04T18:00:00.000Z', organizer: 'ana@familia.cl' },
  ],
  [
    'in a named zone',
    () => invitation(calendar('REQUEST', 'DTSTART;TZID=America/Santiago:20260602T150000')),
    { start: '2026-06-02T19:00:00.000Z' },
  ],
  ['in a zone of its own', () => invitation(withZone), { start: '2026-06-02T19:00:00.000Z' }],
  [
    'in an unknown zone',
    () => invitation(calendar('REQUEST', 'DTSTART;TZID=Mi Zona:20260602T150000')),
    { start: '2026-06-02T15:00:00' },
  ],
  [
    'whole day',
    () => invitation(calendar('REQUEST', 'DTSTART;VALUE=DATE:20260304')),
    { start: '2026-03-04' },
  ],
  [
    'cancelled',
    () => invitation(calendar('CANCEL', 'DTSTART:20260304T180000Z'), 'CANCEL'),
    { method: 'CANCEL', summary: SUMMARY },
  ],
  [
    'answered',
    () =>
      invitation(
        calendar('REPLY', 'DTSTART:20260304T180000Z', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:p@x.cl'),
        'REPLY',
      ),
    { method: 'REPLY' },
  ],
  [
    'without method',
    () => invitation(calendar(null, 'DTSTART:20260304T180000Z')),
    { method: null, summary: SUMMARY },
  ],
  [
    'with lines that are none',
    () => invitation(calendar('REQUEST', 'DTSTART:20260304T180000Z', 'esto no es nada', '')),
    { summary: SUMMARY },
  ],
  [
    'as a file',
    () =>
      mailOf('mixed', [
        plainPart('x'),
        filePart(
          ['Content-Type: application/ics; name=invite.ics'],
          utf8(calendar('REQUEST', 'DTSTART:20260304T180000Z')),
        ),
      ]),
    { summary: SUMMARY },
  ],
  ['that is broken', () => invitation('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:ayer\r\n'), null],
  ['that is none', () => invitation('hola'), null],
];

/** A TNEF attribute with its checksum left at zero, which nobody checks. */
function attribute(level: number, type: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt16LE(id, 1);
  head.writeUInt16LE(type, 3);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const property = (type: number, id: number, data: Buffer) =>
  Buffer.concat([
    Buffer.from([type & 255, type >> 8, id & 255, id >> 8]),
    uint32(1),
    uint32(data.length),
    padded(data),
  ]);
const wide = (text: string) => Buffer.concat([Buffer.from(text, 'utf16le'), Buffer.alloc(2)]);

const tnef = (...attributes: Buffer[]) =>
  Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), ...attributes]);
const tnefFile = tnef(
  attribute(1, 6, 0x9007, Buffer.from([0xe4, 4, 0, 0, 0, 0, 0, 0])),
  attribute(2, 6, 0x9002, Buffer.alloc(14)),
  attribute(2, 1, 0x8010, Buffer.from('MATRIC~1.PDF\0', 'latin1')),
  attribute(2, 6, 0x800f, utf8('%PDF-')),
  attribute(
    2,
    6,
    0x9005,
    Buffer.concat([
      uint32(2),
      property(0x1f, 0x3707, wide('matrícula.pdf')),
      property(0x1e, 0x370e, Buffer.from('application/pdf\0')),
    ]),
  ),
);
const tnefBody = tnef(
  attribute(
    1,
    6,
    0x9003,
    Buffer.concat([uint32(1), property(0x1f, 0x1000, wide('El texto va aquí, niño.'))]),
  ),
);

const UUENCODED = 'begin 644 nota.txt\n#0V%T\n`\nend';

/** DER of CMS: a signed mail in one piece, made by hand without its certificates. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const length =
    body.length < 128 ? Buffer.from([body.length]) : Buffer.from([0x82, body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}
const oid = (hex: string) => der(6, Buffer.from(hex, 'hex'));
const cms = (kind: string, inner: Buffer) =>
  der(
    0x30,
    oid(kind),
    der(
      0xa0,
      der(
        0x30,
        der(2, Buffer.from([1])),
        der(0x31),
        der(0x30, oid('2a864886f70d010701'), der(0xa0, der(4, inner))),
      ),
    ),
  );
const signedPiece = cms(
  '2a864886f70d010702',
  utf8('Content-Type: text/plain; charset=utf-8\r\n\r\nTexto firmado del niño.'),
);
const p7m = (content: Buffer) =>
  mail(
    ['Content-Type: application/pkcs7-mime; name=smime.p7m', 'Content-Transfer-Encoding: base64'],
    content.toString('base64'),
  );

const clearSigned =
  '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nTexto firmado.\n- -- \nAna\n-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\n';
const armored = '-----BEGIN PGP MESSAGE-----\n\nabcd\n-----END PGP MESSAGE-----';

const rest: [name: string, raw: () => Buffer, expected: Expectation][] = [
  [
    'winmail.dat with a file',
    () =>
      mailOf('mixed', [
        plainPart('Va adjunto.'),
        filePart(['Content-Type: application/ms-tnef; name=winmail.dat'], tnefFile),
      ]),
    { text: ['Va adjunto.'], files: ['matrícula.pdf'] },
  ],
  [
    'winmail.dat by its name',
    () =>
      mailOf('mixed', [
        plainPart('Va adjunto.'),
        filePart(['Content-Type: application/octet-stream; name=winmail.dat'], tnefFile),
      ]),
    { files: ['matrícula.pdf'] },
  ],
  [
    'winmail.dat with the text',
    () =>
      mail(
        ['Content-Type: application/ms-tnef', 'Content-Transfer-Encoding: base64'],
        tnefBody.toString('base64'),
      ),
    { text: ['El texto va aquí, niño.'], files: [] },
  ],
  [
    'winmail.dat cut off',
    () =>
      mailOf('mixed', [
        plainPart('x'),
        filePart(['Content-Type: application/ms-tnef; name=winmail.dat'], tnefFile.subarray(0, 60)),
      ]),
    { text: ['x'] },
  ],
  [
    'winmail.dat that is none',
    () =>
      mailOf('mixed', [
        plainPart('x'),
        filePart(['Content-Type: application/ms-tnef; name=winmail.dat'], utf8('nada')),
      ]),
    { files: ['winmail.dat'] },
  ],
  [
    'uuencoded file in the text',
    () => textMail(`Va la nota.\n\n${UUENCODED}\n\nSaludos`),
    { text: ['Va la nota.', 'Saludos'], files: ['nota.txt'] },
  ],
  [
    'uuencoded part',
    () =>
      mailOf('mixed', [
        plainPart('x'),
        part(
          ['Content-Type: text/x-nota; name=nota.txt', 'Content-Transfer-Encoding: x-uuencode'],
          UUENCODED.replace(/\n/g, '\r\n'),
        ),
      ]),
    { files: ['nota.txt'] },
  ],
  [
    'uuencode that never ends',
    () => textMail('begin 644 nota.txt\n#0V%T\nhola'),
    { text: ['hola'], files: [] },
  ],
  ['a sentence that begins', () => textMail('begin 644 things\nwith care\nend'), { text: ['with care'] }],
  [
    'attached mail',
    () =>
      mailOf('mixed', [
        plainPart('Va.'),
        part(['Content-Type: message/rfc822'], lines('Subject: =?utf-8?Q?Matr=C3=ADcula/2026?=', '', 'x')),
      ]),
    { files: ['Matrícula-2026.eml'], text: ['Va.'] },
  ],
  [
    'attached mail without subject',
    () =>
      mailOf('mixed', [
        plainPart('Va.'),
        part(['Content-Type: message/rfc822; name=viejo.eml'], lines('From: a@x.cl', '', 'x')),
      ]),
    { files: ['viejo.eml'] },
  ],
  [
    'attached mail in base64',
    () =>
      mailOf('mixed', [
        plainPart('Va.'),
        filePart(['Content-Type: message/rfc822'], lines('Subject: Nota', '', 'x')),
      ]),
    { files: ['Nota.eml'] },
  ],
  [
    'attached mail with parts of the same boundary',
    () =>
      mail(
        ['Content-Type: multipart/mixed; boundary=q'],
        utf8(
          '--q\r\n\r\nfuera\r\n--q\r\nContent-Type: message/rfc822\r\n\r\nSubject: dentro\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nuno\r\n--q--',
        ),
      ),
    { text: ['fuera'] },
  ],
  [
    'picture in its place',
    () =>
      mailOf('related', [
        htmlPart('<p>Mira <img src="cid:foto@1"></p>'),
        filePart(['Content-Type: image/png; name=foto.png', 'Content-ID: <foto@1>']),
      ]),
    { inline: 1, files: ['foto.png'], html: ['src="cid:foto@1"'] },
  ],
  [
    'picture in its place, percent-encoded',
    () =>
      mailOf('related', [
        htmlPart('<img src="cid:foto%201@x">'),
        filePart(['Content-Type: image/png; name=foto.png', 'Content-ID: <foto 1@x>']),
      ]),
    { files: ['foto.png'] },
  ],
  [
    'picture that nothing shows',
    () =>
      mailOf('related', [
        htmlPart('<p>Mira</p>'),
        filePart(['Content-Type: image/png; name=foto.png', 'Content-ID: <foto@1>']),
      ]),
    { inline: 0, files: ['foto.png'] },
  ],
  [
    'picture inside the HTML',
    () => htmlMail('<p>Mira <img src="data:image/png;base64,iVBORw0KGgo="></p>'),
    { html: ['data:image/png'], text: ['Mira'] },
  ],
  [
    'files of the same name',
    () =>
      mailOf('mixed', [
        plainPart('x'),
        filePart(['Content-Type: image/png; name=a.png']),
        filePart(['Content-Type: image/png; name=a.png']),
      ]),
    { files: ['a.png', 'a.png'] },
  ],
  [
    'card',
    () => mailOf('mixed', [plainPart('x'), part(['Content-Type: text/vcard'], 'BEGIN:VCARD')]),
    { files: ['adjunto-1.vcf'] },
  ],
  [
    'table',
    () => mailOf('mixed', [plainPart('x'), part(['Content-Type: text/csv; name=notas.csv'], 'a,b')]),
    { files: ['notas.csv'] },
  ],
  [
    'signed with S/MIME',
    () =>
      mailOf('signed; protocol="application/pkcs7-signature"', [
        plainPart('Texto firmado.'),
        filePart(['Content-Type: application/pkcs7-signature; name=smime.p7s']),
      ]),
    { signed: true, encrypted: false, files: [], text: ['Texto firmado.'] },
  ],
  [
    'signed with S/MIME in one piece',
    () => p7m(signedPiece),
    { signed: true, encrypted: false, text: ['Texto firmado del niño.'] },
  ],
  [
    'encrypted with S/MIME',
    () => p7m(cms('2a864886f70d010703', utf8('xxxx'))),
    { encrypted: true, files: ['smime.p7m'] },
  ],
  [
    'signed with PGP/MIME',
    () =>
      mailOf('signed; protocol="application/pgp-signature"', [
        plainPart('Texto firmado.'),
        part(['Content-Type: application/pgp-signature; name=signature.asc'], 'x'),
      ]),
    { signed: true, files: [], text: ['Texto firmado.'] },
  ],
  [
    'encrypted with PGP/MIME',
    () =>
      mailOf('encrypted; protocol="application/pgp-encrypted"', [
        part(['Content-Type: application/pgp-encrypted'], 'Version: 1'),
        part(['Content-Type: application/octet-stream; name=encrypted.asc'], armored),
      ]),
    { encrypted: true, files: ['encrypted.asc'] },
  ],
  [
    'signed with PGP in the text',
    () => textMail(clearSigned),
    { signed: true, text: ['Texto firmado.'], whole: true },
  ],
  [
    'encrypted with PGP in the text',
    () => textMail(`Hola\n\n${armored}`),
    { encrypted: true, text: ['Hola'] },
  ],
  [
    'a talk about PGP',
    () => textMail('¿Qué es -----BEGIN PGP MESSAGE----- en un correo?'),
    { encrypted: false, signed: false },
  ],
];

/** Calendars, envelopes of Outlook, files in texts, mails in mails, pictures, signatures and encryption. */
export const partMails: CorpusMail[] = [
  ...calendars.map(([name, raw, expected]) => ({
    name: `calendar ${name}`,
    raw,
    expected: { calendar: expected },
  })),
  ...rest.map(([name, raw, expected]) => ({ name: `part ${name}`, raw, expected })),
];
