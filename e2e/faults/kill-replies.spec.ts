import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../../apps/server/src/testing/mail.ts';
import { readMail } from '../../apps/server/src/testing/mail-client.ts';
import { dataOf } from '../../packages/web/src/api/client.ts';
import { openDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';
import { scaled } from '../support/scale.ts';
import { createSeeded } from '../support/seeded.ts';
import { waitFor } from '../support/wait.ts';

const replies = scaled({ full: 500, short: 45 });
/** Beside them some that wait for their time, which falls among the kills. */
const waiting = scaled({ full: 60, short: 12 });
const waitMsMax = scaled({ full: 60_000, short: 10_000 });
const kills = scaled({ full: 20, short: 3 });
const all = replies + waiting;
/** Of one mailbox at a time. */
const connections = 3;
const seed = Number(process.env.TEST_SEED ?? 20_260_303);

let sink: SmtpSink;
let office: Office;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  sink = await startSmtpSink();
  office = await openOffice({ sink });
});

test.afterAll(async () => {
  await office?.close();
  await sink?.close();
});

test(`A6: ${replies} answers and ${waiting} that wait for their time, under ${kills} kill -9: none lost, and what comes twice carries the same Message-ID`, async () => {
  test.setTimeout(scaled({ full: 900_000, short: 240_000 }));
  const { product, api } = office;
  const random = createSeeded(seed);
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'Una pregunta', text: 'Hola' });
  const ticket = await waitFor('the ticket', async () => {
    const { data } = await api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items[0];
  });

  /** As the desk does: the same key until an answer comes. */
  async function reply(index: number): Promise<void> {
    const header = { 'Idempotency-Key': `respuesta-${seed}-${index}` };
    for (;;) {
      try {
        await api.POST('/api/v1/tickets/{ticketId}/reply', {
          params: { path: { ticketId: ticket.id }, header },
          body: { text: `Respuesta ${index}.` },
        });
        return;
      } catch (error) {
        // Only what a dying server causes is tried again; a refusal is a failure of this test.
        const { status, code } = error as { status?: number; code?: string };
        const dying = status === 0 || status === 503 || code === 'http.idempotency_in_progress';
        if (!dying) throw error;
        await sleep(100);
      }
    }
  }

  const params = { path: { ticketId: ticket.id } };
  for (let index = 1; index <= waiting; index += 1) {
    const body = {
      html: `<p>Programada <strong>${index}</strong>.</p>`,
      delayMs: 2_000 + Math.floor(random() * waitMsMax),
    };
    await dataOf(api.POST('/api/v1/tickets/{ticketId}/scheduled-replies', { params, body }));
  }

  let written = 0;
  for (let killed = 0; killed < kills; killed += 1) {
    // Each kill falls among the answers of its own portion: some not accepted yet, some on their way.
    const last = Math.ceil(((killed + 1) * replies) / kills);
    const portion = (async () => {
      while (written < last) await reply((written += 1));
    })();
    await sleep(50 + random() * 500);
    await product.kill();
    await product.start();
    await portion;
  }

  const database = await openDatabase(product);
  try {
    // What was under way at a kill is given back by the next start, which finds itself alone.
    await waitFor(
      'every answer left',
      async () =>
        (await database.number(`select count(*) from outbound_messages where state = 'sent'`)) === all,
      waitMsMax + 60_000,
    );
    const texts = new Map<string, Set<string>>();
    for (const { raw } of sink.mails) {
      const mail = await readMail(raw);
      const text = /(Respuesta|Programada) \d+\./.exec(mail.text ?? '')?.[0] ?? '?';
      texts.set(text, (texts.get(text) ?? new Set()).add(mail.messageId ?? '?'));
    }
    expect(texts.size).toBe(all);
    expect([...texts.values()].every((ids) => ids.size === 1)).toBe(true);
    expect(await database.number(`select count(*) from messages where direction = 'out'`)).toBe(all);
    expect(await database.number(`select count(*) from scheduled_replies where state = 'sent'`)).toBe(
      waiting,
    );
    expect(await database.number(`select count(*) from timers where kind = 'tickets.send_scheduled'`)).toBe(
      0,
    );
    // A crash between the server's 250 and our own note of it costs a copy, of each connection one at most.
    const copies = sink.mails.length - all;
    expect(copies).toBeLessThanOrEqual(kills * connections);
    console.info(
      `A6: ${replies} answers and ${waiting} that waited, ${kills} kills, seed ${seed}: ${copies} left twice`,
    );
  } finally {
    await database.close();
  }
});
