import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';

let office: Office;
let page: Page;

test.beforeAll(async ({ browser }) => {
  office = await openOffice();
  page = await (await browser.newContext({ baseURL: office.product.url })).newPage();
});

test.afterAll(async () => {
  await page?.close();
  await office?.close();
});

test('an administrator says when the desk is open, with lunch and the holidays of the country', async () => {
  await page.goto('/settings/calendars');
  await onDesk(page).signIn(admin);
  await page.getByRole('button', { name: 'Nuevo calendario' }).click();
  await page.getByRole('textbox', { name: 'Nombre', exact: true }).fill('Oficina');

  const field = (name: string) => page.getByLabel(name, { exact: true });
  await field('lunes, periodo 1: hasta').fill('13:00');
  await page.getByRole('button', { name: 'Agregar periodo el lunes' }).click();
  await field('lunes, periodo 2: desde').fill('12:00');
  await expect(page.getByText('Se encima con otro periodo').first()).toBeVisible();
  await field('lunes, periodo 2: desde').fill('14:00');
  await field('lunes, periodo 2: hasta').fill('18:00');
  await page.getByRole('button', { name: 'Copiar el lunes a martes–viernes' }).click();
  await expect(field('viernes, periodo 2: desde')).toHaveValue('14:00');

  await page.getByRole('button', { name: 'Agregar los de un país' }).click();
  const dialog = page.getByRole('dialog', { name: 'Feriados de un país' });
  await dialog.getByRole('combobox', { name: 'País' }).fill('Colom');
  await page.getByRole('option', { name: 'Colombia' }).click();
  await expect(dialog.getByRole('status')).toContainText('feriados encontrados');
  await dialog.getByRole('button', { name: 'Agregar', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Feriados' })).toContainText('Navidad');
  await expect(page.getByRole('table')).toBeVisible();
  await expectClean(page, 'a calendar being made');

  await page.getByRole('button', { name: 'Guardar calendario' }).click();
  const row = page.getByRole('list', { name: 'Horarios y feriados' }).getByRole('listitem');
  await expect(row).toContainText('Oficina');
  await expect(row).toContainText('Predeterminado');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectClean(page, 'a calendar on a phone');
});
