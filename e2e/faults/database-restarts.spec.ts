import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { hasDebianPostgres } from '../../apps/server/src/testing/debian-postgres.ts';
import { hasDovecot } from '../../apps/server/src/testing/dovecot.ts';
import { createSending, expectAllArrived, startOutsidePostgres, untilWatched } from '../support/arrival.ts';
import { type MailGround, type Office, openOffice, startMailGround } from '../support/office.ts';
import { scaled } from '../support/scale.ts';
import { createSeeded } from '../support/seeded.ts';
import { waitFor } from '../support/wait.ts';

const mails = scaled({ full: 1000, short: 50 });
const restarts = scaled({ full: 10, short: 2 });
const seed = Number(process.env.TEST_SEED ?? 20_260_303);
const readyMsMax = 30_000;

let ground: MailGround;
let office: Office;
let postgres: Awaited<ReturnType<typeof startOutsidePostgres>>;

test.skip(!hasDovecot || !hasDebianPostgres, 'needs root, Dovecot and PostgreSQL 15');

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await startMailGround();
  postgres = await startOutsidePostgres();
  office = await openOffice({
    dovecot: ground.dovecot,
    sink: ground.sink,
    afterFetch: 'move',
    env: { DATABASE_URL: postgres.databaseUrl },
  });
});

test.afterAll(async () => {
  await office?.close();
  postgres?.stop();
  await ground?.close();
});

test(`A2: ${mails} mails under ${restarts} immediate restarts of PostgreSQL: none lost or twice, ready again each time`, async () => {
  test.setTimeout(scaled({ full: 900_000, short: 300_000 }));
  const { product } = office;
  const random = createSeeded(seed);
  const pid = product.pid();
  await untilWatched(office);
  const sending = createSending(ground);
  let slowestMs = 0;
  for (let restarted = 0; restarted < restarts; restarted += 1) {
    const portion = sending.upTo(Math.ceil(((restarted + 1) * mails) / restarts));
    await sleep(100 + random() * 1_200);
    await postgres.restartAtOnce();
    const backAt = performance.now();
    await waitFor('ready again', () => isReady(product.url), readyMsMax);
    slowestMs = Math.max(slowestMs, performance.now() - backAt);
    await portion;
  }
  await waitFor(
    'the inbox is empty',
    () =>
      ground.dovecot.count('soporte').total === 0 &&
      ground.dovecot.count('soporte', 'Ventanilla').total === mails,
    120_000,
  );
  await expectAllArrived(product, mails);
  expect(product.pid()).toBe(pid);
  expect(isAlive(pid)).toBe(true);
  expect(product.output()).not.toMatch(/unhandled|uncaught/i);
  console.info(
    `A2: ${mails} mails, ${restarts} restarts, seed ${seed}: ready again after ${(slowestMs / 1000).toFixed(1)} s at most`,
  );
});

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => null);
  return answer?.status === 200;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
