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
import { tnefBody, tnefFile, tnefRtf } from './tnef-builder.ts';

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
    'winmail.dat with nothing but packed RTF',
    () =>
      mail(
        ['Content-Type: application/ms-tnef', 'Content-Transfer-Encoding: base64'],
        tnefRtf.toString('base64'),
      ),
    { text: ['Mañana paso por la matrícula.', 'Saludos'], files: [] },
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

/** Envelopes of Outlook, files in texts, mails in mails, pictures, signatures and encryption. */
export const partMails: CorpusMail[] = rest.map(([name, raw, expected]) => ({
  name: `part ${name}`,
  raw,
  expected,
}));
