import {
  getAcknowledgement,
  previewAcknowledgement,
  setAcknowledgement,
} from '@ventanilla/contracts/acknowledgements';
import { listMailAlarms } from '@ventanilla/contracts/mail-alarms';
import { replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  eventually,
  mailboxAddress,
  makeMail,
  type SmtpSink,
  startSmtpSink,
} from '../../../../testing/mail.ts';
import { type MailGround, openMailGround } from '../../../../testing/mail-ground.ts';

let sink: SmtpSink;
let ground: MailGround;
beforeEach(async () => {
  sink = await startSmtpSink();
  ground = await openMailGround({ smtp: sink.server });
});
afterEach(async () => {
  await ground.close();
  await sink.close();
});

test('nothing is answered until somebody turns it on', async () => {
  expect(await ground.post(makeMail())).toMatchObject({ action: 'created', autoReplySent: false });
  expect(await ground.count('outbound_messages')).toBe(0);
});

test('a new ticket of a person is answered once, recognisably, and nobody’s clock moves', async () => {
  await ground.acknowledge();
  const made = await ground.post(
    makeMail({ messageId: '<uno@colegio.example>', subject: 'No puedo entrar' }),
  );
  expect(made).toMatchObject({ action: 'created', autoReplySent: true });
  const mail = await eventually('sent', () => sink.mails[0]);
  // smtp-server tells the null sender as an empty address.
  expect(mail).toMatchObject({ from: '', to: ['ana@colegio.example'] });
  const unfolded = mail.raw.replace(/\r\n\s+/g, ' ');
  for (const line of [
    'Auto-Submitted: auto-replied',
    'X-Auto-Response-Suppress: All',
    'Precedence: bulk',
    'In-Reply-To: <uno@colegio.example>',
    'References: <uno@colegio.example>',
    `Reply-To: ${mailboxAddress}`,
  ])
    expect(unfolded).toContain(line);
  const { rows } = await sql<{ external_id: string }>`select external_id from outbound_messages`.execute(
    ground.app.platform.db,
  );
  expect(unfolded).toContain(`Message-ID: <${rows[0]!.external_id}>`);

  const { ticket, messages } = await ground.detail(made.ticketId!);
  expect(messages).toMatchObject([
    { direction: 'in', isAuto: false },
    { direction: 'out', isAuto: true, author: { kind: 'system', id: null }, from: mailboxAddress },
  ]);
  expect(messages[1]!.text).toContain(`V-${made.ticketNumber}`);
  expect(ticket).toMatchObject({
    stage: 'new',
    firstAnswerAt: null,
    ourLastAt: null,
    owner: null,
    previewAuthor: 'customer',
    unread: true,
  });
});

test('it leaves from the alias that was written to', async () => {
  await ground.acknowledge();
  await sql`update channel_accounts set aliases = '{admisiones@escuela.example}'`.execute(
    ground.app.platform.db,
  );
  const to = 'Admisiones <Admisiones@escuela.example>';
  const made = await ground.post(makeMail({ to }));
  expect(made.autoReplySent).toBe(true);
  const mail = await eventually('sent', () => sink.mails[0]);
  expect(mail.raw).toMatch(/^From: .*<admisiones@escuela\.example>/m);
  expect(mail.raw).toMatch(/^Reply-To: <?admisiones@escuela\.example/m);
  const { messages } = await ground.detail(made.ticketId!);
  expect(messages[1]).toMatchObject({ isAuto: true, from: 'admisiones@escuela.example' });
});

test('a further mail of the conversation is not answered', async () => {
  await ground.acknowledge();
  await ground.post(makeMail({ messageId: '<uno@colegio.example>' }));
  const second = await ground.post(makeMail({ inReplyTo: '<uno@colegio.example>', body: 'Otra cosa' }));
  expect(second).toMatchObject({ action: 'appended', autoReplySent: false });
  expect(await ground.count('outbound_messages')).toBe(1);
});

test.each([
  ['automatic mail', { headers: ['Auto-Submitted: auto-generated'] }],
  ['a list', { headers: ['List-Id: <avisos.escuela.example>'] }],
  ['a null sender', { headers: ['Return-Path: <>'] }],
  ['spam', { headers: ['X-Spam-Flag: YES'] }],
  ['a name under which nobody reads', { from: 'Avisos <no-reply@banco.example>' }],
  ['one of our own addresses', { from: `Soporte <soporte+x@escuela.example>` }],
  ['an agent', { from: 'Ana <ana.solis@ejemplo.mx>' }],
])('never answered: %s', async (_, mail) => {
  await ground.acknowledge();
  const made = await ground.post(makeMail(mail));
  expect(made).toMatchObject({ action: 'created', autoReplySent: false });
  expect(await ground.count('outbound_messages')).toBe(0);
});

test('one address gets five an hour, also across a restart, and then an alarm is raised', async () => {
  await ground.acknowledge();
  const sent = [];
  for (let n = 0; n < 7; n += 1) {
    ground.app.clock.advance(60_000);
    const made = await ground.post(
      makeMail({ subject: `Pregunta ${'abcdefg'[n]}`, body: `Caso ${'abcdefg'[n]}` }),
    );
    expect(made.action).toBe('created');
    sent.push(made.autoReplySent);
  }
  expect(sent).toEqual([true, true, true, true, true, false, false]);
  const { body } = await ground.app.call(listMailAlarms, { as: ground.admin });
  expect(body.items).toMatchObject([{ reason: 'answers_capped', address: 'ana@colegio.example', mails: 2 }]);
  ground.app.clock.advance(3_600_000);
  expect((await ground.post(makeMail({ subject: 'Más tarde', body: 'Ya pasó' }))).autoReplySent).toBe(true);
});

test('A29: templates, line breaks and markup of a customer arrive as they were written, each header one line', async () => {
  await ground.acknowledge({ subject: '{{asunto}} {{nombre}}', body: 'Hola {{nombre}}: {{asunto}}' });
  const evil = '{{número}} <script>alert(1)</script>';
  const encoded = Buffer.from(`${evil}\r\nBcc: otro@x.example`).toString('base64');
  await ground.post(
    makeMail({ from: `=?utf-8?B?${encoded}?= <ana@colegio.example>`, subject: `=?utf-8?B?${encoded}?=` }),
  );
  const mail = await eventually('sent', () => sink.mails[0]);
  const head = mail.raw.slice(0, mail.raw.indexOf('\r\n\r\n')).replace(/\r\n\s+/g, ' ');
  expect(head.split('\r\n').filter((line) => /^(subject|bcc):/i.test(line))).toHaveLength(1);
  const { rows } = await sql<{ subject: string; text: string }>`select b.subject, b.text from message_bodies b
    join messages m on m.id = b.message_id where m.direction = 'out'`.execute(ground.app.platform.db);
  expect(rows[0]!.subject).toBe(`${evil} Bcc: otro@x.example ${evil} Bcc: otro@x.example`);
  expect(rows[0]!.text).toContain(`Hola ${evil}`);
  expect(mail.raw).not.toMatch(/text\/html/);
});

test('our own automatic answer coming back is dropped', async () => {
  await ground.acknowledge();
  await ground.post(makeMail());
  const mail = await eventually('sent', () => sink.mails[0]);
  expect((await ground.post(Buffer.from(mail.raw))).action).toBe('ignored');
});

test('settings are seen and changed at the version seen, previewed, and refuse places for nothing', async () => {
  const params = { mailboxId: ground.mailboxId };
  const as = ground.admin;
  const first = await ground.app.call(getAcknowledgement, { as, params });
  expect(first.body).toMatchObject({ enabled: false, language: 'es', version: 0 });
  const change = { enabled: true, language: 'en' as const, templates: first.body.templates };
  const put = (version: number, body = change) =>
    ground.app.call(setAcknowledgement, { as, params, body, headers: { 'if-match': `"${version}"` } });
  expect((await put(0)).body).toMatchObject({ enabled: true, language: 'en', version: 1 });
  expect((await put(0)).code).toBe('mailboxes.stale_version');
  const wrong = { ...change.templates, es: { subject: 'x', body: '{{clave}}' } };
  expect((await put(1, { ...change, templates: wrong })).code).toBe('acknowledgements.unknown_variable');
  const template = { subject: 'Hola {{nombre}}', body: '{{número}} en {{buzón}}' };
  const preview = { as, params, body: { template, language: 'es' as const } };
  expect((await ground.app.call(previewAcknowledgement, preview)).body).toEqual({
    subject: 'Hola Ana Pérez',
    body: 'V-1024 en Soporte',
  });
});

test('an automatic answer is nobody’s answer: the first one by a person still counts as first', async () => {
  await ground.acknowledge();
  const { ticketId } = await ground.post(makeMail());
  ground.app.clock.advance(60_000);
  const reply = { as: ground.ana, params: { ticketId: ticketId! }, body: { text: 'Ya lo reviso.' } };
  expect((await ground.app.call(replyToTicket, reply)).code).toBeNull();
  const { ticket } = await ground.detail(ticketId!);
  expect(ticket.firstAnswerAt).toBe(ground.app.clock.now().toISOString());
});
