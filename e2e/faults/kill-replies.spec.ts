import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../../apps/server/src/testing/mail.ts';
import { readMail } from '../../apps/server/src/testing/mail-client.ts';
import { openDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';
import { scaled } from '../support/scale.ts';
import { createSeeded } from '../support/seeded.ts';
import { waitFor } from '../support/wait.ts';

const replies = scaled({ full: 500, short: 60 });
const kills = scaled({ full: 20, short: 4 });
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

test(`${replies} answers under ${kills} kill -9: none lost, and what comes twice carries the same Message-ID`, async () => {
  test.setTimeout(240_000);
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

  let done = false;
  const writing = (async () => {
    for (let index = 1; index <= replies; index += 1) await reply(index);
    done = true;
  })();
  for (let killed = 0; killed < kills && !done; killed += 1) {
    await sleep(150 + random() * 700);
    await product.kill();
    await product.start();
  }
  await writing;

  const database = await openDatabase(product);
  try {
    // What was under way at a kill is given back by the next start, which finds itself alone.
    await waitFor(
      'every answer left',
      async () =>
        (await database.number(`select count(*) from outbound_messages where state = 'sent'`)) === replies,
      60_000,
    );
    const texts = new Map<string, Set<string>>();
    for (const { raw } of sink.mails) {
      const mail = await readMail(raw);
      const text = /Respuesta \d+\./.exec(mail.text ?? '')?.[0] ?? '?';
      texts.set(text, (texts.get(text) ?? new Set()).add(mail.messageId ?? '?'));
    }
    expect(texts.size).toBe(replies);
    expect([...texts.values()].every((ids) => ids.size === 1)).toBe(true);
    expect(await database.number(`select count(*) from messages where direction = 'out'`)).toBe(replies);
    console.info(
      `${replies} answers, ${kills} kills, seed ${seed}: ${sink.mails.length - replies} left twice`,
    );
  } finally {
    await database.close();
  }
});
