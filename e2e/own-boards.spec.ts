import { expect, test } from '@playwright/test';
import { type BoardGround, openBoardGround } from './support/board-ground.ts';
import { expectClean } from './support/clean-page.ts';
import { colleague } from './support/office.ts';

let ground: BoardGround;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await openBoardGround();
});

test.afterAll(async () => {
  await ground?.close();
});

test('a column of a filter is built, fills live, is moved by keyboard, taken away and put back; its board is shared', async ({
  browser,
}) => {
  const lucia = await ground.open(browser);
  const { page } = lucia;
  await page.getByRole('button', { name: 'Nueva columna' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nueva columna' });
  await dialog.getByRole('textbox', { name: 'Nombre' }).fill('Pagos');
  await dialog.getByRole('combobox', { name: 'Filtro' }).fill('título:pago');
  await dialog.getByRole('button', { name: 'Añadir columna' }).click();
  await expect(dialog).toBeHidden();
  const column = page.getByRole('region', { name: 'Pagos', exact: true });
  await expect(column).toBeVisible();

  await ground.newTicket('Sin nada que ver');
  await ground.newTicket('Un pago doble');
  await expect(column.getByRole('article', { name: 'Un pago doble' })).toBeVisible();
  await ground.ticketOf('Sin nada que ver');
  await expect(column.getByRole('img', { name: '1 ticket', exact: true })).toBeVisible();
  await expect(column.getByRole('article')).toHaveCount(1);
  await expectClean(page);

  await column.getByRole('link', { name: 'Un pago doble' }).focus();
  await page.keyboard.press('<');
  await expect(page.getByRole('status').filter({ hasText: '«Pagos», columna 3 de 4' })).toBeAttached();
  const names = () => page.locator('[data-column] h2').allTextContents();
  await expect.poll(names).toEqual(['Nuevos', 'Respondidos', 'Pagos', 'Te toca']);
  await page.reload();
  await expect.poll(names).toEqual(['Nuevos', 'Respondidos', 'Pagos', 'Te toca']);

  await page.getByRole('button', { name: 'Opciones de «Pagos»' }).click();
  await page.getByRole('menuitem', { name: 'Quitar la columna' }).click();
  await expect(column).toBeHidden();
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(column.getByRole('article', { name: 'Un pago doble' })).toBeVisible();

  await page.getByRole('button', { name: /^Tableros:/ }).click();
  await page.getByRole('menuitem', { name: 'Duplicar este tablero' }).click();
  const copy = page.getByRole('dialog', { name: 'Duplicar este tablero' });
  await copy.getByRole('textbox', { name: 'Nombre' }).fill('Turno de pagos');
  await copy.getByRole('combobox', { name: 'Quién la ve' }).click();
  await page.getByRole('option', { name: 'Todos' }).click();
  await copy.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('button', { name: 'Tableros: Turno de pagos' })).toBeVisible();

  const bruno = await ground.open(browser, colleague);
  await bruno.page.getByRole('button', { name: /^Tableros:/ }).click();
  await bruno.page.getByRole('menuitem', { name: /^Turno de pagos/ }).click();
  const shared = bruno.page.getByRole('region', { name: 'Pagos', exact: true });
  await expect(shared.getByRole('article', { name: 'Un pago doble' })).toBeVisible();
  await expect(bruno.page.getByRole('button', { name: 'Nueva columna' })).toBeHidden();
  await ground.newTicket('Otro pago');
  for (const place of [shared, column]) {
    const pill = lucia.board.pill(place).or(bruno.board.pill(place)).first();
    await expect(place.getByRole('article', { name: 'Otro pago' }).or(pill).first()).toBeVisible();
  }

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: /^Pagos/ }).click();
  await expect(column.getByRole('article', { name: 'Un pago doble' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectClean(page);
  await bruno.close();
  await lucia.close();
});
