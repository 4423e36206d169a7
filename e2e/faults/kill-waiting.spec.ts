import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../../apps/server/src/testing/mail.ts';
import { readMail } from '../../apps/server/src/testing/mail-client.ts';
import { dataOf } from '../../packages/web/src/api/client.ts';
import { openDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';
import { createSeeded } from '../support/seeded.ts';
import { waitFor } from '../support/wait.ts';

const answers = 20;
const kills = 4;
const seed = Number(process.env.TEST_SEED ?? 20_260_304);

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

test(`${answers} answers that wait under ${kills} kill -9 about when they are due: each is one message`, async () => {
  test.setTimeout(240_000);
  const { product, api } = office;
  const random = createSeeded(seed);
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'Una pregunta', text: 'Hola' });
  const ticket = await waitFor('the ticket', async () => {
    const { data } = await api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items[0];
  });
  const params = { path: { ticketId: ticket.id } };
  for (let index = 1; index <= answers; index += 1) {
    const body = {
      html: `<p>Respuesta <strong>${index}</strong>.</p>`,
      delayMs: 2_000 + Math.floor(random() * 6_000),
    };
    await dataOf(api.POST('/api/v1/tickets/{ticketId}/scheduled-replies', { params, body }));
  }
  for (let killed = 0; killed < kills; killed += 1) {
    await sleep(300 + random() * 1_500);
    await product.kill();
    await product.start();
  }

  const database = await openDatabase(product);
  try {
    await waitFor(
      'every answer left',
      async () =>
        (await database.number(`select count(*) from outbound_messages where state = 'sent'`)) === answers,
      60_000,
    );
    expect(await database.number(`select count(*) from messages where direction = 'out'`)).toBe(answers);
    expect(await database.number(`select count(*) from scheduled_replies where state = 'sent'`)).toBe(
      answers,
    );
    expect(await database.number(`select count(*) from timers where kind = 'tickets.send_scheduled'`)).toBe(
      0,
    );
    const ids = new Map<string, Set<string>>();
    for (const { raw } of sink.mails) {
      const mail = await readMail(raw);
      const text = /Respuesta \d+\./.exec(mail.text ?? '')?.[0] ?? '?';
      ids.set(text, (ids.get(text) ?? new Set()).add(mail.messageId ?? '?'));
    }
    expect(ids.size).toBe(answers);
    expect([...ids.values()].every((same) => same.size === 1)).toBe(true);
  } finally {
    await database.close();
  }
});
