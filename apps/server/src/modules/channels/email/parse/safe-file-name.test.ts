import { expect, it } from 'vitest';
import { HEAD, rawMail, utf8 } from './fixtures/mail.ts';
import { parseMail } from './parse-mail.ts';
import { nestedMailName, safeFileName } from './safe-file-name.ts';

it.each([
  ['path', '../../etc/passwd', 'passwd'],
  ['Windows path', 'C:\\Users\\ana\\nota.txt', 'nota.txt'],
  ['only dots', '..', 'adjunto-3.pdf'],
  ['hidden file', '.htaccess', 'htaccess'],
  ['nothing', null, 'adjunto-3.pdf'],
  ['spaces', '   ', 'adjunto-3.pdf'],
  ['controls', 'a\r\nb\0.pdf', 'ab.pdf'],
  ['bidirectional trick', 'factura\u202Efdp.exe', 'facturafdp.exe'],
  ['reserved characters', 'a:b*c?.pdf', 'a_b_c_.pdf'],
  ['trailing dots', 'a.exe...', 'a.exe'],
  ['decomposed accents', 'mañana.pdf', 'mañana.pdf'],
])('file name: %s', (_title, name, expected) => {
  expect(safeFileName({ name, contentType: 'application/pdf', position: 3 })).toBe(expected);
});

it('a long name keeps its extension within 150 bytes and whole characters', () => {
  const name = safeFileName({ name: `${'ñ'.repeat(300)}.pdf`, contentType: 'application/pdf', position: 1 });
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150);
  expect(name).toMatch(/^ñ+\.pdf$/);
});

it('an attached mail without subject has a name', () => {
  expect(nestedMailName({ subject: ' ', fallback: null })).toBe('mensaje.eml');
  expect(nestedMailName({ subject: null, fallback: 'x/viejo.eml' })).toBe('viejo.eml');
});

it.each([
  ['raw windows-1252', 'name="matr\xedcula.pdf"'],
  ['raw UTF-8', `name="${utf8('matrícula.pdf')}"`],
  ['encoded word', 'name="=?utf-8?Q?matr=C3=ADcula.pdf?="'],
  ['RFC 2231', `name*=iso-8859-1''matr%EDcula.pdf`],
  ['RFC 2231 in pieces', `name*0*=utf-8''matr%C3; name*1*=%ADcula.pdf`],
])('the name in the mail: %s', async (_title, parameter) => {
  const mail = await parseMail(rawMail(...HEAD, `Content-Type: application/pdf; ${parameter}`, '', 'x'));
  expect(mail.attachments[0]?.fileName).toBe('matrícula.pdf');
});
