import { join } from 'node:path';
import { expect } from '@playwright/test';
import pg from 'pg';
import { checkIntegrity } from '../../apps/server/src/modules/channels/index.ts';
import { openDatabase as openServerDatabase } from '../../apps/server/src/platform/db/database.ts';
import { createLocalFileStore } from '../../apps/server/src/platform/files/file-store.ts';
import { adoptStrayFiles } from '../../apps/server/src/platform/jobs/platform-jobs.ts';
import { startDebianPostgres } from '../../apps/server/src/testing/debian-postgres.ts';
import { openDatabase, ownerUrlOf } from './database.ts';
import type { MailGround, Office } from './office.ts';
import { supportAddress } from './office.ts';
import type { Product } from './product.ts';
import { waitFor } from './wait.ts';

/** Until the mailbox was read for the first time, which fixes from where mail is new. */
export async function untilWatched(office: Office, address: string = supportAddress): Promise<void> {
  await waitFor('the mailbox is watched', async () => {
    const { data } = await office.api.GET('/api/v1/mailboxes');
    return data?.items.find((mailbox) => mailbox.address === address)?.lastFetchedAt;
  });
}

/** Sends numbered mails of forty customers, each with a Message-ID of its own. */
export function createSending(ground: MailGround) {
  let sent = 0;
  return {
    async upTo(count: number): Promise<void> {
      for (; sent < count; sent += 1) {
        await ground.send({
          from: `Cliente ${sent % 40} <cliente${sent % 40}@familias.example>`,
          subject: `Consulta ${sent + 1}`,
          text: `Mensaje número ${sent + 1}, que debe llegar una sola vez.`,
          messageId: `<consulta-${sent + 1}@familias.example>`,
        });
      }
    },
  };
}

/**
 * Every mail became one ticket and one message, none is stuck or set aside, the ledger has caught up, and database and
 * files agree (A9). `strayBytes`: what crashes between bytes and row left behind, which the sweeper takes.
 */
export async function expectAllArrived(
  product: Product,
  mails: number,
  options: { timeoutMs?: number } = {},
): Promise<{ strayFiles: number }> {
  const database = await openDatabase(product);
  try {
    await waitFor(
      'every mail became a ticket',
      async () => (await database.number('select count(*) from tickets')) >= mails,
      options.timeoutMs ?? 90_000,
    );
    await waitFor(
      'the ledger caught up',
      async () =>
        (await database.number('select count(*) from ticket_intervals where ended_at is null')) === mails,
      30_000,
    );
    expect(
      await database.rows('select state, count(*)::int as count from inbound_raw group by state'),
    ).toEqual([{ state: 'done', count: mails }]);
    const counts = await database.rows(
      `select (select count(*)::int from tickets) as tickets, (select count(*)::int from messages) as messages,
        (select count(distinct external_id)::int from messages) as ids, (select count(*)::int from event_set_aside) as aside`,
    );
    expect(counts).toEqual([{ tickets: mails, messages: mails, ids: mails, aside: 0 }]);
  } finally {
    await database.close();
  }
  return expectIntegrity(product);
}

/** Database and files agree, once the sweeper has been. */
export async function expectIntegrity(product: Product): Promise<{ strayFiles: number }> {
  const { db, close } = openServerDatabase({
    url: await ownerUrlOf(product),
    poolMax: 2,
    applicationName: 'integrity',
    onError: () => undefined,
  });
  const files = createLocalFileStore({ root: join(product.dataDir, 'files') });
  // A moment ahead, so that files of this very instant count as well.
  const clock = { now: () => new Date(Date.now() + 1_000) };
  try {
    const strayFiles = await adoptStrayFiles({ olderThanMs: 0 }, { db, files, clock });
    expect(await checkIntegrity({ strayFileMs: 0, now: clock.now() }, { db, files })).toEqual([]);
    return { strayFiles };
  } finally {
    await close();
  }
}

/** Debian's PostgreSQL with an empty database for one installation. */
export async function startOutsidePostgres() {
  const cluster = startDebianPostgres({ durable: true });
  const client = new pg.Client({ connectionString: cluster.superuserUrl });
  await client.connect();
  await client.query('create role ventanilla login');
  await client.query('create database ventanilla owner ventanilla');
  await client.end();
  const url = new URL(cluster.superuserUrl.replace('postgres@/postgres', 'ventanilla@localhost/ventanilla'));
  return { ...cluster, databaseUrl: url.href.replace('@localhost/', '@/') };
}
