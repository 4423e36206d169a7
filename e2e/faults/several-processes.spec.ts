import { setTimeout as sleep } from 'node:timers/promises';
import { test } from '@playwright/test';
import { hasDebianPostgres } from '../../apps/server/src/testing/debian-postgres.ts';
import { hasDovecot } from '../../apps/server/src/testing/dovecot.ts';
import { createSending, expectAllArrived, startOutsidePostgres, untilWatched } from '../support/arrival.ts';
import { openDatabase } from '../support/database.ts';
import { type MailGround, type Office, openOffice, startMailGround } from '../support/office.ts';
import { type Product, startProduct } from '../support/product.ts';
import { isFull, scaled } from '../support/scale.ts';
import { waitFor } from '../support/wait.ts';

const mails = scaled({ full: 1000, short: 60 });
/** How many processes: of the short form one number, more than two, so that one dies and two may take over. */
const groups = isFull ? [2, 4] : [3];

let ground: MailGround;
let office: Office;
let postgres: Awaited<ReturnType<typeof startOutsidePostgres>>;

test.skip(!hasDovecot || !hasDebianPostgres, 'needs root, Dovecot and PostgreSQL 15');

for (const processes of groups) {
  test.describe(`${processes} processes`, () => {
    const others: Product[] = [];

    test.beforeAll(async () => {
      test.setTimeout(120_000);
      ground = await startMailGround();
      postgres = await startOutsidePostgres();
      const env = { DATABASE_URL: postgres.databaseUrl, DATABASE_POOL_MAX: '8' };
      office = await openOffice({ dovecot: ground.dovecot, sink: ground.sink, afterFetch: 'move', env });
      const { dataDir } = office.product;
      others.push(
        ...(await Promise.all(Array.from({ length: processes - 1 }, () => startProduct({ env, dataDir })))),
      );
    });

    test.afterAll(async () => {
      for (const other of others.splice(0)) await other.stop();
      await office?.close();
      postgres?.stop();
      await ground?.close();
    });

    test(`A5: ${processes} processes on one database and one mailbox, ${mails} mails: none lost, none twice`, async () => {
      test.setTimeout(scaled({ full: 900_000, short: 300_000 }));
      await untilWatched(office);
      const sending = createSending(ground);
      const begin = performance.now();
      await sending.upTo(Math.ceil(mails / 2));
      // What a dead process had in hand waits for its lease of a minute, which only the long form has time for.
      if (!isFull) await untilTickets(Math.ceil(mails / 2));
      // The first process is the one that reads the mailbox: it dies, and another takes over.
      await office.product.kill();
      await sending.upTo(mails);
      await waitFor(
        'the inbox is empty',
        () =>
          ground.dovecot.count('soporte').total === 0 &&
          ground.dovecot.count('soporte', 'Ventanilla').total === mails,
        120_000,
      );
      await sleep(1_000);
      await expectAllArrived(office.product, mails, { timeoutMs: 120_000 });
      console.info(
        `A5: ${processes} processes, ${mails} mails: ${((performance.now() - begin) / 1000).toFixed(1)} s`,
      );
    });
  });
}

async function untilTickets(count: number): Promise<void> {
  const database = await openDatabase(office.product);
  try {
    await waitFor(
      'they are tickets',
      async () => (await database.number('select count(*) from tickets')) >= count,
      60_000,
    );
  } finally {
    await database.close();
  }
}
