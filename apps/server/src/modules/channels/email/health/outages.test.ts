import { getMailboxHealth } from '@ventanilla/contracts/mailbox-health';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemActor } from '../../../../platform/actor.ts';
import { seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import { readSystemMail } from '../../../mailer/index.ts';
import { recordTry, type TryOutcome } from './mailbox-health.store.ts';
import { createOutageWatch } from './tell-administrators.ts';

let app: TestApp;
let admin: string;
let mailboxId: string;

const refused: TryOutcome = {
  kind: 'failed',
  failure: { code: 'mailboxes.imap_auth_failed', params: { host: 'imap.example', port: 993, said: 'No' } },
};

beforeAll(async () => {
  app = await createTestApp();
  [admin] = (await seedAgents(app, [
    { name: 'Rosa', roleKey: 'admin' },
    { name: 'Rob', roleKey: 'admin' },
    { name: 'Ana' },
  ])) as [string];
  await sql`update agents set language = 'en' where name = 'Rob'`.execute(app.platform.db);
});
afterAll(() => app.close());

beforeEach(async () => {
  await sql`delete from system_mails`.execute(app.platform.db);
  mailboxId = await seedMailbox(app, {
    address: `caja-${app.clock.now().getTime()}@escuela.example`,
    isDefault: false,
  });
  await sql`update channel_accounts set settings = settings || '{"imap":{"host":"imap.example","port":993,"security":"tls","user":"caja"}}' where id = ${mailboxId}`.execute(
    app.platform.db,
  );
});

const tryIt = (outcome: TryOutcome) =>
  app.platform.transact({ actor: systemActor }, (work) =>
    recordTry({ channelAccountId: mailboxId, outcome }, work),
  );
/** Lets minutes go by, one at a time, with something happening in each. */
async function pass(minutes: number, outcome: TryOutcome | null) {
  for (let minute = 0; minute < minutes; minute += 1) {
    app.clock.advance(60_000);
    if (outcome) await tryIt(outcome);
    await createOutageWatch(app.platform).look();
  }
}
const mails = async () => {
  const { rows } = await sql<{ kind: string; subject: string; to_name: string }>`
    select kind, subject, to_name from system_mails order by created_at, to_name`.execute(app.platform.db);
  return rows.map(({ kind, to_name }) => `${kind} ${to_name}`);
};
const health = async () =>
  (await app.call(getMailboxHealth, { as: admin })).body.items.find((one) => one.mailboxId === mailboxId)!;

test('administrators are told of an outage that lasts, once, each in their language, and of its end', async () => {
  await pass(4, refused);
  expect(await mails()).toEqual([]);
  await pass(10, refused);
  expect(await mails()).toEqual(['mailbox_failing Rob', 'mailbox_failing Rosa']);
  expect(await health()).toMatchObject({ state: 'failing', problem: { code: 'mailboxes.imap_auth_failed' } });
  const { rows } = await sql<{ subject: string; sealed_body: string }>`
    select subject, sealed_body from system_mails order by to_name`.execute(app.platform.db);
  expect(rows.map(({ subject }) => subject.replace(/caja-\d+/, 'caja'))).toEqual([
    'The mailbox caja@escuela.example cannot be read',
    'El buzón caja@escuela.example no se puede leer',
  ]);
  const { text } = readSystemMail(
    { sealedBody: rows[1]!.sealed_body } as Parameters<typeof readSystemMail>[0],
    {
      keyring: app.platform.keyring,
    },
  );
  expect(text).toContain('no aceptó el usuario o la contraseña');
  await tryIt({ kind: 'well' });
  await pass(3, null);
  expect((await mails()).slice(2)).toEqual(['mailbox_recovered Rob', 'mailbox_recovered Rosa']);
  expect(await health()).toMatchObject({ state: 'well', problem: null });
  const { rows: told } = await sql<{ state: string }>`
    select payload ->> 'state' as state from events where type = 'mailbox.outage_told' and subject_id = ${mailboxId} order by id`.execute(
    app.platform.db,
  );
  expect(told.map(({ state }) => state)).toEqual(['began', 'ended']);
});

test('one that comes and goes is one outage: told once, and its end once', async () => {
  await pass(7, refused);
  for (let flap = 0; flap < 6; flap += 1) {
    await tryIt({ kind: 'well' });
    await pass(1, refused);
  }
  expect(await mails()).toEqual(['mailbox_failing Rob', 'mailbox_failing Rosa']);
  await tryIt({ kind: 'well' });
  await pass(5, null);
  expect((await mails()).filter((mail) => mail.includes('Rosa'))).toEqual([
    'mailbox_failing Rosa',
    'mailbox_recovered Rosa',
  ]);
});

test('short trouble, a pause that was asked for, and a mailbox that somebody pauses trouble nobody', async () => {
  await pass(3, refused);
  await tryIt({ kind: 'well' });
  await pass(5, { kind: 'asked_to_wait', failure: { code: 'mailboxes.imap_asked_to_wait', params: {} } });
  expect((await health()).state).toBe('waiting');
  await pass(4, refused);
  await sql`update channel_accounts set state = 'paused' where id = ${mailboxId}`.execute(app.platform.db);
  await pass(5, null);
  expect(await mails()).toEqual([]);
});

test('mail that does not leave is told of after ten minutes, and so is its end', async () => {
  const { db, ids, clock } = app.platform;
  const message = ids.uuid();
  await sql`with t as (
      insert into contacts (id, name, created_at) values (${ids.uuid()}, 'Eva', ${clock.now()}) returning id), k as (
      insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at)
      select ${ids.uuid()}, 99, 'Duda', t.id, s.key, s.category, ${clock.now()}, ${clock.now()} from t, statuses s
      where s.category = 'open' limit 1 returning id), m as (
      insert into messages (id, ticket_id, direction, visibility, author_kind, at)
      select ${message}, k.id, 'out', 'private', 'agent', ${clock.now()} from k returning id, ticket_id)
    insert into outbound_messages (id, message_id, ticket_id, channel_account_id, external_id, envelope, state, next_try_at,
      server_said, created_at)
    select ${ids.uuid()}, m.id, m.ticket_id, ${mailboxId}, 'x@y', '{}', 'queued', ${clock.now()}, '535 no', ${clock.now()} from m`.execute(
    db,
  );
  await pass(8, null);
  expect(await mails()).toEqual([]);
  await pass(8, null);
  expect(await mails()).toEqual(['mailbox_not_sending Rob', 'mailbox_not_sending Rosa']);
  expect((await health()).outgoing).toMatchObject({ waiting: 1, stoppedSince: expect.any(String) });
  await sql`update outbound_messages set state = 'sent', sent_at = ${clock.now()}`.execute(db);
  await pass(2, null);
  expect((await mails()).slice(2)).toEqual(['mailbox_sending_again Rob', 'mailbox_sending_again Rosa']);
});
