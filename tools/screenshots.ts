/**
 * `npm run screenshots`: starts the built product with its example company and takes every screen, wide and on a
 * phone, light and dark, in Spanish. Those that the README shows go to docs/img; all of them to test-results/screens.
 */
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { onDesk } from '../e2e/support/desk.ts';
import { startProduct } from '../e2e/support/product.ts';
import { waitFor } from '../e2e/support/wait.ts';

const root = join(import.meta.dirname, '..');
const all = join(root, 'test-results/screens');
const committed = join(root, 'docs/img');
const bytesMax = 300_000;
/** The example company is written once, which takes a while on a slow machine. */
const demoMs = 90_000;

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const themes = ['light', 'dark'] as const;

/** What the README shows. */
const shown = new Set(['meson-wide-light', 'ticket-wide-light', 'meson-wide-dark', 'ticket-phone-light']);

interface Screen {
  name: string;
  open(page: Page, url: string): Promise<void>;
}

const at = (path: string) => (page: Page, url: string) => page.goto(`${url}${path}`).then(() => undefined);

async function openTicket(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const { board, ticket } = onDesk(page);
  if ((page.viewportSize()?.width ?? 0) < 760) await page.getByRole('tab', { name: /^Te toca/ }).click();
  const place = (page.viewportSize()?.width ?? 0) < 760 ? page.getByRole('tabpanel') : board.yourTurn;
  await place.getByRole('article').first().getByRole('link').first().click();
  await ticket.messages.first().waitFor();
}

const outside: Screen[] = [{ name: 'entrar', open: at('/sign-in') }];
const ofAgents: Screen[] = [
  {
    name: 'meson',
    async open(page, url) {
      await page.goto(url);
      await page.getByRole('article').first().waitFor();
    },
  },
  { name: 'ticket', open: openTicket },
  { name: 'busqueda', open: at('/search?q=mar') },
];
const ofAdmins: Screen[] = [
  { name: 'ajustes-agentes', open: at('/settings/agents') },
  { name: 'ajustes-buzones', open: at('/settings/mailboxes') },
  { name: 'correo-saliente', open: at('/settings/outbox') },
  { name: 'ajustes-claves', open: at('/settings/api-keys') },
  { name: 'ajustes-apartadas', open: at('/settings/set-aside') },
];

async function take(page: Page, name: string): Promise<void> {
  // The live stream never lets the network rest; lists and pictures are there after a moment.
  await page.waitForTimeout(700);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const path = join(all, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  if (!shown.has(name)) return;
  const bytes = statSync(path).size;
  if (bytes > bytesMax) throw new Error(`${name}.png has ${bytes} bytes, at most ${bytesMax}`);
  copyFileSync(path, join(committed, `${name}.png`));
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

/** Screens of the desk as an agent with tickets sees them, those of the settings as the administrator does. */
async function takeAll(
  browser: Browser,
  url: string,
  logins: Record<'admin' | 'agent', Login>,
): Promise<number> {
  const admin = await signIn(browser, url, logins.admin);
  const agent = await signIn(browser, url, logins.agent);
  const groups = [
    { screens: outside, session: undefined },
    { screens: ofAgents, session: agent },
    { screens: ofAdmins, session: admin },
  ];
  let count = 0;
  for (const size of ['wide', 'phone'] as const) {
    for (const theme of themes) {
      const look = {
        viewport: sizes[size],
        colorScheme: theme,
        locale: 'es-MX',
        timezoneId: 'America/Mexico_City',
      };
      for (const { screens, session } of groups) {
        const page = await browser.newPage({ ...look, storageState: session });
        for (const { name, open } of screens) {
          await open(page, url);
          await take(page, `${name}-${size}-${theme}`);
          count += 1;
        }
        await page.context().close();
      }
    }
  }
  return count;
}

mkdirSync(all, { recursive: true });
mkdirSync(committed, { recursive: true });
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
    const count = await takeAll(browser, product.url, logins);
    process.stdout.write(`${count} pictures in test-results/screens, ${shown.size} of them in docs/img\n`);
  } finally {
    await browser.close();
  }
} finally {
  await product.remove();
}
