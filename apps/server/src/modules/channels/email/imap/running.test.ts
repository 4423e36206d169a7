import { updateMailbox } from '@ventanilla/contracts/channels';
import { getMailboxHealth } from '@ventanilla/contracts/mailbox-health';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ImapStub, startImapStub } from '../../../../testing/imap-stub.ts';
import { eventually, makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import { sealSecrets } from '../mailboxes/mailboxes.store.ts';

const testSettings = {
  VENTANILLA_SMTP_PORT: 'off',
  VENTANILLA_MAIL_PARSERS: '1',
  VENTANILLA_MAILBOX_POLL_SECONDS: '20',
};
const boxes = 80;
const hung = 5;

let stub: ImapStub;
let hanging: ImapStub[];
let app: TestApp;
let admin: string;

beforeAll(async () => {
  stub = await startImapStub();
  hanging = await Promise.all([
    startImapStub({ hangsAt: 'line' }),
    startImapStub({ hangsAt: 'greeting' }),
    startImapStub({ hangsAt: 'fetch' }),
  ]);
});
afterAll(() => Promise.all([stub, ...hanging].map((one) => one.close())));

beforeEach(async () => {
  app = await createTestApp({ env: testSettings });
  app.clock.set(new Date());
  [admin] = (await seedAgents(app, [{ name: 'Rosa', roleKey: 'admin' }])) as [string];
});
afterEach(() => app.close());

/** A mailbox straight in the tables, so that eighty of them are made at once. */
async function addBox(user: string, server: { port: number; security?: 'tls' | 'none' }): Promise<string> {
  const id = await seedMailbox(app, { address: `${user}@escuela.example`, isDefault: false });
  const imap = { host: '127.0.0.1', port: server.port, security: server.security ?? 'none', user };
  await sql`update channel_accounts set settings = settings || ${JSON.stringify({ imap })}::jsonb,
    secrets = ${sealSecrets({ imap: 'cualquiera', smtp: null }, app.platform.keyring)} where id = ${id}`.execute(
    app.platform.db,
  );
  return id;
}

const count = async (query: string) =>
  Number(
    (await sql.raw<{ n: number }>(`select count(*) as n from ${query}`).execute(app.platform.db)).rows[0]!.n,
  );

test(`${boxes} mailboxes, ${hung} of them hanging: the others are read at once, and changes are followed`, async () => {
  const [line, greeting, fetch] = hanging as [ImapStub, ImapStub, ImapStub];
  const well = Array.from({ length: boxes - hung }, (_, index) => `caja${index}`);
  for (const user of well) await addBox(user, stub);
  const stuck = await addBox('linea', line);
  await addBox('cifrado', { port: line.port, security: 'tls' });
  await addBox('saludo', greeting);
  await addBox('lectura1', fetch);
  await addBox('lectura2', fetch);
  await app.start();
  await eventually(
    'all that answer are connected',
    async () => (await count('mailbox_folders')) === boxes - 3,
    20_000,
  );
  for (const user of ['lectura1', 'lectura2']) fetch.deliver(user, makeMail({ subject: 'Nunca llega' }));
  const begin = performance.now();
  for (const user of well) stub.deliver(user, makeMail({ subject: user }));
  await eventually('a ticket of each', async () => (await count('tickets')) === well.length, 15_000);
  const tookMs = performance.now() - begin;
  // A change of one that hangs is followed at once as well: nobody waits for its connection to give up.
  const pausing = performance.now();
  const paused = await app.call(updateMailbox, {
    as: admin,
    params: { mailboxId: stuck },
    headers: { 'if-match': '"1"' },
    body: { paused: true },
  });
  expect(paused.code).toBeNull();
  await addBox('tarde', stub);
  await eventually(
    'the new one is connected',
    async () => (await count('mailbox_folders')) === boxes - 2,
    10_000,
  );
  expect(performance.now() - pausing).toBeLessThan(9_000);
  // A bound far above what it takes (about 2 s) and far below the time limits of those that hang (8 s and more).
  expect(tookMs).toBeLessThan(7_500);
}, 60_000);

test('a line that breaks after each mail it brings is taken up again at once; one that tells of no mail is asked', async () => {
  const cutting = await startImapStub({ cutsAfterMail: true });
  const silent = await startImapStub({ withoutIdle: true });
  const settings = { ...testSettings, VENTANILLA_MAILBOX_POLL_SECONDS: '1' };
  const polling = await createTestApp({ env: settings, start: false, beside: app });
  try {
    await addBox('cortada', cutting);
    await addBox('callada', silent);
    await polling.start();
    await eventually('both are connected', async () => (await count('mailbox_folders')) === 2);
    const begin = performance.now();
    for (const subject of ['Uno', 'Dos', 'Tres', 'Cuatro', 'Cinco'])
      cutting.deliver('cortada', makeMail({ subject }));
    silent.deliver('callada', makeMail({ subject: 'Sin aviso' }));
    await eventually('every mail is a ticket', async () => (await count('tickets')) === 6, 20_000);
    // Six connections one second apart; growing waits would take half a minute.
    expect(performance.now() - begin).toBeLessThan(15_000);
    expect(cutting.signIns()).toBeGreaterThanOrEqual(6);
  } finally {
    await polling.close();
    await cutting.close();
    await silent.close();
  }
}, 40_000);

test('a server that asks for a pause is no failing mailbox', async () => {
  const id = await addBox('pausa', stub);
  stub.refuse('[THROTTLED] Account exceeded command or bandwidth limits.');
  const before = stub.signIns();
  await app.start();
  const health = async () => {
    const { body } = await app.call(getMailboxHealth, { as: admin });
    return body.items.find(({ mailboxId }) => mailboxId === id)!;
  };
  await eventually('waiting', async () => (await health()).state === 'waiting');
  stub.refuse(null);
  const { body } = await app.call(getMailboxHealth, { as: admin });
  expect(body.errors).toMatchObject([{ kind: 'incoming', cause: 'asked_to_wait', count: 1 }]);
  // It was asked once, and is left in peace.
  expect(stub.signIns() - before).toBe(1);
  expect(await count(`events where type = 'mailbox.changed'`)).toBe(0);
});
