import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../apps/server/src/testing/mail.ts';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

let sink: SmtpSink;
let office: Office;
/** Of somebody signed in, to begin every browser with. */
let session: Awaited<ReturnType<BrowserContext['storageState']>>;
let ticketId: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  sink = await startSmtpSink();
  office = await openOffice({ sink });
  for (const name of ['Ana Pérez', 'Beto Luna', 'Carla Ríos', 'Dora Paz']) {
    await office.send({
      from: `${name} <${name.split(' ')[0]!.toLowerCase()}@familias.example>`,
      subject: `Consulta de ${name} sobre la boleta del segundo periodo y las fechas de entrega`,
      html: '<p>Hola:</p><p>No veo la <b>boleta</b> de mi hija. <a href="https://escuela.example/boletas">Aquí</a> no sale.</p>',
    });
  }
  const cards = await waitFor('the tickets', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data && data.items.length === 4 ? data.items : null;
  });
  ticketId = cards[0]!.id;
  // One answered with a note, one of one's own, the others nobody's.
  const path = { ticketId };
  await office.api.POST('/api/v1/tickets/{ticketId}/reply', {
    params: { path },
    body: { text: 'La reviso hoy.' },
  });
  await office.api.POST('/api/v1/tickets/{ticketId}/notes', {
    params: { path },
    body: { text: 'Preguntar a control escolar.' },
  });
  await office.api.POST('/api/v1/tickets/{ticketId}/take', { params: { path: { ticketId: cards[1]!.id } } });

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await onDesk(page).board.live();
  session = await context.storageState();
  await context.close();
});

test.afterAll(async () => {
  await office?.close();
  await sink?.close();
});

async function openLook(browser: Browser, size: keyof typeof sizes, signedIn = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[size],
    reducedMotion: 'reduce',
    storageState: signedIn ? session : undefined,
  });
  return context.newPage();
}

const settled: { path: () => string; ready: (page: Page) => Promise<void> }[] = [
  { path: () => '/', ready: (page) => expect(page.getByRole('article').first()).toBeVisible() },
  {
    path: () => `/tickets/${ticketId}`,
    ready: async (page) => {
      await expect(page.getByRole('region', { name: 'Conversación' }).getByRole('article')).toHaveCount(3);
    },
  },
  {
    path: () => '/search?q=ana',
    ready: (page) => expect(page.getByRole('link', { name: /^Consulta de Ana/ })).toBeVisible(),
  },
  {
    path: () => '/settings/agents',
    ready: (page) => expect(page.getByText(admin.email).first()).toBeVisible(),
  },
  {
    path: () => '/settings/mailboxes',
    ready: (page) => expect(page.getByText('soporte@escuela.example').first()).toBeVisible(),
  },
  {
    path: () => '/settings/outbox',
    ready: (page) => expect(page.getByText(/ana@|beto@|carla@|dora@/).first()).toBeVisible(),
  },
  {
    path: () => '/settings/api-keys',
    ready: (page) => expect(page.getByText('Ninguna clave')).toBeVisible(),
  },
  {
    path: () => '/settings/set-aside',
    ready: (page) => expect(page.getByText('Ningún problema')).toBeVisible(),
  },
  {
    path: () => '/nada',
    ready: (page) => expect(page.getByRole('heading', { name: 'Aquí no hay nada' })).toBeVisible(),
  },
];

for (const size of ['wide', 'phone'] as const) {
  test(`every page is free of axe violations and fits: ${size}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const outside = await openLook(browser, size, false);
    await outside.goto(office.product.url);
    await expect(outside.getByRole('button', { name: 'Entrar' })).toBeVisible();
    await expectClean(outside, 'sign-in');
    await outside.goto(`${office.product.url}/setup#token=x`);
    await expect(outside.getByRole('heading').first()).toBeVisible();
    await expectClean(outside, 'set-up');
    await outside.context().close();

    const page = await openLook(browser, size);
    for (const { path, ready } of settled) {
      await page.goto(`${office.product.url}${path()}`);
      await ready(page);
      await expectClean(page, path());
    }
    await page.context().close();
  });
}

test('dialogs and menus are free of axe violations', async ({ browser }) => {
  const page = await openLook(browser, 'wide');
  await page.goto(`${office.product.url}/settings/mailboxes`);
  await page
    .getByRole('button', { name: /^Configurar / })
    .first()
    .click();
  await page.getByRole('button', { name: /^Acuse de recibo de / }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectClean(page, 'mailbox dialog');
  await page.goto(office.product.url);
  await page.getByRole('button', { name: /^Tu cuenta/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectClean(page, 'own menu');
  await page.context().close();
});

test('from the board to closing with the keyboard alone, in Spanish', async ({ browser }) => {
  const page = await openLook(browser, 'wide');
  const { board, ticket } = onDesk(page);
  await page.goto(office.product.url);
  await board.live();
  await page.keyboard.press('j');
  const card = board.fresh.getByRole('article').filter({ has: page.locator(':focus') });
  await expect(card).toHaveCount(1);
  // The first that nobody has.
  while ((await card.getByRole('button', { name: /^Tomar/ }).count()) === 0) await page.keyboard.press('j');
  const subject = await card.getByRole('link').innerText();
  await page.keyboard.press('t');
  await expect(page.getByText(/^Tomaste V-\d+/)).toBeVisible();
  await expect(board.card(board.fresh, subject).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(ticket.conversation).toBeFocused();
  await page.keyboard.press('r');
  await expect(ticket.replyField).toBeFocused();
  await page.keyboard.type('Con el teclado basta.');
  await page.keyboard.press('Control+Enter');
  // It can be undone for ten seconds first.
  await expect(ticket.messages.last()).toContainText(/Enviado/, { timeout: 25_000 });
  await page.keyboard.press('Escape');
  await expect(ticket.conversation).toBeFocused();
  await page.keyboard.press('c');
  await expect(ticket.action('Reabrir')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(board.fresh).toBeVisible();
  await expect(board.card(board.answered, subject)).toBeHidden();
  await page.context().close();
});

test('in English: the same screens in English words, kept after reloading', async ({ browser }) => {
  const page = await openLook(browser, 'wide');
  await page.goto(office.product.url);
  await onDesk(page).board.live();
  await page.getByRole('button', { name: /^Tu cuenta/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto(`${office.product.url}/tickets/${ticketId}`);
  await expect(page.getByRole('button', { name: /^Send Ctrl/ })).toBeVisible();
  await expectClean(page, 'ticket in English');
  await page.context().close();
});
