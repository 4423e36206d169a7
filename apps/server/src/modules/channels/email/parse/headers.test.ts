import { describe, expect, it } from 'vitest';
import { HEAD, rawMail } from './fixtures/mail.ts';
import { parseMail } from './parse-mail.ts';

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
