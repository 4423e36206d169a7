import { intakeEmail } from '@ventanilla/contracts/channels';
import { replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemActor } from '../../../platform/actor.ts';
import { createWorkerPresence } from '../../../platform/worker-presence.ts';
import { eventually, makeMail, type SmtpSink, seedMailbox, startSmtpSink } from '../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';
import { sendSystemMail } from '../../mailer/index.ts';

const headers = { 'x-test-scopes': 'intake:write' };
const env = { VENTANILLA_MAIL_PARSERS: '1' };
let app: TestApp;
let sink: SmtpSink;
let answered: Promise<unknown>;

/**
 * The last process died with three mails in hand: one received, one answer and one of the product's own, each leased
 * for the next minutes by a clock that stands still.
 */
beforeEach(async () => {
  sink = await startSmtpSink();
  app = await createTestApp({ env });
  const { db, transact, keyring, publicUrl } = app.platform;
  await seedMailbox(app, { smtp: sink.server });
  const [agent] = (await seedAgents(app, [{ name: 'Sofía Ruiz' }])) as [string];
  const ticketId = await receiveByAnother('cliente@colegio.example');
  await app.call(replyToTicket, { as: agent, params: { ticketId }, body: { text: 'Ya quedó.' } });
  await transact({ actor: systemActor }, (work) =>
    sendSystemMail(
      {
        kind: 'password_reset',
        fromName: 'Colegio',
        to: { name: 'Sofía', address: 'sofia@colegio.example' },
        language: 'es',
        params: {},
        link: 'https://mesa.example/x',
        uselessAt: null,
      },
      work,
      { keyring, publicUrl },
    ),
  );
  answered = app.call(intakeEmail, { body: makeMail(), headers });
  await eventually('stored', async () => (await states('inbound_raw')).includes('waiting'));
  const until = new Date(app.clock.now().getTime() + 180_000);
  for (const table of ['inbound_raw', 'outbound_messages', 'system_mails'])
    await sql`update ${sql.table(table)} set leased_until = ${until} where state in ('waiting', 'queued')`.execute(
      db,
    );
}, 90_000);
afterEach(async () => {
  await app.close();
  await sink.close();
});

/** A mail that the process before still made into a ticket. */
async function receiveByAnother(from: string): Promise<string> {
  const before = await createTestApp({ start: true, env, beside: app });
  await before.call(intakeEmail, { body: makeMail({ from }), headers });
  const ticket = await eventually(
    'ticket',
    () => app.platform.db.selectFrom('tickets').select('id').executeTakeFirst(),
    30_000,
  );
  await before.close();
  return ticket.id;
}

async function states(table: string): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`select state from ${sql.table(table)} order by state`.execute(
    app.platform.db,
  );
  return rows.map(({ state }) => state);
}
const allStates = async () => [
  ...(await states('inbound_raw')),
  ...(await states('outbound_messages')),
  ...(await states('system_mails')),
];

/** Child processes that read mail take their time to begin where others work beside. */
const allDone = () =>
  eventually('all done', async () => (await allStates()).join() === 'done,done,sent,sent', 40_000);

test('a worker that starts alone goes on with what a dead one had in hand, at once', {
  timeout: 60_000,
}, async () => {
  await app.start();
  await allDone();
  expect(sink.mails.flatMap(({ to }) => to).sort()).toEqual([
    'cliente@colegio.example',
    'sofia@colegio.example',
  ]);
  await answered;
});

test('beside a living worker it takes nothing out of its hands', { timeout: 60_000 }, async () => {
  const { log } = app.platform;
  const living = createWorkerPresence({ url: app.database.url, log });
  await living.start(async () => {});
  await app.start();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await allStates()).toEqual(['done', 'waiting', 'queued', 'queued']);
  expect(sink.mails).toEqual([]);
  await living.stop();
  // Once the leases run out it goes on by itself.
  app.clock.advance(181_000);
  await allDone();
  await answered;
});
