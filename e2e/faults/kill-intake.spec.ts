import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { hasDovecot } from '../../apps/server/src/testing/dovecot.ts';
import { openDatabase } from '../support/database.ts';
import {
  type MailGround,
  type Office,
  openOffice,
  startMailGround,
  supportAddress,
} from '../support/office.ts';
import { scaled } from '../support/scale.ts';
import { createSeeded } from '../support/seeded.ts';
import { waitFor } from '../support/wait.ts';

const mails = scaled({ full: 1000, short: 200 });
const kills = scaled({ full: 20, short: 8 });
const seed = Number(process.env.TEST_SEED ?? 20_260_302);

let ground: MailGround;
let office: Office;

test.skip(!hasDovecot, 'needs root and Dovecot');

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await startMailGround();
  office = await openOffice({ dovecot: ground.dovecot, sink: ground.sink });
});

test.afterAll(async () => {
  await office?.close();
  await ground?.close();
});

test(`${mails} mails by IMAP under ${kills} kill -9 of the server: as many tickets, none lost, none twice`, async () => {
  test.setTimeout(300_000);
  const { product } = office;
  const random = createSeeded(seed);
  const begin = performance.now();
  // The first fetch fixes from where mail is new.
  await waitFor('the mailbox is watched', async () => {
    const { data } = await office.api.GET('/api/v1/mailboxes');
    return data?.items.find(({ address }) => address === supportAddress)?.lastFetchedAt;
  });

  let sent = 0;
  const sendUpTo = async (count: number) => {
    for (; sent < count; sent += 1) {
      await ground.send({
        from: `Cliente ${sent % 40} <cliente${sent % 40}@familias.example>`,
        subject: `Consulta ${sent + 1}`,
        text: `Mensaje número ${sent + 1}, que debe llegar una sola vez.`,
        messageId: `<consulta-${sent + 1}@familias.example>`,
      });
    }
  };
  for (let killed = 0; killed < kills; killed += 1) {
    // Part of a portion lies there before the server is up again, part comes while it works.
    const portion = Math.ceil(((killed + 1) * mails) / kills);
    const sending = sendUpTo(portion);
    await sleep(40 + random() * 900);
    await product.kill();
    await sending;
    await product.start();
  }
  const killedAt = performance.now();
  const database = await openDatabase(product);
  try {
    // What a killed process was working on is given back by the next start, which finds itself alone.
    await waitFor(
      'every mail became a ticket',
      async () => (await database.number('select count(*) from tickets')) >= mails,
      90_000,
    );
    // What would come twice would come now: one more look at the mailbox.
    await sleep(1_000);
    const states = await database.rows<{ state: string; count: number }>(
      'select state, count(*)::int as count from inbound_raw group by state',
    );
    expect(states).toEqual([{ state: 'done', count: mails }]);
    expect(await database.number('select count(*) from tickets')).toBe(mails);
    expect(await database.number('select count(*) from messages')).toBe(mails);
    expect(await database.number('select count(distinct external_id) from messages')).toBe(mails);
    expect(await database.number('select count(*) from event_set_aside')).toBe(0);
    await waitFor('the ledger caught up', async () => {
      return (
        (await database.number('select count(*) from ticket_intervals where ended_at is null')) === mails
      );
    });
    expect(await database.number('select max(number) - min(number) + 1 from tickets')).toBeGreaterThanOrEqual(
      mails,
    );
    await waitFor('every mail is marked read', () => {
      const { total, seen } = ground.dovecot.count('soporte');
      return total === mails && seen === mails;
    });
  } finally {
    await database.close();
  }
  const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1);
  console.info(
    `${mails} mails, ${kills} kills, seed ${seed}: ${seconds(begin)} s, of them ${seconds(killedAt)} s after the last kill`,
  );
});
