import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../../apps/server/src/testing/mail.ts';
import { readMail } from '../../apps/server/src/testing/mail-client.ts';
import { openDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';
import { isFull, scaled } from '../support/scale.ts';
import { waitFor } from '../support/wait.ts';

const stops = scaled({ full: 10, short: 1 });
const requests = 50;
const mails = 20;
const streams = 5;
/** How long the other side thinks about each mail, so that some are under way when the stop comes. */
const thinkMs = 400;
const stopMsMax = 15_000;

let sink: SmtpSink;
let office: Office;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  sink = await startSmtpSink();
  sink.answer(async () => {
    await sleep(thinkMs);
    return null;
  });
  office = await openOffice({ sink });
});
test.afterAll(async () => {
  await office?.close();
  await sink?.close();
});

test(`${stops} × SIGTERM with ${requests} requests, ${mails} mails and ${streams} streams under way: out in time, nothing accepted is lost`, async () => {
  test.setTimeout(isFull ? 400_000 : 90_000);
  const { product, api } = office;
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'Una pregunta', text: 'Hola' });
  const ticket = await waitFor('the ticket', async () => {
    const { data } = await api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items[0];
  });
  const params = (key: string) => ({
    path: { ticketId: ticket.id },
    header: { 'Idempotency-Key': key },
  });
  /** Answers whether the server took it; a refused connection or 503 is none. */
  const note = async (key: string): Promise<boolean> => {
    try {
      const body = { text: `Nota ${key}` };
      const { response } = await api.POST('/api/v1/tickets/{ticketId}/notes', { params: params(key), body });
      return response.ok;
    } catch (error) {
      const { status, code } = error as { status?: number; code?: string };
      if (status === 0 || status === 503 || code === 'http.idempotency_in_progress') return false;
      throw error;
    }
  };
  const stopMs: number[] = [];
  let repeated = 0;

  for (let round = 1; round <= stops; round += 1) {
    const open = await Promise.all(
      Array.from({ length: streams }, () => openStream(product.url, api.cookie())),
    );
    for (let at = 1; at <= mails; at += 1) {
      const body = { text: `Respuesta ${round}.${at}.` };
      await api.POST('/api/v1/tickets/{ticketId}/reply', { params: params(`r-${round}-${at}`), body });
    }
    await waitFor('the first mails on their way', () => sink.tries() > (round - 1) * mails);
    const keys = Array.from({ length: requests }, (_, at) => `n-${round}-${at}`);
    const asked = keys.map(async (key, at) => {
      // A few before the signal, most with it and after it.
      await sleep(at * 4);
      return { key, isTaken: await note(key) };
    });
    await sleep(60);
    const begun = performance.now();
    const code = await product.stop();
    stopMs.push(performance.now() - begun);
    expect(code).toBe(0);
    const results = await Promise.all(asked);
    // Streams are closed by the server, not left hanging.
    await Promise.all(open.map(({ ended }) => ended));

    await product.start();
    const again = await openStream(product.url, api.cookie());
    expect(again.status).toBe(200);
    again.close();
    for (const { key } of results.filter(({ isTaken }) => !isTaken)) {
      repeated += 1;
      await waitFor(`note ${key}`, () => note(key));
    }
    const database = await openDatabase(product);
    try {
      const texts = await database.rows<{ text: string; count: number }>(
        `select b.text, count(*)::int as count from messages m join message_bodies b on b.message_id = m.id
         where m.visibility = 'internal' group by b.text`,
      );
      expect(texts).toHaveLength(round * requests);
      expect(texts.filter(({ count }) => count !== 1)).toEqual([]);
      await waitFor(
        'every answer left',
        async () =>
          (await database.number(`select count(*) from outbound_messages where state = 'sent'`)) ===
          round * mails,
        30_000,
      );
    } finally {
      await database.close();
    }
  }

  const ids = new Map<string, Set<string>>();
  for (const { raw } of sink.mails) {
    const mail = await readMail(raw);
    const text = /Respuesta \d+\.\d+\./.exec(mail.text ?? '')?.[0] ?? '?';
    ids.set(text, (ids.get(text) ?? new Set()).add(mail.messageId ?? '?'));
  }
  expect(ids.size).toBe(stops * mails);
  expect([...ids.values()].every((each) => each.size === 1)).toBe(true);
  expect(Math.max(...stopMs)).toBeLessThan(stopMsMax);
  console.info(
    `A16: ${stops} stops, longest ${(Math.max(...stopMs) / 1000).toFixed(1)} s; ${repeated} of ${stops * requests} requests repeated by their sender; ` +
      `${sink.mails.length - stops * mails} of ${stops * mails} mails left twice`,
  );
});

/** A live stream as a browser holds one; `ended` when the server closes it. */
async function openStream(url: string, cookie: string) {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/v1/live`, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: abort.signal,
  });
  const reader = response.body!.getReader();
  const ended = (async () => {
    for (;;) {
      const { done } = await reader.read().catch(() => ({ done: true }));
      if (done) return;
    }
  })();
  return { status: response.status, ended, close: () => abort.abort() };
}
