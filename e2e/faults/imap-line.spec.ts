import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { hasDovecot } from '../../apps/server/src/testing/dovecot.ts';
import { startTcpProxy, type TcpProxy } from '../../apps/server/src/testing/tcp-proxy.ts';
import { dataOf } from '../../packages/web/src/api/client.ts';
import { createSending, expectAllArrived, untilWatched } from '../support/arrival.ts';
import { openDatabase } from '../support/database.ts';
import { imapServer, type MailGround, type Office, openOffice, startMailGround } from '../support/office.ts';
import { scaled } from '../support/scale.ts';
import { createSeeded } from '../support/seeded.ts';
import { waitFor } from '../support/wait.ts';

const mails = scaled({ full: 1000, short: 60 });
const cuts = scaled({ full: 30, short: 3 });
const stalls = scaled({ full: 2, short: 1 });
const seed = Number(process.env.TEST_SEED ?? 20_260_304);
/** Mails among which a line stops; the next one shows how long that goes unnoticed. */
const perStall = 5;
/** Fewer than the bytes that a portion of mails brings with it, so that each cut falls into one. */
const portionBytes = Math.floor((mails / (cuts + 1)) * 400);
/** The long form waits as long for a silent server as the product does when nobody sets anything. */
const patienceSeconds = scaled({ full: 30, short: 6 });
/** From when the line works again until a mail is a ticket: the promise, whatever the patience. */
const visibleMsMax = 60_000;

let ground: MailGround;
let proxy: TcpProxy;
let quiet: TcpProxy;
let office: Office;

test.skip(!hasDovecot, 'needs root and Dovecot');

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await startMailGround();
  proxy = await startTcpProxy(ground.dovecot);
  quiet = await startTcpProxy(ground.dovecot);
  office = await openOffice({
    dovecot: proxy,
    sink: ground.sink,
    env: { VENTANILLA_MAILBOX_PATIENCE_SECONDS: String(patienceSeconds) },
  });
  await dataOf(
    office.api.POST('/api/v1/mailboxes', {
      body: {
        name: 'Avisos',
        address: 'avisos@escuela.example',
        imap: { ...imapServer(quiet), user: 'avisos' },
      },
    }),
  );
});

test.afterAll(async () => {
  await office?.close();
  await proxy?.close();
  await quiet?.close();
  await ground?.close();
});

test(`A3: ${mails} mails over a line that is cut ${cuts} times, numbered anew, dropped in silence and stalled ${stalls} times`, async () => {
  test.setTimeout(scaled({ full: 1_200_000, short: 300_000 }));
  const random = createSeeded(seed);
  await untilWatched(office);
  await untilWatched(office, 'avisos@escuela.example');
  const sending = createSending(ground);
  const begin = performance.now();

  for (let cut = 0; cut < cuts; cut += 1) {
    const broken = proxy.cutAfter(20 + Math.floor(random() * portionBytes));
    await sending.upTo(Math.ceil(((cut + 1) * mails) / (cuts + 1)));
    await broken;
    if (cut === Math.floor(cuts / 2)) ground.dovecot.changeUidValidity('soporte');
  }
  const beforeStalls = mails - (perStall + 1) * stalls;
  await sending.upTo(beforeStalls);
  // What the cuts held up is worked off first: the times below are those of one new mail.
  const caughtUp = await openDatabase(office.product);
  await waitFor(
    'every mail so far is a ticket',
    async () => (await caughtUp.number('select count(*) from tickets')) === beforeStalls,
    scaled({ full: 300_000, short: 60_000 }),
  );
  await caughtUp.close();
  const cutMs = performance.now() - begin;

  // The other mailbox idles: its line dies without a word while this one's stops in the middle of a mail.
  expect(quiet.silence()).toBeGreaterThan(0);
  const silent = arrivalOf('Tras el silencio', () =>
    ground.dovecot.deliver('avisos', mailOf('Tras el silencio')),
  );
  let slowestMs = 0;
  for (let stalled = 0; stalled < stalls; stalled += 1) {
    const stopped = proxy.stallAfter(600 + Math.floor(random() * 900));
    const count = beforeStalls + (perStall + 1) * stalled + perStall;
    await sending.upTo(count);
    await stopped;
    const tookMs = await arrivalOf(`Consulta ${count + 1}`, () => sending.upTo(count + 1));
    slowestMs = Math.max(slowestMs, tookMs);
  }
  const silentMs = await silent;
  await sleep(1_000);
  const { strayFiles } = await expectAllArrived(office.product, mails + 1, { timeoutMs: 120_000 });
  expect(Math.max(slowestMs, silentMs)).toBeLessThan(visibleMsMax);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  console.info(
    [
      `A3: ${mails} mails, ${cuts} cuts, seed ${seed}: cuts ${seconds(cutMs)} s; a new mail after a stalled fetch in`,
      `${seconds(slowestMs)} s, after a silent line in ${seconds(silentMs)} s; ${strayFiles} stray files`,
    ].join(' '),
  );
});

/** How long from now until a mail with this subject is a ticket. */
async function arrivalOf(subject: string, send: () => unknown): Promise<number> {
  const begin = performance.now();
  await send();
  const database = await openDatabase(office.product);
  try {
    await waitFor(
      `the ticket «${subject}»`,
      async () => (await database.number('select count(*) from tickets where subject = $1', [subject])) > 0,
      2 * visibleMsMax,
    );
  } finally {
    await database.close();
  }
  return performance.now() - begin;
}

function mailOf(subject: string): Buffer {
  return Buffer.from(
    `From: Eva <eva@familias.example>\r\nTo: avisos@escuela.example\r\nSubject: ${subject}\r\nMessage-ID: <silencio@familias.example>\r\n\r\nHola\r\n`,
  );
}
