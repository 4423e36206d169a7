import { setTimeout as sleep } from 'node:timers/promises';
import { test } from '@playwright/test';
import { hasDovecot } from '../../apps/server/src/testing/dovecot.ts';
import { createSending, expectAllArrived, untilWatched } from '../support/arrival.ts';
import { type MailGround, type Office, openOffice, startMailGround } from '../support/office.ts';
import { scaled } from '../support/scale.ts';
import { createSeeded } from '../support/seeded.ts';
import { waitFor } from '../support/wait.ts';

const mails = scaled({ full: 1000, short: 60 });
const kills = scaled({ full: 20, short: 3 });
const seed = Number(process.env.TEST_SEED ?? 20_260_302);

let ground: MailGround;
let office: Office;

test.skip(!hasDovecot, 'needs root and Dovecot');

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await startMailGround();
  office = await openOffice({ dovecot: ground.dovecot, sink: ground.sink, afterFetch: 'move' });
});

test.afterAll(async () => {
  await office?.close();
  await ground?.close();
});

test(`A1: ${mails} mails by IMAP under ${kills} kill -9 of the server: as many tickets, none lost, none twice`, async () => {
  test.setTimeout(scaled({ full: 900_000, short: 300_000 }));
  const { product } = office;
  const random = createSeeded(seed);
  const begin = performance.now();
  await untilWatched(office);
  const sending = createSending(ground);
  for (let killed = 0; killed < kills; killed += 1) {
    // Part of a portion lies there before the server is up again, part comes while it works.
    const portion = sending.upTo(Math.ceil(((killed + 1) * mails) / kills));
    await sleep(40 + random() * 900);
    await product.kill();
    await portion;
    await product.start();
  }
  const killedAt = performance.now();
  await waitFor(
    'the inbox is empty',
    () =>
      ground.dovecot.count('soporte').total === 0 &&
      ground.dovecot.count('soporte', 'Ventanilla').total === mails,
    120_000,
  );
  // What would come twice would come now: one more look at the mailbox.
  await sleep(1_000);
  const { strayFiles } = await expectAllArrived(product, mails);
  const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1);
  console.info(
    `A1: ${mails} mails, ${kills} kills, seed ${seed}: ${seconds(begin)} s, of them ${seconds(killedAt)} s after the last kill; ${strayFiles} stray files`,
  );
});
