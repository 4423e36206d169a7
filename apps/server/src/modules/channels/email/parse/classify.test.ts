import { describe, expect, it } from 'vitest';
import { rawMail, utf8 } from './fixtures/mail.ts';
import { parseMail } from './parse-mail.ts';

describe('automatic mail', () => {
  it.each([
    ['Auto-Submitted', ['Auto-Submitted: auto-replied']],
    ['Auto-Submitted with parameters', ['Auto-Submitted: auto-generated; owner=x']],
    ['Exchange', ['X-Auto-Response-Suppress: All']],
    ['X-Autoreply', ['X-Autoreply: yes']],
    ['X-Autorespond', ['X-Autorespond: Fuera']],
    ['Precedence', ['Precedence: bulk']],
    ['Precedence auto_reply', ['Precedence: auto_reply']],
    ['mailing list', ['List-Id: <lista.x.cl>']],
    ['loop mark', ['X-Loop: mesa@x.cl']],
    ['campaign', ['Feedback-ID: 1:2', 'List-Unsubscribe: <mailto:u@x.cl>']],
    ['subject with a null sender', ['Return-Path: <>', utf8('Subject: Respuesta automática: Hola')]],
    ['subject in a reply', ['In-Reply-To: <1@x>', 'Subject: Out of office: Hello']],
    ['read receipt', ['Content-Type: multipart/report; report-type=disposition-notification; boundary=b']],
  ])('%s', async (_title, headers) => {
    expect((await parseMail(rawMail('From: a@x.cl', ...headers, '', 'x'))).autoReply).toBe(true);
  });

  it.each([
    ['Auto-Submitted: no', ['Auto-Submitted: no']],
    ['Outlook asking for no receipts', ['X-Auto-Response-Suppress: DR, RN, NRN']],
    ['a subject alone', ['Subject: Out of office?']],
    [
      'a person who writes about absence',
      ['In-Reply-To: <1@x>', 'Subject: Re: Mi hijo estuvo fuera de oficina'],
    ],
    ['an ordinary priority', ['Precedence: first-class']],
    ['X-Autoreply: no', ['X-Autoreply: no']],
  ])('a person: %s', async (_title, headers) => {
    expect((await parseMail(rawMail('From: a@x.cl', ...headers, '', 'x'))).autoReply).toBe(false);
  });

  it('the headers that decided are kept', async () => {
    const mail = await parseMail(
      rawMail('Return-Path: <>', 'Precedence: list', 'List-Id: Lista <l.x.cl>', '', ''),
    );
    expect(mail.headers).toEqual({
      returnPath: '',
      autoSubmitted: null,
      precedence: 'list',
      listId: 'Lista <l.x.cl>',
      ownId: null,
      authenticationResults: [],
      spam: { isFlagged: false, microsoftLevel: null },
    });
  });
});

function report(...fields: string[]): Buffer {
  return rawMail(
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.cl',
    'Subject: Undelivered',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'I am sorry to tell you.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.cl',
    '',
    ...fields,
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: mesa@colegio.cl',
    'Message-ID: <t-1.r-42@mesa>',
    'Subject: Re: Hola',
    '',
    'texto',
    '--b--',
  );
}

describe('delivery reports', () => {
  it('a permanent failure names recipient, status and our mail', async () => {
    const mail = await parseMail(
      report('Final-Recipient: rfc822; Ana@X.cl', 'Action: failed', 'Status: 5.1.1'),
    );
    expect(mail.bounce).toEqual({
      permanent: true,
      status: '5.1.1',
      finalRecipient: 'ana@x.cl',
      said: null,
      originalMessageId: '<t-1.r-42@mesa>',
    });
    expect(mail).toMatchObject({ autoReply: true, text: 'I am sorry to tell you.' });
    expect(mail.attachments.map((file) => file.fileName)).toEqual(['adjunto-1.txt', 'Re_ Hola.eml']);
  });

  it.each([
    [
      'a delay is not permanent',
      ['Final-Recipient: rfc822; a@x.cl', 'Action: delayed', 'Status: 4.4.1'],
      { permanent: false, status: '4.4.1' },
    ],
    [
      'a temporary failure given up is not permanent',
      ['Original-Recipient: rfc822;a@x.cl', 'Action: failed', 'Status: 4.2.2 (full)'],
      { permanent: false, finalRecipient: 'a@x.cl' },
    ],
    [
      'a failure without status is permanent',
      ['Final-Recipient: rfc822; a@x.cl', 'Action: failed'],
      { permanent: true, status: null },
    ],
  ])('%s', async (_title, fields, expected) => {
    expect((await parseMail(report(...fields))).bounce).toMatchObject(expected);
  });

  it('a confirmation of delivery is no bounce', async () => {
    const mail = await parseMail(
      report('Final-Recipient: rfc822; a@x.cl', 'Action: delivered', 'Status: 2.0.0'),
    );
    expect(mail).toMatchObject({ bounce: null, autoReply: true });
  });
});
