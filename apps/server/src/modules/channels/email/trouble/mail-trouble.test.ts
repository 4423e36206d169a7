import { getIntake, type IntakeResult, intakeEmail } from '@ventanilla/contracts/channels';
import { getOriginalSource } from '@ventanilla/contracts/originals';
import * as problems from '@ventanilla/contracts/problems';
import { getTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventually, makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import { openTrouble } from './test-ground/picky-reader.ts';

vi.mock('../parse/parser-pool.ts', async (original) =>
  (await import('./test-ground/picky-reader.ts')).withPickyChild(original),
);

const key = { 'x-test-scopes': 'intake:write' };
let app: TestApp;
let admin: string;
let ana: string;
let trouble: ReturnType<typeof openTrouble>;

beforeAll(async () => {
  app = await createTestApp({ env: { VENTANILLA_MAIL_PARSERS: '2' } });
  await seedMailbox(app);
  [admin, ana] = (await seedAgents(app, [
    { name: 'Marta Jefa', roleKey: 'admin' },
    { name: 'Ana Solis' },
  ])) as [string, string];
  await app.start();
});
afterAll(() => app.close());
beforeEach(async () => {
  trouble = openTrouble();
  await sql`update inbound_raw set state = 'done' where state = 'set_aside'`.execute(app.platform.db);
});
afterEach(() => trouble.remove());

const rows = async <R>(query: string) => (await sql.raw<R>(query).execute(app.platform.db)).rows;
const list = async (query: object = {}) =>
  (await app.call(problems.listProblems, { as: admin, query })).body.items;
const detailOf = async (ticketId: string) =>
  (await app.call(getTicket, { as: ana, params: { ticketId } })).body;

/** Hands a mail over and lets the clock pass whenever it waits for its next try. */
async function handOver(raw: Buffer): Promise<IntakeResult> {
  const asked = app.call(intakeEmail, { body: raw, headers: key });
  let isAnswered = false;
  void asked.finally(() => {
    isAnswered = true;
  });
  const letTimePass = async () => {
    const waiting = await rows(
      "select 1 from inbound_raw where state = 'waiting' and attempts > 0 and leased_until is null",
    );
    if (waiting.length > 0) app.clock.advance(4_000);
  };
  await eventually('answered', async () => letTimePass().then(() => isAnswered), 30_000);
  const { body } = await asked;
  if ('action' in body) return body;
  // A busy machine takes longer than a request waits.
  return eventually(
    'done',
    async () => {
      await letTimePass();
      const { intakeId } = body;
      return (await app.call(getIntake, { params: { intakeId }, headers: key })).body.result;
    },
    30_000,
  );
}

describe.each([
  ['whose reader dies', 'die', 'crashed'],
  ['that takes all its time', 'spin', 'timeout'],
  ['that takes all its memory', 'memory', 'memory'],
  ['that the reader gives up on', 'refuse', 'unreadable'],
] as const)('a mail %s', (_title, how, cause) => {
  test('is a ticket of its sender after three tries, stands in the tray, and the next one goes on', async () => {
    const raw = makeMail({
      from: 'Rosa Díaz <rosa@colegio.example>',
      subject: `No se lee: ${how}`,
      headers: [trouble.header(how)],
    });
    const result = await handOver(raw);
    expect(result).toMatchObject({ action: 'created', requester: { address: 'rosa@colegio.example' } });
    expect(result.flags).toContain('unreadable');
    const { ticket, messages } = await detailOf(result.ticketId!);
    expect(ticket).toMatchObject({ subject: `No se lee: ${how}`, requester: { name: 'Rosa Díaz' } });
    expect(messages).toMatchObject([{ text: '', notices: ['mail.unreadable'], mail: { calendar: null } }]);
    const [problem] = await list();
    expect(problem).toMatchObject({
      kind: 'unreadable',
      cause,
      attempts: 3,
      sender: 'rosa@colegio.example',
      subject: `No se lee: ${how}`,
      ticket: { id: result.ticketId, number: ticket.number },
      mailbox: { address: 'soporte@escuela.example' },
      looked: null,
    });
    expect(await handOver(makeMail({ body: `Después de ${how}` }))).toMatchObject({ action: 'created' });
  }, 60_000);
});

test('once it can be read, another try fills its message and it leaves the tray', async () => {
  const raw = makeMail({
    subject: 'Llega tarde',
    body: 'Por fin se lee.',
    headers: [trouble.header('refuse')],
  });
  const { ticketId } = await handOver(raw);
  const [problem] = await list();
  const params = { problemId: problem!.id };
  const still = await app.call(problems.retryProblem, { as: admin, params });
  expect(still.body).toEqual({ outcome: 'unreadable' });
  trouble.mend();
  const before = (await rows<{ count: number }>('select count(*)::int as count from tickets'))[0]!.count;
  expect((await app.call(problems.retryProblem, { as: admin, params })).body).toEqual({ outcome: 'read' });
  const { ticket, messages, history } = await detailOf(ticketId!);
  expect(messages).toMatchObject([{ text: 'Por fin se lee.', notices: [] }]);
  expect(ticket.preview).toBe('Por fin se lee.');
  expect(history[0]).toMatchObject({ type: 'message.reread', actor: { id: admin } });
  expect(await list()).toEqual([]);
  expect((await rows<{ count: number }>('select count(*)::int as count from tickets'))[0]!.count).toBe(
    before,
  );
  expect((await app.call(problems.retryProblem, { as: admin, params })).code).toBe('problems.not_found');
});

test('a mail that our database refuses has no ticket; let in again when mended, it gets one', async () => {
  const owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  await owner.query("alter table message_bodies add constraint poison check (text not like '%veneno%')");
  const result = await handOver(makeMail({ subject: 'Con veneno', body: 'veneno' }));
  expect(result).toMatchObject({ action: 'quarantined', ticketId: null });
  const [problem] = await list({ kind: 'quarantined' });
  expect(problem).toMatchObject({
    kind: 'quarantined',
    cause: 'failed',
    subject: 'Con veneno',
    sender: 'ana@colegio.example',
    ticket: null,
  });
  expect(problem!.detail).toContain('poison');
  await owner.query('alter table message_bodies drop constraint poison');
  await owner.end();
  const retried = await app.call(problems.retryProblem, {
    as: admin,
    params: { problemId: problem!.id },
  });
  expect(retried.body).toEqual({ outcome: 'queued' });
  const done = await eventually('let in', async () => {
    const { body } = await app.call(getIntake, { params: { intakeId: problem!.id }, headers: key });
    return body.state === 'done' ? body : null;
  });
  expect(done.result).toMatchObject({ action: 'created' });
  expect(await list()).toEqual([]);
});

test('one looked at leaves the list and its count, keeps who looked, and comes back when asked', async () => {
  await handOver(makeMail({ subject: 'Para mirar', headers: [trouble.header('refuse')] }));
  const [problem] = await list();
  const params = { problemId: problem!.id };
  const count = async () => (await app.call(problems.countProblems, { as: admin })).body;
  expect(await count()).toMatchObject({
    all: { value: 1, capped: false },
    byKind: { unreadable: 1, event: 0 },
    known: 1,
    failingMailboxes: 0,
  });
  await app.call(problems.lookAtProblem, { as: admin, params });
  await app.call(problems.lookAtProblem, { as: admin, params });
  expect(await list()).toEqual([]);
  expect(await count()).toMatchObject({ all: { value: 0 }, known: 1 });
  await sql`update channel_accounts set state = 'failing'`.execute(app.platform.db);
  expect((await count()).failingMailboxes).toBeGreaterThan(0);
  await sql`update channel_accounts set state = 'active'`.execute(app.platform.db);
  const looked = await list({ looked: 'true' });
  expect(looked.find(({ id }) => id === problem!.id)).toMatchObject({ looked: { by: 'Marta Jefa' } });
  await app.call(problems.unlookAtProblem, { as: admin, params });
  expect((await list()).map(({ id }) => id)).toEqual([problem!.id]);
  const nothing = { problemId: app.platform.ids.uuid() };
  expect((await app.call(problems.lookAtProblem, { as: admin, params: nothing })).code).toBe(
    'problems.not_found',
  );
  await app.call(problems.lookAtProblem, { as: admin, params });
});

test('an alarm about mail in circles stands there too; looked at, it is over', async () => {
  const { db, ids } = app.platform;
  const [alarm, newer] = [ids.uuid(), ids.uuid()];
  const raise = (id: string) =>
    sql`
    insert into mail_alarms (id, reason, address, channel_account_id, mails, first_at, last_at)
    select ${id}, 'same_words', 'robot@lejos.example', id, 40, ${app.clock.now()}, ${app.clock.now()}
    from channel_accounts limit 1`.execute(db);
  await raise(alarm);
  expect(await list({ kind: 'alarm' })).toMatchObject([
    { id: alarm, cause: 'same_words', sender: 'robot@lejos.example', attempts: 40, sizeBytes: null },
  ]);
  const params = { problemId: alarm };
  await app.call(problems.lookAtProblem, { as: admin, params });
  expect(await list({ kind: 'alarm' })).toEqual([]);
  await app.call(problems.unlookAtProblem, { as: admin, params });
  expect(await list({ kind: 'alarm' })).toHaveLength(1);
  await app.call(problems.lookAtProblem, { as: admin, params });
  // Another was raised meanwhile: there is one open alarm of a kind and address, and that is the newer one.
  await raise(newer);
  expect((await app.call(problems.unlookAtProblem, { as: admin, params })).status).toBe(204);
  expect((await list({ kind: 'alarm' })).map(({ id }) => id)).toEqual([newer]);
  await sql`delete from mail_alarms`.execute(db);
});

test('pages follow each other without a gap and without a repetition', async () => {
  const { db, ids } = app.platform;
  const at = app.clock.now();
  for (let index = 0; index < 5; index += 1) {
    const id = ids.uuid();
    await sql`insert into inbound_raw (id, channel_account_id, source, dedupe_key, sha256, size_bytes, received_at, state,
        next_try_at, error)
      select ${id}, channel_account_id, 'api', ${id}, sha256, size_bytes, ${at}, 'set_aside', ${at}, 'missing: x'
      from inbound_raw limit 1`.execute(db);
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(cursor);
    seen.push(...page.body.items.map(({ id }) => id));
    cursor = page.body.nextCursor;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(5);
  await sql`delete from inbound_raw where error = 'missing: x'`.execute(db);
  function readPage(from: string | null) {
    return app.call(problems.listProblems, {
      as: admin,
      query: { limit: 2, ...(from ? { cursor: from } : {}) },
    });
  }
});

test('the original comes back byte by byte as a download that no page opens, to those who may see it', async () => {
  const raw = makeMail({ subject: '<script>x</script>', headers: [trouble.header('refuse')] });
  const { messageId } = await handOver(raw);
  const params = { messageId: messageId! };
  const got = await app.app.http.inject({
    url: `/api/v1/messages/${messageId}/original`,
    headers: { 'x-test-agent': ana },
  });
  expect(got.rawPayload.equals(raw)).toBe(true);
  expect(got.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect(String(got.headers['content-disposition'])).toMatch(/^attachment; filename\*=UTF-8''[^<>/]+\.eml$/);
  const { body: source } = await app.call(getOriginalSource, { as: ana, params });
  expect(source.headers).toContainEqual({ name: 'Subject', value: '<script>x</script>' });
  expect(source).toMatchObject({ body: 'Hola, desde ayer no puedo entrar al sistema.', truncated: false });
  const [problem] = await list();
  const own = await app.app.http.inject({
    url: `/api/v1/problems/${problem!.id}/original`,
    headers: { 'x-test-agent': admin },
  });
  expect(own.rawPayload.equals(raw)).toBe(true);
  // A key that may not read tickets manages the tray, but reads no mail.
  const blind = { 'x-test-scopes': 'set_aside:manage' };
  const seen = await app.call(problems.listProblems, { headers: blind });
  expect(seen.body.items[0]).toMatchObject({ sender: null, subject: null });
  expect(
    (await app.call(problems.downloadProblemMail, { headers: blind, params: { problemId: problem!.id } }))
      .code,
  ).toBe('problems.not_found');
});
