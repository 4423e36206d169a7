/**
 * `npm run screenshots`: starts the built product with its example company and takes every screen, wide and on a
 * phone, light and dark, into docs/img. `npm run screenshots -- ticket paleta` takes the named screens alone.
 * Only the pictures that the README shows are kept under version control.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { onDesk } from '../../e2e/support/desk.ts';
import { type Product, startProduct } from '../../e2e/support/product.ts';
import { waitFor } from '../../e2e/support/wait.ts';
import { type Screen, screens, type Viewer } from './screens.ts';
import { setupSteps } from './setup-steps.ts';
import { type Size, sizes, takePictures } from './take-picture.ts';

/** The example company is written once, which takes a while on a slow machine. */
const demoMs = 90_000;
const look = { locale: 'es-MX', timezoneId: 'America/Mexico_City' };

interface Login {
  email: string;
  password: string;
}
type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

async function signIn(browser: Browser, url: string, login: Login): Promise<Session> {
  const page = await browser.newPage(look);
  await page.goto(url);
  await onDesk(page).signIn(login);
  await onDesk(page).board.live();
  const session = await page.context().storageState();
  await page.context().close();
  return session;
}

/** Both logins that the product prints when it starts with its example company. */
async function demoLogins(product: Product): Promise<{ admin: Login; agent: Login }> {
  return waitFor(
    'both logins of the demo',
    () => {
      const found = [...product.output().matchAll(/^Demostración · [^:]+: (\S+) · contraseña: (\S+)$/gm)];
      const [admin, agent] = found.map(([, email = '', password = '']) => ({ email, password }));
      return admin && agent ? { admin, agent } : null;
    },
    demoMs,
  );
}

async function takeScreens(browser: Browser, product: Product, wanted: readonly Screen[]): Promise<number> {
  const logins = await demoLogins(product);
  const sessions: Record<Viewer, Session | undefined> = {
    outside: undefined,
    admin: await signIn(browser, product.url, logins.admin),
    agent: await signIn(browser, product.url, logins.agent),
  };
  let count = 0;
  for (const size of Object.keys(sizes) as Size[]) {
    for (const viewer of Object.keys(sessions) as Viewer[]) {
      const context = await browser.newContext({
        ...look,
        viewport: sizes[size],
        storageState: sessions[viewer],
      });
      for (const { name, open, close } of wanted.filter((screen) => screen.viewer === viewer)) {
        const page = await context.newPage();
        try {
          await open(page, product.url);
          count += await takePictures(page, name, size);
        } catch (error) {
          process.exitCode = 1;
          process.stderr.write(`could not take ${name}-${size}: ${String(error)}\n`);
        }
        await close?.(page);
        await page.close();
      }
      await context.close();
    }
  }
  return count;
}

/** The set-up can be gone through once: each step is taken in both sizes before it is left. */
async function takeSetup(browser: Browser, product: Product): Promise<number> {
  const page = await browser.newPage({ ...look, viewport: sizes.wide });
  let count = 0;
  await page.goto(product.setupLink());
  for (const { name, heading, leave } of setupSteps) {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    for (const size of Object.keys(sizes) as Size[]) {
      await page.setViewportSize(sizes[size]);
      count += await takePictures(page, name, size);
    }
    await page.setViewportSize(sizes.wide);
    await leave(page);
  }
  await page.context().close();
  return count;
}

/** Runs with a product of its own, which is gone afterwards. */
async function withProduct(args: string[], run: (product: Product) => Promise<number>): Promise<number> {
  const product = await startProduct({ args });
  try {
    return await run(product);
  } finally {
    await product.remove();
  }
}

const asked = process.argv.slice(2);
const isWanted = ({ name }: { name: string }) => asked.length === 0 || asked.includes(name);
const wanted = screens.filter(isWanted);
const wantsSetup = setupSteps.some(isWanted);
if (wanted.length === 0 && !wantsSetup)
  throw new Error(`There are: ${[...setupSteps, ...screens].map(({ name }) => name).join(', ')}`);

mkdirSync(join(import.meta.dirname, '../../docs/img'), { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
});
try {
  let count = 0;
  if (wantsSetup) count += await withProduct([], (product) => takeSetup(browser, product));
  if (wanted.length > 0)
    count += await withProduct(['--demo'], (product) => takeScreens(browser, product, wanted));
  process.stdout.write(`${count} pictures in docs/img\n`);
} finally {
  await browser.close();
}
