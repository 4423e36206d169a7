import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { spreadOf } from '../measure/stats.ts';
import { openBrowser, openPage } from './browsing.ts';
import { demand, readJson } from './compare.ts';
import { atMost, type Bench, type Figure } from './context.ts';

const pages = 3;
const waitMs = 3_000;

interface Seen {
  watchFor(text: string): void;
  /** When the text stood in the page, in ms since 1970; null: not yet. */
  seenAt(): number | null;
}

/** W7 in Chromium: from the commit of a customer's mail until its card or its pill stands on three agents' boards. */
export async function measureDom(bench: Bench): Promise<Figure> {
  const browser = await openBrowser();
  try {
    const open: Page[] = [];
    for (let agent = 1; agent <= pages; agent += 1) {
      const page = await openPage(agent, browser, bench);
      await page.goto(bench.product.url);
      await page.locator('main article').first().waitFor();
      await page.evaluate(watch);
      open.push(page);
    }
    await sleep(1_000);
    const samples: number[] = [];
    let missing = 0;
    const times = bench.quick ? 5 : 20;
    // The first is not counted: its code is read by both sides for the first time.
    for (let at = -1; at < times; at += 1) {
      const word = `Llegada${bench.tickets}n${at}`;
      for (const page of open)
        await page.evaluate((text) => (window as unknown as Seen).watchFor(text), word);
      const committedAt = await receive(word, bench);
      await sleep(bench.quick ? 1_500 : 900);
      for (const page of open) {
        const seenAt = await page.evaluate(() => (window as unknown as Seen).seenAt());
        if (at < 0) continue;
        if (seenAt === null) missing += 1;
        else samples.push(seenAt - committedAt);
      }
    }
    const { p50, p95 } = spreadOf(samples);
    return {
      workload: 'W7',
      name: 'de confirmado a verse en Chromium',
      tickets: bench.tickets,
      agents: pages,
      product: null,
      floor: null,
      extra: { veces: samples.length, 'no se vieron a tiempo': missing, p50ms: p50, p95ms: p95 },
      targets: [
        atMost('p95', p95, 150, 'ms'),
        atMost('p50 / media de FreeScout', p50 / 2_500, 0.05, '×'),
        { text: 'se vieron todas', met: missing === 0 },
      ],
    };
  } finally {
    await browser.close();
  }
}

/** Runs in the page: notes when a text comes into it. A card that waits behind a pill counts by its pill's words. */
function watch() {
  let wanted = '';
  let pills = '';
  let at: number | null = null;
  const pillsOf = (text: string) => text.match(/\d+ tickets? (nuevos?|actualizados?)/g)?.join() ?? '';
  const look = () => {
    if (at !== null || wanted === '') return;
    const text = document.querySelector('main')?.textContent ?? '';
    if (text.includes(wanted) || pillsOf(text) !== pills) at = performance.timeOrigin + performance.now();
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  Object.assign(window, {
    watchFor(text: string) {
      wanted = text;
      at = null;
      pills = pillsOf(document.querySelector('main')?.textContent ?? '');
    },
    seenAt: () => at,
  });
}

/** Hands over a mail whose subject is the word; answers when its ticket was committed, in ms since 1970. */
async function receive(word: string, { product, corpus, intakeKey, database }: Bench): Promise<number> {
  const customer = corpus.customerList[0]!;
  const mail = [
    `From: ${customer.email}`,
    `To: ${corpus.mailbox.address}`,
    `Subject: ${word}`,
    `Message-ID: <${word}@${customer.email.split('@')[1]}>`,
    '',
    'Hola.',
    '',
  ].join('\r\n');
  const { body, status } = await product.http.ask({
    method: 'POST',
    path: `/api/v1/intake/email?recipient=${encodeURIComponent(corpus.mailbox.address)}`,
    headers: { authorization: `Bearer ${intakeKey}`, 'content-type': 'message/rfc822' },
    body: Buffer.from(mail),
  });
  const { ticketId } = readJson<{ ticketId: string }>(body, status);
  const since = performance.now();
  for (;;) {
    const { rows } = await database.query<{ at: number }>(
      `select (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::float as at from events
       where subject_id = $1 and type = 'ticket.created'`,
      [ticketId],
    );
    if (rows[0]) return rows[0].at;
    demand(performance.now() - since < waitMs, 'the ticket was not created');
  }
}
