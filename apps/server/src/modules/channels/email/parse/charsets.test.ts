import { describe, expect, it } from 'vitest';
import { HEAD, rawMail, utf8 } from './fixtures/mail.ts';
import { parseMail } from './parse-mail.ts';

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
