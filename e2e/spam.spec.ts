import { type Browser, expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { type Desk, onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';

test.describe.configure({ mode: 'serial' });

const offers = 'Ofertas de la semana';
const question = 'Duda de la colegiatura';

let office: Office;
let desk: Desk;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  await office.send({ from: 'Ofertas <ventas@basura.example>', subject: offers, text: 'Compra ya.' });
  await office.send({ from: 'Rosa Díaz <rosa@familias.example>', subject: question, text: '¿Cuánto es?' });
  desk = await openSigned(browser);
  await expect(desk.page.getByRole('article', { name: question })).toBeVisible();
});
test.afterAll(async () => {
  await desk?.page.context().close();
  await office?.close();
});

async function openSigned(browser: Browser, look: { viewport?: { width: number; height: number } } = {}) {
  const context = await browser.newContext(look);
  const opened = onDesk(await context.newPage());
  await opened.page.goto(office.product.url);
  await opened.signIn(admin);
  await expect(opened.page.getByRole('article').first()).toBeVisible();
  return opened;
}

const notice = (on = desk) => on.page.getByRole('status').filter({ hasText: 'Está en Spam.' });
const row = (subject: string, on = desk) =>
  on.page.getByRole('list', { name: 'Spam' }).getByRole('listitem').filter({ hasText: subject });
const sender = (value: string) =>
  desk.page.getByRole('list', { name: 'Remitentes' }).getByRole('listitem').filter({ hasText: value });

async function toBoard() {
  await desk.nav.getByRole('link', { name: 'Mesón' }).click();
  await desk.board.live();
}

test('a ticket said to be spam leaves the board and stands among the spam', async () => {
  await desk.board.open(offers);
  await desk.page.getByRole('button', { name: 'Es spam', exact: true }).click();
  await desk.page.getByRole('menuitem', { name: 'Es spam: apartar este ticket' }).click();
  await expect(notice()).toContainText('Alguien del equipo lo apartó.');
  await expect(desk.ticket.composer).toContainText('Está en Spam: di que no lo es para poder responder.');
  await expectClean(desk.page, 'a ticket in the spam');
  await toBoard();
  await expect(desk.page.getByRole('article', { name: question })).toBeVisible();
  await expect(desk.page.getByRole('article', { name: offers })).toHaveCount(0);
  await desk.nav.getByRole('link', { name: 'Spam' }).click();
  await expect(row(offers)).toContainText('Compra ya.');
  await expectClean(desk.page, 'the spam');
});

test('opened from the spam, «back» leads to the spam with the focus on its row', async () => {
  await desk.page.getByRole('link', { name: offers }).click();
  await expect(notice()).toBeVisible();
  await desk.page.keyboard.press('Escape');
  await expect(desk.page.getByRole('link', { name: offers })).toBeFocused();
});

test('«no es spam» brings it back to the board, by the keyboard alone, and its sender is welcome', async () => {
  await desk.page.keyboard.press('!');
  await expect(desk.notice(/volvió a su lugar/)).toBeVisible();
  await expect(desk.page.getByText('Nada de spam')).toBeVisible();
  // One's own doing is no news: it stands on the board at once, not behind a pill.
  await toBoard();
  await expect(desk.page.getByRole('article', { name: offers })).toBeVisible();
  await desk.nav.getByRole('link', { name: 'Spam' }).click();
  await expect(desk.page.getByText('Nada de spam')).toBeVisible();
  await expectClean(desk.page, 'no spam');
  await desk.page.goto(`${office.product.url}/settings/spam`);
  await expect(sender('ventas@basura.example')).toContainText('Bienvenido');
  await sender('ventas@basura.example').getByRole('button', { name: 'Quitar ventas@basura.example' }).click();
  await expect(desk.page.getByText('Nadie está bloqueado ni es siempre bienvenido.')).toBeVisible();
  await expect(desk.page.getByRole('textbox', { name: 'Dirección o dominio' })).toBeFocused();
});

test('marking by key is undone by key, and what it blocked is let go', async () => {
  await toBoard();
  await desk.board.open(offers);
  await expect(desk.page.getByRole('button', { name: 'Es spam', exact: true })).toBeVisible();
  await desk.page.keyboard.press('!');
  await expect(notice()).toBeVisible();
  await expect(desk.page.getByRole('button', { name: /^Deshacer/ }).last()).toBeVisible();
  await desk.page.keyboard.press('Control+z');
  await expect(notice()).toHaveCount(0);
  await desk.page.getByRole('button', { name: 'Es spam', exact: true }).click();
  await desk.page.getByRole('menuitem', { name: 'todo basura.example' }).click();
  await expect(desk.notice(/su remitente quedó bloqueado/)).toBeVisible();
  await desk.page
    .getByRole('button', { name: /^Deshacer/ })
    .last()
    .click();
  await expect(notice()).toHaveCount(0);
  await desk.page.goto(`${office.product.url}/settings/spam`);
  await expect(desk.page.getByText('Nadie está bloqueado ni es siempre bienvenido.')).toBeVisible();
});

test('whose domain is on the block list goes to the spam, and says why', async () => {
  const value = desk.page.getByRole('textbox', { name: 'Dirección o dominio' });
  await value.fill('no es nada');
  await value.press('Enter');
  await expect(value).toHaveAccessibleDescription(/Escribe una dirección/);
  await value.fill('@Basura.example');
  await value.press('Enter');
  await expect(sender('basura.example')).toContainText('Bloqueado');
  await expect(value).toHaveValue('');
  await expectClean(desk.page, 'the settings of spam');
  await office.send({ from: 'Otro <otro@sub.basura.example>', subject: 'Más ofertas', text: 'Compra más.' });
  await desk.nav.getByRole('link', { name: 'Spam' }).click();
  await expect(async () => {
    await desk.page.reload();
    await expect(row('Más ofertas')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await desk.page.getByRole('link', { name: 'Más ofertas' }).click();
  await expect(notice()).toContainText('Su remitente está bloqueado.');
});

test('on a phone the spam, its settings and a ticket fit, and the menu of endings holds «es spam»', async ({
  browser,
}) => {
  const phone = await openSigned(browser, { viewport: { width: 390, height: 844 } });
  const { page } = phone;
  await page.goto(`${office.product.url}/spam`);
  await expect(row('Más ofertas', phone)).toBeVisible();
  await expectClean(page, 'the spam on a phone');
  await page.goto(`${office.product.url}/settings/spam`);
  await expect(page.getByText('basura.example')).toBeVisible();
  await expectClean(page, 'the settings of spam on a phone');
  await page.goto(office.product.url);
  await page.getByRole('article', { name: question }).getByRole('link', { name: question }).click();
  const more = page.getByRole('button', { name: 'Más formas de terminar' });
  await expect(more).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Datos del ticket' })).toBeInViewport({ ratio: 1 });
  await more.click();
  const spam = page.getByRole('menuitem', { name: 'Es spam: apartar este ticket' });
  await expect(spam).toBeInViewport({ ratio: 1 });
  await expectClean(page, 'the menu on a phone');
  await spam.click();
  await expect(notice(phone)).toBeVisible();
  const toast = page.getByRole('button', { name: /^Deshacer/ });
  const low = await toast.boundingBox();
  const composer = await phone.ticket.composer.boundingBox();
  expect(low!.y + low!.height).toBeLessThanOrEqual(composer!.y);
  await expectClean(page, 'a ticket in the spam on a phone');
  await page.context().close();
});
