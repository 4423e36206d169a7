import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adoptStrayFiles } from '../../../platform/jobs/platform-jobs.ts';
import { makeMail } from '../../../testing/mail.ts';
import { type MailGround, openMailGround } from '../../../testing/mail-ground.ts';
import { checkIntegrity } from './check-integrity.ts';

let ground: MailGround;

beforeAll(async () => {
  ground = await openMailGround();
});
afterAll(() => ground.close());

const check = () => checkIntegrity({ strayFileMs: 0, now: new Date(Date.now() + 1000) }, ground.app.platform);

test('a sound installation has no fault', async () => {
  await ground.post(makeMail({ subject: 'Uno' }));
  await ground.post(makeMail({ subject: 'Dos' }));
  await ground.app.settle();
  expect(await check()).toEqual([]);
});

test('bytes without a row are told of, and the sweeper gives them one', async () => {
  const { platform } = ground.app;
  const { sha256 } = await platform.files.put(Buffer.from('sin fila'));
  expect(await check()).toEqual([{ rule: 'filesWithoutRow', count: 1, examples: [sha256] }]);
  const clock = { now: () => new Date(Date.now() + 1000) };
  expect(await adoptStrayFiles({ olderThanMs: 0 }, { ...platform, clock })).toBe(1);
  expect(await adoptStrayFiles({ olderThanMs: 0 }, { ...platform, clock })).toBe(0);
  expect(await check()).toEqual([]);
});

test('what is missing is named: the file of a row, the ledger of a ticket, the words of a message', async () => {
  const { ticketId, messageId } = await ground.post(makeMail({ subject: 'Tres' }));
  await ground.app.settle();
  const { platform } = ground.app;
  const raw = await sql<{
    sha256: string;
  }>`select sha256 from inbound_raw where ticket_id = ${ticketId}`.execute(platform.db);
  await platform.files.remove(raw.rows[0]!.sha256);
  await sql`delete from ticket_intervals where ticket_id = ${ticketId}`.execute(platform.db);
  await sql`delete from message_bodies where message_id = ${messageId}`.execute(platform.db);
  expect(await check()).toEqual([
    { rule: 'messagesWithoutBody', count: 1, examples: [messageId] },
    { rule: 'ledgerDisagrees', count: 1, examples: [ticketId] },
    { rule: 'rowsWithoutFile', count: 1, examples: [raw.rows[0]!.sha256] },
  ]);
});
