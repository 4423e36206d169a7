import { getIntake, intakeEmail } from '@ventanilla/contracts/channels';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, type TestApp } from '../../../../testing/test-app.ts';

const key = { 'x-test-scopes': 'intake:write' };
let app: TestApp;

beforeEach(async () => {
  app = await createTestApp({
    start: true,
    env: { VENTANILLA_SMTP_PORT: 'off', VENTANILLA_MAIL_PARSERS: '1' },
  });
  await seedMailbox(app);
});
afterEach(() => app.close());

async function post(body: Buffer, query: { recipient?: string } = {}) {
  return app.call(intakeEmail, { body, query, headers: key });
}

async function result(body: Buffer) {
  const answer = await post(body);
  expect(answer.status).toBe(200);
  if (!('action' in answer.body)) throw new Error('no result in time');
  return answer.body;
}

const count = async (table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(app.platform.db)).rows[0]!
    .n;

test('a first mail opens a ticket of its sender', async () => {
  const made = await result(makeMail());
  expect(made).toMatchObject({
    action: 'created',
    ticketNumber: 1,
    authorRole: 'customer',
    requester: { name: 'Ana Pérez', address: 'ana@colegio.example' },
    autoReplySent: false,
    flags: [],
  });
  const { rows } = await sql<{ subject: string }>`select subject from tickets`.execute(app.platform.db);
  expect(rows).toEqual([{ subject: 'No puedo entrar' }]);
});

test('the same mail handed over again is a duplicate of the first and makes nothing', async () => {
  const mail = makeMail();
  const first = await result(mail);
  const again = await result(mail);
  expect(again).toEqual({ ...first, action: 'duplicate' });
  expect(await count('inbound_raw')).toBe(1);
  expect(await count('messages')).toBe(1);
});

test('the same mail posted ten times at once makes one ticket', async () => {
  const mail = makeMail();
  const all = await Promise.all(Array.from({ length: 10 }, () => result(mail)));
  expect(all.filter(({ action }) => action === 'created')).toHaveLength(1);
  expect(new Set(all.map(({ ticketId }) => ticketId)).size).toBe(1);
  expect(await count('tickets')).toBe(1);
});

test('a mail without Message-ID is known again by its content', async () => {
  const first = await result(makeMail({ messageId: null }));
  const again = await result(makeMail({ messageId: null }));
  const other = await result(makeMail({ messageId: null, body: 'Otra cosa' }));
  expect([first.action, again.action, other.action]).toEqual(['created', 'duplicate', 'created']);
  expect(again.ticketId).toBe(first.ticketId);
});

test('an answer joins the ticket of the mail it refers to, by In-Reply-To or by References alone', async () => {
  const first = await result(makeMail({ messageId: '<uno@colegio.example>' }));
  const second = await result(
    makeMail({ inReplyTo: '<uno@colegio.example>', messageId: '<dos@colegio.example>' }),
  );
  const third = await result(
    makeMail({ references: '<nada@x.example>\r\n <dos@colegio.example>', subject: 'Otro asunto' }),
  );
  expect([second.action, third.action]).toEqual(['appended', 'appended']);
  expect([second.ticketId, third.ticketId]).toEqual([first.ticketId, first.ticketId]);
});

test('a subject alone never joins', async () => {
  const first = await result(makeMail({ subject: 'Factura' }));
  const second = await result(makeMail({ subject: 'Re: Factura' }));
  expect(second.action).toBe('created');
  expect(second.ticketId).not.toBe(first.ticketId);
});

test('thirty answers at once to one ticket are all appended, none lost or doubled', async () => {
  const first = await result(makeMail({ messageId: '<hilo@colegio.example>' }));
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      result(makeMail({ inReplyTo: '<hilo@colegio.example>', body: `Respuesta ${at}` })),
    ),
  );
  expect(answers.every(({ action, ticketId }) => action === 'appended' && ticketId === first.ticketId)).toBe(
    true,
  );
  const { rows } = await sql<{
    n: number;
    texts: number;
  }>`select count(*) as n, count(distinct b.text) as texts
    from messages m join message_bodies b on b.message_id = m.id where m.ticket_id = ${first.ticketId}`.execute(
    app.platform.db,
  );
  expect(rows[0]).toEqual({ n: 31, texts: 31 });
});

test('automatic mail says so; referenced it is appended, alone it is still a ticket', async () => {
  await result(makeMail({ messageId: '<base@colegio.example>' }));
  const auto = ['Auto-Submitted: auto-replied'];
  const alone = await result(makeMail({ headers: auto }));
  const joined = await result(makeMail({ headers: auto, inReplyTo: '<base@colegio.example>' }));
  expect([alone.action, joined.action]).toEqual(['created', 'appended']);
  expect(alone.flags).toContain('auto');
  expect(joined.flags).toContain('auto');
});

test('a mail without a sender becomes a ticket of «Desconocido»', async () => {
  const made = await result(
    Buffer.from('Subject: Hola\r\nMessage-ID: <s@x.example>\r\n\r\nSin remitente\r\n'),
  );
  expect(made).toMatchObject({ action: 'created', requester: { name: 'Desconocido', address: null } });
  expect(made.flags).toContain('unknown_sender');
});

test('a web form that writes as the mailbox is a mail of the person in Reply-To', async () => {
  const made = await result(
    makeMail({
      from: 'Formulario <soporte@escuela.example>',
      headers: ['Reply-To: Luis <luis@colegio.example>'],
    }),
  );
  expect(made.requester).toMatchObject({ name: 'Luis', address: 'luis@colegio.example' });
});

test('our own mail coming back is ignored', async () => {
  const own = `<${app.platform.ids.uuid()}@escuela.example>`;
  const made = await result(makeMail({ from: 'Soporte <soporte@escuela.example>', messageId: own }));
  expect(made).toMatchObject({ action: 'ignored', ticketId: null });
  expect(await count('tickets')).toBe(0);
});

test('the recipient decides the mailbox: its address, a plus-address, soporte@localhost for the default', async () => {
  const sales = await seedMailbox(app, { address: 'ventas@escuela.example', isDefault: false });
  await result(makeMail());
  for (const recipient of ['VENTAS@escuela.example', 'ventas+t1@escuela.example', 'soporte@localhost']) {
    expect((await post(makeMail(), { recipient })).status).toBe(200);
  }
  const { rows } = await sql<{ recipient: string; sales: boolean }>`
    select recipient, channel_account_id = ${sales} as sales from inbound_raw where recipient is not null`.execute(
    app.platform.db,
  );
  expect(Object.fromEntries(rows.map((row) => [row.recipient, row.sales]))).toEqual({
    'VENTAS@escuela.example': true,
    'ventas+t1@escuela.example': true,
    'soporte@localhost': false,
  });
  const unknown = await post(makeMail(), { recipient: 'nadie@otra.example' });
  expect([unknown.status, unknown.code]).toEqual([400, 'intake.unknown_recipient']);
});

test('an empty body, another media type and a caller without the scope are refused with their code', async () => {
  expect((await post(Buffer.alloc(0))).code).toBe('intake.empty');
  expect(
    (await app.call(intakeEmail, { body: makeMail(), headers: { ...key, 'content-type': 'image/png' } }))
      .code,
  ).toBe('http.unsupported_media_type');
  expect((await app.call(intakeEmail, { body: makeMail() })).code).toBe('auth.required');
  expect(
    (await app.call(intakeEmail, { body: makeMail(), headers: { 'x-test-scopes': 'tickets:read' } })).code,
  ).toBe('auth.forbidden');
  expect(await count('inbound_raw')).toBe(0);
});

test('what became of a mail can be asked later; an unknown id is not found', async () => {
  const made = await result(makeMail());
  const { rows } = await sql<{ id: string }>`select id from inbound_raw`.execute(app.platform.db);
  const asked = await app.call(getIntake, { params: { intakeId: rows[0]!.id }, headers: key });
  expect(asked.body).toEqual({
    intakeId: rows[0]!.id,
    state: 'done',
    attempts: 0,
    error: null,
    result: made,
  });
  const unknown = await app.call(getIntake, { params: { intakeId: app.platform.ids.uuid() }, headers: key });
  expect(unknown.code).toBe('intake.not_found');
});

test('attachments become files of the message, kept by content', async () => {
  const body = [
    '--x',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Va adjunto.',
    '--x',
    'Content-Type: text/csv; name="notas.csv"',
    'Content-Disposition: attachment; filename="notas.csv"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('a,b\n1,2\n').toString('base64'),
    '--x--',
  ].join('\r\n');
  const raw = makeMail({ body })
    .toString('utf8')
    .replace('text/plain; charset=utf-8', 'multipart/mixed; boundary=x');
  const made = await result(Buffer.from(raw));
  const { rows } = await sql<{ file_name: string; sha256: string }>`
    select file_name, sha256 from attachments where message_id = ${made.messageId}`.execute(app.platform.db);
  expect(rows.map(({ file_name }) => file_name)).toEqual(['notas.csv']);
  expect((await app.platform.files.read(rows[0]!.sha256)).toString()).toBe('a,b\n1,2\n');
});
