import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { systemClock } from '../../apps/server/src/platform/clock.ts';
import { spreadOf } from '../measure/stats.ts';
import { demand } from './compare.ts';
import { atMost, type Bench, type Figure } from './context.ts';

const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
/** What of each screen is counted: both stand in `main`, one after the other. */
const cards = { of: '[data-column] article', least: 8 };
const messages = { of: 'main article:not([data-column] article)', least: 30 };
/** As many as a screen holds are drawn before the older ones. */
const screenful = { ...messages, least: 12 };
/** Somebody looks at a screen before they click: by then what comes after it is there. */
const lookMs = 1_500;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
}

/** A page of one agent's, signed in. */
export async function openPage(agent: number, browser: Browser, bench: Bench): Promise<Page> {
  const context = await browser.newContext({ locale: 'es-MX', viewport: { width: 1440, height: 900 } });
  const [name, value] = bench.sessions[agent]!.cookie.split('=', 2) as [string, string];
  await context.addCookies([{ name, value: decodeURIComponent(value), url: bench.product.url }]);
  const page = await context.newPage();
  // The program that runs this file names functions by a helper of its own, which a page does not have.
  await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  await page.addInitScript(watchLongTasks);
  return page;
}

/** Runs in the page. */
function watchLongTasks() {
  const noted: number[] = [];
  Object.assign(window, { longTasks: noted });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) noted.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** W15: from a click until it is painted, in Chromium. */
export async function measureBrowser(bench: Bench): Promise<Figure[]> {
  await liftLongTickets(bench);
  const times = bench.quick ? 4 : 15;
  const browser = await openBrowser();
  try {
    const page = await openPage(1, browser, bench);
    const first = await visit(page, bench);
    const jsKb = await page.evaluate(
      () =>
        performance
          .getEntriesByType('resource')
          .filter(({ name }) => name.endsWith('.js'))
          .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0) / 1024,
    );
    const again: number[] = [];
    const open: number[] = [];
    const openScreen: number[] = [];
    const back: number[] = [];
    for (let at = 0; at < times; at += 1) {
      again.push(await visit(page, bench));
      const [seen = 0, whole = 0] = await clickUntil(
        { press: 'article a[href*="/tickets/"]', wanted: [screenful, messages] },
        page,
      );
      openScreen.push(seen);
      open.push(whole);
      back.push(...(await clickUntil({ press: 'back', wanted: [cards] }, page)));
    }
    const long = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    return [
      figure('primera visita, hasta ver tarjetas', [first], { 'JS kB': jsKb }, bench, 1_500),
      figure('mesón recargado, hasta ver tarjetas', again, {}, bench, 1_000),
      figure('clic en ticket, hasta pintar lo que cabe', openScreen, {}, bench, 200),
      figure('clic en ticket, hasta pintar 30 mensajes', open, { 'tareas largas': long.length }, bench, 200),
      figure(
        'clic de vuelta, hasta pintar el mesón',
        back,
        { 'mayor tarea ms': Math.max(0, ...long) },
        bench,
        200,
      ),
    ];
  } finally {
    await browser.close();
  }
}

function figure(
  name: string,
  samples: readonly number[],
  extra: Figure['extra'],
  bench: Bench,
  most: number,
): Figure {
  const { p50, p95 } = spreadOf(samples);
  return {
    workload: 'W15',
    name,
    tickets: bench.tickets,
    agents: 1,
    product: null,
    floor: null,
    extra: { p50ms: p50, p95ms: p95, ...extra },
    targets: [atMost('p95', p95, most, 'ms')],
  };
}

/** Loads the board and answers when its cards are painted, since the navigation began. */
async function visit(page: Page, { product }: Bench): Promise<number> {
  await page.goto(product.url, { waitUntil: 'commit' });
  return page.evaluate(whenPainted, { wanted: cards, since: 0 });
}

async function clickUntil(
  { press, wanted }: { press: string; wanted: readonly Wanted[] },
  page: Page,
): Promise<number[]> {
  await sleep(lookMs);
  const since = await page.evaluate((selector) => {
    const began = performance.now();
    if (selector === 'back') history.back();
    else document.querySelector<HTMLElement>(selector)?.click();
    return began;
  }, press);
  return Promise.all(wanted.map((one) => page.evaluate(whenPainted, { wanted: one, since })));
}

interface Wanted {
  /** Selector of what is counted. */
  of: string;
  least: number;
}

/** Runs in the page: once so many stand in it, after the frame that paints them. */
function whenPainted({ wanted, since }: { wanted: Wanted; since: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = performance.now() + 15_000;
    const look = () => {
      const drawn = document.querySelectorAll(wanted.of).length;
      if (drawn >= wanted.least) {
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - since)));
      } else if (performance.now() > late) reject(new Error(`only ${drawn} of ${wanted.least} were painted`));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Long tickets to the top of «Nuevos», so that the first card is one: only in this copy. */
async function liftLongTickets({ database }: Bench): Promise<void> {
  const { rowCount } = await database.query(
    `update tickets set activity_at = $1 where id in (
       select id from tickets where number % 100 = 0 and closed_at is null and owner_id is null order by number limit 5)`,
    [systemClock.now()],
  );
  demand((rowCount ?? 0) > 0, 'no long ticket is open');
}
