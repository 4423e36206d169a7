import { getIntake, intakeEmail } from '@ventanilla/contracts/channels';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkerPresence } from '../../../../platform/worker-presence.ts';
import { eventually, makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, type TestApp } from '../../../../testing/test-app.ts';

const key = { 'x-test-scopes': 'intake:write' };
const env = { VENTANILLA_MAIL_PARSERS: '1' };
let app: TestApp;

beforeEach(async () => {
  app = await createTestApp({ env });
  await seedMailbox(app);
});
afterEach(() => app.close());

const post = (test: TestApp, body: Buffer) => test.call(intakeEmail, { body, headers: key });
const rows = async <R>(query: string) => (await sql.raw<R>(query).execute(app.platform.db)).rows;

test('a mail handed to a web process is answered by a worker in another process', async () => {
  await app.app.stop();
  const web = await createTestApp({ start: true, env, roles: ['web'], beside: app });
  const worker = await createTestApp({ start: true, env, roles: ['worker'], beside: app });
  const made = await post(web, makeMail());
  expect([made.status, made.body]).toMatchObject([200, { action: 'created', ticketNumber: 1 }]);
  await web.close();
  await worker.close();
});

test('without any worker the answer is 202 after ten seconds, and the mail waits for one', async () => {
  const started = performance.now();
  const accepted = await post(app, makeMail());
  expect(performance.now() - started).toBeGreaterThan(9_900);
  expect(accepted.status).toBe(202);
  if (!('intakeId' in accepted.body)) throw new Error('no id');
  const { intakeId } = accepted.body;
  await app.start();
  const done = await eventually('done', async () => {
    const { body } = await app.call(getIntake, { params: { intakeId }, headers: key });
    return body.state === 'done' ? body : null;
  });
  expect(done.result).toMatchObject({ action: 'created' });
});

test('one poison mail among good ones: they become tickets, it is tried three times and set aside with its error', async () => {
  // A database that refuses one kind of text, as a mail would that hits a defect of ours.
  const owner = await openOwner();
  await owner.query("alter table message_bodies add constraint poison check (text not like '%veneno%')");
  await owner.end();
  const texts = ['uno', 'dos', 'veneno', 'tres', 'cuatro'];
  // All wait before the worker begins, so that they share a transaction.
  const waiting = texts.map((body) => post(app, makeMail({ body })));
  await eventually('all stored', async () => (await rows('select 1 from inbound_raw')).length === 5);
  await app.start();
  const answers = [];
  for (const [at, answer] of waiting.entries()) if (texts[at] !== 'veneno') answers.push(await answer);
  expect(answers.map(({ body }) => ('action' in body ? body.action : null))).toEqual(
    Array(4).fill('created'),
  );
  for (const waitMs of [1_000, 4_000]) {
    await eventually(
      'waits for its next try',
      async () =>
        (
          await rows(
            `select 1 from inbound_raw where attempts = ${waitMs === 1_000 ? 1 : 2} and leased_until is null`,
          )
        ).length === 1,
    );
    app.clock.advance(waitMs);
  }
  const poison = await waiting[2]!;
  expect(poison.body).toMatchObject({ action: 'quarantined', ticketId: null });
  const [row] = await rows<{ state: string; attempts: number; error: string }>(
    "select * from inbound_raw where state <> 'done'",
  );
  expect(row).toMatchObject({ state: 'set_aside', attempts: 3 });
  expect(row!.error).toContain('poison');
  expect(await rows('select 1 from tickets')).toHaveLength(4);
  expect(await rows('select 1 from inbound_raw where sha256 is not null')).toHaveLength(5);
});

test('a mail whose worker died is taken over when the lease ends, and applied once', async () => {
  const waiting = post(app, makeMail());
  await eventually('stored', async () => (await rows('select 1 from inbound_raw')).length === 1);
  // What a process leaves that claimed and was killed.
  const until = new Date(app.clock.now().getTime() + 60_000);
  await sql`update inbound_raw set leased_until = ${until}`.execute(app.platform.db);
  // Another worker lives: it could be the one that has the mail in hand, so the lease counts.
  const another = createWorkerPresence({ url: app.database.url, log: app.platform.log });
  await another.start(async () => {});
  await app.start();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await rows('select 1 from tickets')).toHaveLength(0);
  app.clock.advance(60_000);
  expect((await waiting).body).toMatchObject({ action: 'created' });
  expect(await rows('select 1 from tickets')).toHaveLength(1);
  await another.stop();
});

test('four workers on one queue: every mail once', async () => {
  await app.start();
  const others = await Promise.all(
    [1, 2, 3].map(() => createTestApp({ start: true, env, roles: ['worker'], beside: app })),
  );
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) => post(app, makeMail({ body: `Caso ${at}` }))),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(40);
  expect(await rows('select 1 from tickets')).toHaveLength(40);
  expect(await rows("select 1 from inbound_raw where state = 'done' and attempts = 0")).toHaveLength(40);
  for (const other of others) await other.close();
});

test('trouble of ours (a full disk) sets no mail aside: it waits and becomes a ticket', async () => {
  const waiting = post(app, makeMail());
  await eventually('stored', async () => (await rows('select 1 from inbound_raw')).length === 1);
  const read = app.platform.files.read;
  let tries = 0;
  app.platform.files.read = async () => {
    tries += 1;
    throw Object.assign(new Error('i/o error'), { code: 'EIO' });
  };
  await app.start();
  for (let at = 1; at <= 5; at += 1) {
    await eventually(
      `try ${at}`,
      async () =>
        tries === at && (await rows('select 1 from inbound_raw where leased_until is null')).length === 1,
    );
    if (at === 5) app.platform.files.read = read;
    app.clock.advance(5_000);
  }
  expect((await waiting).body).toMatchObject({ action: 'created' });
}, 40_000);

async function openOwner() {
  const client = new pg.Client({ connectionString: app.database.ownerUrl });
  await client.connect();
  return client;
}
