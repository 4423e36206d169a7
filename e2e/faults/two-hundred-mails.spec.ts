import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { openDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';
import { waitFor } from '../support/wait.ts';

const mails = 200;
/** pg_stat_database lags behind by up to a second, for each session. */
const lagMs = 1_500;
/** How long nothing comes, to see what goes on by itself. */
const quietMs = 2_000;
let office: Office;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  office = await openOffice();
});

test.afterAll(() => office?.close());

test('200 mails at once: 200 tickets with at most two commits each', async () => {
  const database = await openDatabase(office.product);
  const commits = async () => {
    await sleep(lagMs);
    return database.number(`select xact_commit from pg_stat_database where datname = 'ventanilla'`);
  };
  try {
    // The first mail starts what is started once: parsers, prepared plans, connections.
    await office.send({ from: 'primero@familias.example', subject: 'Primero', text: 'Hola' });
    await waitFor(
      'the first ticket',
      async () => (await database.number('select count(*) from tickets')) === 1,
    );
    // What the loops do while nothing comes is not the mails' doing; a slow machine gives them more time for it.
    const quiet = await commits();
    const quietBegin = performance.now();
    await sleep(quietMs);
    const before = await commits();
    const idlePerMs = (before - quiet) / (performance.now() - quietBegin);

    const begin = performance.now();
    await Promise.all(
      Array.from({ length: mails }, (_, index) =>
        office.send({
          from: `Familia ${index} <familia${index}@familias.example>`,
          subject: `Pregunta ${index}`,
          text: `La pregunta número ${index} de todas las que llegan juntas.`,
        }),
      ),
    );
    const takenInMs = performance.now() - begin;
    await waitFor(
      'every ticket',
      async () => (await database.number('select count(*) from tickets')) === mails + 1,
      30_000,
    );
    const workMs = performance.now() - begin;
    const after = await commits();
    const idle = Math.round(idlePerMs * (performance.now() - begin));
    const own = after - before - idle;

    const [times] = await database.rows<{ p50: number; p95: number; max: number }>(
      `select percentile_disc(0.5) within group (order by ms) as p50,
              percentile_disc(0.95) within group (order by ms) as p95, max(ms) as max
       from (select round(extract(epoch from done_at - received_at) * 1000)::int as ms from inbound_raw) as waits`,
    );
    console.info(
      [
        `${mails} mails by SMTP: taken in ${takenInMs.toFixed(0)} ms, all tickets after ${workMs.toFixed(0)} ms;`,
        `arrival to ticket p50 ${times?.p50} ms, p95 ${times?.p95} ms, max ${times?.max} ms;`,
        `${own} commits, ${(own / mails).toFixed(2)} a mail, beside ${idle} of idle loops.`,
      ].join(' '),
    );
    expect(await database.number(`select count(*) from inbound_raw where state = 'done'`)).toBe(mails + 1);
    expect(own / mails).toBeLessThanOrEqual(2);
  } finally {
    await database.close();
  }
});
