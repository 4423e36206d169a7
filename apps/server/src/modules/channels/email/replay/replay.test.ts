import { type IntakeResult, intakeEmail } from '@ventanilla/contracts/channels';
import { listMessageVersions, rereadMessage } from '@ventanilla/contracts/originals';
import { searchTickets } from '@ventanilla/contracts/search';
import { getTicket, ignoreTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailboxAddress, makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import { reprocessMails } from './reprocess-mails.ts';

const key = { 'x-test-scopes': 'intake:write' };
let app: TestApp;
let ana: string;

beforeAll(async () => {
  app = await createTestApp({ start: true, env: { VENTANILLA_MAIL_PARSERS: '1' } });
  await seedMailbox(app);
  [ana] = (await seedAgents(app, [{ name: 'Ana Solis' }])) as [string];
});
afterAll(() => app.close());

const rows = async <R>(query: string) => (await sql.raw<R>(query).execute(app.platform.db)).rows;
const count = async (table: string) =>
  (await rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

async function receive(raw: Buffer): Promise<IntakeResult> {
  const { body } = await app.call(intakeEmail, { body: raw, headers: key });
  if (!('action' in body)) throw new Error('not done in time');
  return body;
}

const detailOf = async (ticketId: string) =>
  (await app.call(getTicket, { as: ana, params: { ticketId } })).body;
const reread = async (messageId: string) =>
  (await app.call(rereadMessage, { as: ana, params: { messageId } })).body.outcome;

/** A mail with two files and an invitation. */
function richMail(subject: string, body = 'Les mando la circular revisada.'): Buffer {
  const part = (headers: string, content: string) => `--x\r\n${headers}\r\n\r\n${content}\r\n`;
  const lines = [
    `From: Paty <paty@colegio.example>\r\nTo: ${mailboxAddress}\r\nSubject: ${subject}`,
    `Message-ID: <${subject.replaceAll(' ', '-')}@colegio.example>`,
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n',
    part('Content-Type: text/plain; charset=utf-8', body),
    part('Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=circular.pdf', '%PDF-1'),
    part('Content-Type: text/csv\r\nContent-Disposition: attachment; filename=lista.csv', 'a,b'),
    part(
      'Content-Type: text/calendar; method=REQUEST',
      'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:2\r\nSUMMARY:Junta\r\n' +
        'DTSTART:20260304T180000Z\r\nORGANIZER;CN=Paty:mailto:paty@colegio.example\r\nEND:VEVENT\r\nEND:VCALENDAR',
    ),
    '--x--\r\n',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** What an older reader would have left: other words, a file under a worse name, one missing, and a notice of another's. */
async function ageReading(messageId: string) {
  await sql`update message_bodies set text = 'lectura vieja', reading = null,
    notices = '{mail.not_participant,mail.body_unreadable}' where message_id = ${messageId}`.execute(
    app.platform.db,
  );
  await sql`update attachments set file_name = 'adjunto-2.csv'
    where message_id = ${messageId} and file_name = 'lista.csv'`.execute(app.platform.db);
}

describe('reading a message again', () => {
  test('gives it what is read now, keeps what it said, and does nothing else', async () => {
    const { ticketId, messageId } = await receive(richMail('Circular de marzo'));
    const [message] = (await detailOf(ticketId!)).messages;
    expect(message!.mail?.calendar).toMatchObject({ method: 'REQUEST', summary: 'Junta', updated: true });
    const pdf = message!.attachments[0]!;
    await ageReading(messageId!);
    await app.call(ignoreTicket, { as: ana, params: { ticketId: ticketId! } });
    await app.settle();
    const before = { tickets: await count('tickets'), outbound: await count('outbound_messages') };

    expect(await reread(messageId!)).toBe('changed');
    await app.settle();
    const { ticket, messages, history } = await detailOf(ticketId!);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      text: 'Les mando la circular revisada.',
      notices: ['mail.not_participant'],
      mail: { calendar: { summary: 'Junta' } },
    });
    expect(messages[0]!.attachments.map(({ fileName }) => fileName)).toEqual([
      'circular.pdf',
      'lista.csv',
      'adjunto-3.ics',
    ]);
    expect(messages[0]!.attachments[0]!.id).toBe(pdf.id);
    // Nothing but the message: still ignored, nothing sent, no second ticket.
    expect(ticket).toMatchObject({
      stage: 'done',
      preview: 'Les mando la circular revisada.',
      attachmentCount: 3,
    });
    expect({ tickets: await count('tickets'), outbound: await count('outbound_messages') }).toEqual(before);
    expect(history[0]).toMatchObject({ type: 'message.reread', actor: { id: ana }, messageId });
    const [event] = await rows("select origin from events where type = 'message.reread'");
    expect(event).toEqual({ origin: 'replay' });
    const [version] = await rows<{ body: { text: string; files: { fileName: string }[] } }>(
      'select body from message_versions',
    );
    expect(version!.body).toMatchObject({
      text: 'lectura vieja',
      files: [{}, { fileName: 'adjunto-2.csv' }, {}],
    });
    const found = await app.call(searchTickets, { as: ana, query: { q: 'circular revisada' } });
    expect(JSON.stringify(found.body)).toContain(ticketId);
  });

  test('leaves what it said beside what it says, with who asked and when', async () => {
    const { messageId } = await receive(richMail('Circular de enero', 'Primera lectura.'));
    const params = { messageId: messageId! };
    const versions = async () => (await app.call(listMessageVersions, { as: ana, params })).body.items;
    expect(await versions()).toEqual([]);
    await ageReading(messageId!);
    await reread(messageId!);
    app.clock.advance(60_000);
    await sql`update message_bodies set text = 'segunda vieja' where message_id = ${messageId}`.execute(
      app.platform.db,
    );
    await reprocessMails({ filter: { ids: [messageId!] }, dryRun: false }, app.platform, async () => {});
    const [last, first, ...none] = await versions();
    expect(none).toEqual([]);
    expect(last).toMatchObject({
      by: null,
      before: { text: 'segunda vieja' },
      after: { text: 'Primera lectura.' },
    });
    expect(first).toMatchObject({
      by: 'Ana Solis',
      before: { text: 'lectura vieja', fileNames: ['circular.pdf', 'adjunto-2.csv', 'adjunto-3.ics'] },
      after: { text: 'segunda vieja', fileNames: ['circular.pdf', 'lista.csv', 'adjunto-3.ics'] },
    });
    expect(new Date(last!.at).getTime() - new Date(first!.at).getTime()).toBe(60_000);
    expect(
      (await app.call(listMessageVersions, { as: ana, params: { messageId: app.platform.ids.uuid() } })).code,
    ).toBe('messages.not_found');
  });

  test('a second time changes nothing and writes nothing', async () => {
    const { messageId } = await receive(richMail('Circular de abril'));
    const before = { events: await count('events'), versions: await count('message_versions') };
    expect(await reread(messageId!)).toBe('same');
    expect({ events: await count('events'), versions: await count('message_versions') }).toEqual(before);
  });

  test('of a mail without original, or of one that nobody has, says so', async () => {
    const { messageId } = await receive(makeMail({ subject: 'Sin original' }));
    const call = (id: string) => app.call(rereadMessage, { as: ana, params: { messageId: id } });
    expect((await call(app.platform.ids.uuid())).code).toBe('messages.not_found');
    await sql`update messages set inbound_id = null where id = ${messageId}`.execute(app.platform.db);
    expect((await call(messageId!)).code).toBe('messages.no_original');
  });
});

describe('reading a stretch of mail again from the command line', () => {
  const run = (filter: Parameters<typeof reprocessMails>[0]['filter'], dryRun = false) => {
    const told: { lastId: string }[] = [];
    return reprocessMails({ filter, dryRun }, app.platform, async (progress) => {
      told.push(progress);
    }).then((counts) => ({ counts, told }));
  };

  test('a trial says what would change and changes nothing; the run changes it; another finds nothing left', async () => {
    const made = [];
    for (const month of ['mayo', 'junio', 'julio'])
      made.push(await receive(richMail(`Circular de ${month}`)));
    await ageReading(made[0]!.messageId!);
    await ageReading(made[2]!.messageId!);
    const ids = made.map(({ messageId }) => messageId!);
    const files = await count('files');
    const versions = await count('message_versions');
    expect((await run({ ids }, true)).counts).toMatchObject({ changed: 2, same: 1 });
    expect([await count('message_versions'), await count('files')]).toEqual([versions, files]);
    expect((await detailOf(made[0]!.ticketId!)).messages[0]!.text).toBe('lectura vieja');
    const { counts, told } = await run({ mailbox: mailboxAddress.toUpperCase() });
    expect(counts).toMatchObject({ changed: 2, unreadable: 0, failed: 0 });
    expect((await run({ ids })).counts).toMatchObject({ changed: 0, same: 3 });
    expect((await run({ ids, after: told.at(-1)!.lastId })).counts).toMatchObject({ changed: 0, same: 0 });
  });

  test('neither a copy of a mail nor what an agent did by mail is read into a message', async () => {
    const { messageId } = await receive(richMail('Circular de agosto'));
    await sql`update messages set author_kind = 'agent' where id = ${messageId}`.execute(app.platform.db);
    await ageReading(messageId!);
    expect((await run({ ids: [messageId!] })).counts).toMatchObject({ skipped: 1, changed: 0 });
  });

  test('only what came within the given time is read', async () => {
    const later = new Date(app.clock.now().getTime() + 60_000);
    expect((await run({ since: later }, true)).counts).toMatchObject({ same: 0, changed: 0, skipped: 0 });
    expect((await run({ mailbox: 'nadie@escuela.example', until: later }, true)).counts.same).toBe(0);
  });
});
