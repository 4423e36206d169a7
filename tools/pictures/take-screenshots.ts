/**
 * `npm run screenshots`: starts the built product with its example company and takes every screen, wide and on a
 * phone, light and dark, into docs/img. `npm run screenshots -- ticket paleta` takes the named screens alone. Only
 * the pictures that the README shows are kept under version control.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { onDesk } from '../../e2e/support/desk.ts';
import { startProduct } from '../../e2e/support/product.ts';
import { waitFor } from '../../e2e/support/wait.ts';
import { type Screen, screens, type Viewer } from './screens.ts';

const folder = join(import.meta.dirname, '../../docs/img');
const bytesMax = 300_000;
/** The example company is written once, which takes a while on a slow machine. */
const demoMs = 90_000;

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const themes = ['light', 'dark'] as const;

/** What the README shows; the same names stand in .gitignore. */
const shown = new Set(['meson-wide-light', 'ticket-wide-light', 'meson-wide-dark', 'ticket-phone-light']);

async function take(page: Page, name: string): Promise<void> {
  // The live stream never lets the network rest; lists and pictures are there after a moment.
  await page.waitForTimeout(700);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const bytes = statSync(path).size;
  if (shown.has(name) && bytes > bytesMax)
    throw new Error(`${name}.png has ${bytes} bytes, at most ${bytesMax}`);
}

interface Login {
  email: string;
  password: string;
}
type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

async function signIn(browser: Browser, url: string, login: Login): Promise<Session> {
  const page = await browser.newPage({ locale: 'es-MX' });
  await page.goto(url);
  await onDesk(page).signIn(login);
  await onDesk(page).board.live();
  const session = await page.context().storageState();
  await page.context().close();
  return session;
}

async function takeAll(
  browser: Browser,
  input: { url: string; wanted: readonly Screen[]; sessions: Record<Viewer, Session | undefined> },
): Promise<number> {
  let count = 0;
  for (const size of ['wide', 'phone'] as const) {
    for (const colorScheme of themes) {
      const look = { viewport: sizes[size], colorScheme, locale: 'es-MX', timezoneId: 'America/Mexico_City' };
      for (const { name, viewer, open } of input.wanted) {
        const page = await browser.newPage({ ...look, storageState: input.sessions[viewer] });
        try {
          await open(page, input.url);
          await take(page, `${name}-${size}-${colorScheme}`);
          count += 1;
        } catch (error) {
          throw new Error(`could not take ${name}-${size}-${colorScheme}`, { cause: error });
        } finally {
          await page.context().close();
        }
      }
    }
  }
  return count;
}

const asked = process.argv.slice(2);
const wanted = screens.filter(({ name }) => asked.length === 0 || asked.includes(name));
if (wanted.length === 0) throw new Error(`There are: ${screens.map(({ name }) => name).join(', ')}`);

mkdirSync(folder, { recursive: true });
const product = await startProduct({ args: ['--demo'] });
try {
  const logins = await waitFor(
    'both logins of the demo',
    () => {
      const found = [...product.output().matchAll(/^Demostración · [^:]+: (\S+) · contraseña: (\S+)$/gm)];
      const [admin, agent] = found.map(([, email = '', password = '']) => ({ email, password }));
      return admin && agent ? { admin, agent } : null;
    },
    demoMs,
  );
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  try {
    const sessions = {
      outside: undefined,
      admin: await signIn(browser, product.url, logins.admin),
      agent: await signIn(browser, product.url, logins.agent),
    };
    const count = await takeAll(browser, { url: product.url, wanted, sessions });
    process.stdout.write(`${count} pictures in docs/img\n`);
  } finally {
    await browser.close();
  }
} finally {
  await product.remove();
}
