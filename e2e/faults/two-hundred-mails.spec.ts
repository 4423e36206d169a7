import { expect, test } from '@playwright/test';
import { dataOf } from '../../packages/web/src/api/client.ts';
import { openDatabase } from '../support/database.ts';
import { type Office, openOffice, supportAddress } from '../support/office.ts';
import { waitFor } from '../support/wait.ts';

const mails = 200;
let office: Office;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  office = await openOffice();
});

test.afterAll(() => office?.close());

/** Mail that comes waits, so that all of it is there before any is worked off, however slow the machine. */
const hold = `create function hold_mail() returns trigger language plpgsql as $$
  begin new.next_try_at := 'infinity'; return new; end $$;
  create trigger hold_mail before insert on inbound_raw for each row execute function hold_mail()`;
const release = `drop trigger hold_mail on inbound_raw; drop function hold_mail;
  update inbound_raw set next_try_at = received_at where state = 'waiting'`;

async function newKey(): Promise<string> {
  const body = { name: 'Recepción', scopes: ['intake:write' as const] };
  return (await dataOf(office.api.POST('/api/v1/api-keys', { body }))).secret;
}

/** Hands one mail over as a mail server would that speaks HTTP; answers whether it was taken. */
async function handOver(index: number, key: string): Promise<boolean> {
  const mail = [
    `From: Familia ${index} <familia${index}@familias.example>`,
    `To: ${supportAddress}`,
    `Subject: Pregunta ${index}`,
    `Message-ID: <pregunta-${index}@familias.example>`,
    '',
    `La pregunta número ${index} de todas las que llegan juntas.`,
  ].join('\r\n');
  const { ok } = await fetch(`${office.product.url}/api/v1/intake/email`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'message/rfc822' },
    body: mail,
  });
  return ok;
}

test(`${mails} mails at once: as many tickets, and the disk is waited for at most five times for two mails`, async () => {
  const database = await openDatabase(office.product);
  const tickets = () => database.number('select count(*) from tickets');
  // Only a transaction that writes takes a number, and only such a one waits for the disk. What the loops read while
  // they look for work, which is the more the slower the machine, takes none.
  const written = () => database.number('select pg_snapshot_xmax(pg_current_snapshot())::text::bigint');
  try {
    // The first mail starts what is started once: parsers, prepared plans, connections.
    await office.send({ from: 'primero@familias.example', subject: 'Primero', text: 'Hola' });
    await waitFor('the first ticket', async () => (await tickets()) === 1);
    const key = await newKey();
    await database.rows(hold);
    const before = await written();
    const begin = performance.now();
    const answers = Array.from({ length: mails }, (_, index) => handOver(index, key));
    await waitFor(
      'all are taken in',
      async () => (await database.number('select count(*) from inbound_raw')) === mails + 1,
      30_000,
    );
    const takenInMs = performance.now() - begin;
    const takenIn = (await written()) - before;
    expect(await tickets()).toBe(1);

    const releasing = performance.now();
    await database.rows(release);
    expect(await Promise.all(answers)).toEqual(Array(mails).fill(true));
    await waitFor('every ticket', async () => (await tickets()) === mails + 1, 30_000);
    await waitFor(
      'what follows from them',
      async () =>
        (await database.number('select count(*) from ticket_intervals where ended_at is null')) === mails + 1,
    );
    const workMs = performance.now() - releasing;
    const all = (await written()) - before;
    console.info(
      [
        `${mails} mails: taken in ${takenInMs.toFixed(0)} ms, ${(takenIn / mails).toFixed(2)} written transactions`,
        `a mail; all tickets ${workMs.toFixed(0)} ms later, ${((all - takenIn) / mails).toFixed(2)} a mail.`,
      ].join(' '),
    );
    expect(await database.number(`select count(*) from inbound_raw where state = 'done'`)).toBe(mails + 1);
    // One when it comes in, one for what it is, and what follows from several at once.
    expect(all / mails).toBeLessThanOrEqual(2.5);
  } finally {
    await database.close();
  }
});
