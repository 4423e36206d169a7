import { intakeEmail } from '@ventanilla/contracts/channels';
import { fileLinkVisitsPerMinute, revokeFileLink } from '@ventanilla/contracts/file-links';
import { uploadFile } from '@ventanilla/contracts/files';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, makeMail, type SmtpSink, seedMailbox, startSmtpSink } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';

let app: TestApp;
let sink: SmtpSink;
let agent: string;
let ticketId: string;
const publicUrl = 'https://ayuda.escuela.example';
const large = Buffer.alloc(1_700_000, 7);

beforeAll(async () => {
  sink = await startSmtpSink();
  const env = { VENTANILLA_MAIL_PARSERS: '1', VENTANILLA_URL: publicUrl };
  app = await createTestApp({ start: true, env });
  [agent] = (await seedAgents(app, [{ name: 'Sofía Ruiz' }])) as [string];
  const mailboxId = await seedMailbox(app, { smtp: sink.server });
  await sql`update channel_accounts set sending = '{"mailMegabytes": 3}' where id = ${mailboxId}`.execute(
    app.platform.db,
  );
  const headers = { 'x-test-scopes': 'intake:write' };
  const { body } = await app.call(intakeEmail, { body: makeMail(), headers });
  ticketId = 'ticketId' in body ? body.ticketId! : '';
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

const upload = async (fileName: string, body: Buffer) =>
  (await app.call(uploadFile, { as: agent, query: { fileName }, body })).body.id;

/** An answer with three files, of which two are too many for its mail. */
async function answer() {
  const before = sink.mails.length;
  const uploadIds = [
    await upload('grande <1>.pdf', Buffer.concat([large, large])),
    await upload('mediano.pdf', large),
    await upload('nota.txt', Buffer.from('chica')),
  ];
  const body = { html: '<p>Van los archivos.</p>', uploadIds };
  const told = await app.call(replyToTicket, { as: agent, params: { ticketId }, body });
  expect(told.code).toBeNull();
  const mail = await eventually('mail', () => sink.mails[before]);
  return { uploadIds, raw: mail.raw, read: await simpleParser(mail.raw) };
}
const get = (path: string, headers: Record<string, string> = {}) =>
  app.app.http.inject({ method: 'GET', url: path, headers });

test('the largest files travel as signed links, the rest in the mail, and the desk knows the room beforehand', async () => {
  const { body: detail } = await app.call(getTicket, { as: agent, params: { ticketId } });
  expect(detail.replyTo?.linksBeyondBytes).toBeGreaterThan(2_000_000);
  expect(detail.replyTo?.linksBeyondBytes).toBeLessThan(2_200_000);
  const { uploadIds, raw, read } = await answer();
  expect(raw.length).toBeLessThan(3_000_000);
  expect(read.attachments.map(({ filename }) => filename ?? '').sort((a, b) => a.localeCompare(b))).toEqual([
    'mediano.pdf',
    'nota.txt',
  ]);
  const [url] = /https:\/\/ayuda\.escuela\.example\/f\/[\w.-]+/.exec(read.text ?? '') ?? [];
  expect(read.html).toContain(`<a href="${url}">grande _1_.pdf</a>`);
  expect(read.text).toMatch(/Archivos que no caben en el correo; descárgalos hasta el .* de 2026:/);

  const path = new URL(url!).pathname;
  const page = await get(path);
  expect(page.statusCode).toBe(200);
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'no-referrer',
  });
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.body).toContain('<html lang="es">');
  expect(page.body).toContain('grande _1_.pdf');
  const file = await get(`${path}/download`);
  expect(file.rawPayload).toHaveLength(3_400_000);
  expect(file.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect(file.headers['content-disposition']).toMatch(/^attachment;/);

  const after = (await app.call(getTicket, { as: agent, params: { ticketId } })).body;
  const linked = after.messages
    .findLast(({ direction }) => direction === 'out')!
    .attachments.find(({ id }) => id === uploadIds[0])!;
  expect(linked.link).toMatchObject({ revoked: false, downloads: 1 });

  expect(
    (await app.call(revokeFileLink, { as: agent, params: { attachmentId: linked.id } })).code,
  ).toBeNull();
  for (const gone of [path, `${path}/download`]) {
    const ended = await get(gone, { 'accept-language': 'en' });
    expect([ended.statusCode, ended.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(ended.body).toContain('This link no longer works');
  }
});

test('a link ends by itself, and one whose signature or id was changed was never one', async () => {
  const { read } = await answer();
  const path = new URL(/https:\S+\/f\/[\w.-]+/.exec(read.text ?? '')![0]).pathname;
  expect((await get(path)).statusCode).toBe(200);
  const forged = path.replace(/(?<=\.k1\.)./, (letter) => (letter === 'A' ? 'B' : 'A'));
  const other = path.replace(/[0-9a-f](?=[0-9a-f]{11}\.)/, (digit) => (digit === '0' ? '1' : '0'));
  for (const wrong of [forged, other, '/f/x', `${path}x`]) expect((await get(wrong)).statusCode).toBe(404);
  app.clock.advance(31 * 86_400_000);
  expect((await get(path)).statusCode).toBe(404);
});

test('who looks too often waits', async () => {
  const from = { remoteAddress: '203.0.113.9' };
  const look = () => app.app.http.inject({ method: 'GET', url: '/f/x', ...from });
  for (let at = 0; at < fileLinkVisitsPerMinute; at += 1) expect((await look()).statusCode).toBe(404);
  const limited = await look();
  expect(limited.statusCode).toBe(429);
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
});
