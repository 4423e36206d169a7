import { intakeEmail } from '@ventanilla/contracts/channels';
import { uploadFile } from '@ventanilla/contracts/files';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { scheduleReply } from '@ventanilla/contracts/writing';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, makeMail, type SmtpSink, seedMailbox, startSmtpSink } from '../../../../testing/mail.ts';
import { onePixelPng } from '../../../../testing/pictures.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';

let app: TestApp;
let sink: SmtpSink;
let agent: string;

beforeAll(async () => {
  sink = await startSmtpSink();
  app = await createTestApp({ start: true, env: { VENTANILLA_MAIL_PARSERS: '1' } });
  [agent] = (await seedAgents(app, [{ name: 'Sofía Ruiz' }])) as [string];
  await seedMailbox(app, { smtp: sink.server });
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

const upload = async (fileName: string, body: Buffer) =>
  (await app.call(uploadFile, { as: agent, query: { fileName }, body })).body.id;
const newTicket = async (from: string) => {
  const headers = { 'x-test-scopes': 'intake:write' };
  const { body } = await app.call(intakeEmail, { body: makeMail({ from }), headers });
  if (!('ticketId' in body) || !body.ticketId) throw new Error('no ticket');
  return body.ticketId;
};
/** The one mail for this customer, as their program reads it. */
const mailFor = async (to: string) => {
  const mail = await eventually('mail', () => sink.mails.find((sent) => sent.to.includes(to)));
  return { raw: mail.raw, read: await simpleParser(mail.raw, { skipImageLinks: true }) };
};

test('a formatted answer leaves in both forms, with its image as a part that only the text refers to', async () => {
  const ticketId = await newTicket('imagen@colegio.example');
  const signature = { signature: 'Sofía' };
  await app.platform.db.updateTable('agents').set(signature).where('id', '=', agent).execute();
  const image = await upload('pantalla ñ.png', onePixelPng);
  const acta = await upload('acta.txt', Buffer.from('acta'));
  const html = `<p>Mira <strong>aquí</strong>:</p><p><img src="upload:${image}" alt="La pantalla"></p><ul><li><p>uno</p></li></ul>`;
  const body = { html, uploadIds: [acta], withSignature: true };
  const answer = await app.call(replyToTicket, { as: agent, params: { ticketId }, body });
  expect(answer.code).toBeNull();

  const { raw, read } = await mailFor('imagen@colegio.example');
  expect(read.text?.trim()).toBe('Mira aquí:\n\n[La pantalla]\n\n- uno\n\n-- \nSofía');
  expect(read.html).toContain(
    `<p>Mira <strong>aquí</strong>:</p><p><img style="max-width:100%;height:auto" src="cid:${image}@ventanilla" alt="La pantalla" /></p>`,
  );
  expect(read.html).toContain('<p>-- <br>Sofía</p>');
  expect(read.html).not.toContain('upload:');
  const files = read.attachments.map(({ filename, cid, related, contentType, content }) => {
    return { filename, cid, related, contentType, bytes: content.toString('base64') };
  });
  expect(files).toContainEqual({
    filename: 'pantalla ñ.png',
    cid: `${image}@ventanilla`,
    related: true,
    contentType: 'image/png',
    bytes: onePixelPng.toString('base64'),
  });
  expect(files).toContainEqual(
    expect.objectContaining({ filename: 'acta.txt', bytes: Buffer.from('acta').toString('base64') }),
  );
  expect(files.find(({ filename }) => filename === 'acta.txt')?.related).toBeFalsy();
  // mixed( alternative( plain, related( html, image ) ), file ): what every mail program reads.
  const nesting = [...raw.matchAll(/^Content-Type: (multipart\/\w+|text\/html|image\/png)/gim)].map(
    ([, type]) => type,
  );
  expect(nesting).toEqual([
    'multipart/mixed',
    'multipart/alternative',
    'multipart/related',
    'text/html',
    'image/png',
  ]);

  const { body: detail } = await app.call(getTicket, { as: agent, params: { ticketId } });
  const message = detail.messages.find(({ direction }) => direction === 'out')!;
  expect(message.html).toContain(`cid:${image}@ventanilla`);
  expect(message.attachments.find(({ id }) => id === image)).toMatchObject({ inline: true });
});

test('a plain answer leaves as plain text alone', async () => {
  const ticketId = await newTicket('plano@colegio.example');
  await app.call(replyToTicket, { as: agent, params: { ticketId }, body: { text: 'Sin adornos.' } });
  const { raw, read } = await mailFor('plano@colegio.example');
  expect(read.text?.trim()).toBe('Sin adornos.');
  expect(raw).not.toMatch(/text\/html|multipart/i);
});

test('an answer that waits leaves by itself when it is due, not before', async () => {
  const ticketId = await newTicket('espera@colegio.example');
  const body = { html: '<p>Ya quedó.</p>', delayMs: 10_000 };
  await app.call(scheduleReply, { as: agent, params: { ticketId }, body });
  app.clock.advance(9_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(sink.mails.some(({ to }) => to.includes('espera@colegio.example'))).toBe(false);
  app.clock.advance(1_000);
  const { read } = await mailFor('espera@colegio.example');
  expect(read.html).toContain('<p>Ya quedó.</p>');
});
