import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';

test.describe.configure({ mode: 'serial', timeout: 90_000 });

let office: Office;
let folder: string;
let page: Page;

test.beforeAll(async ({ browser }) => {
  office = await openOffice();
  folder = mkdtempSync('/tmp/vt-respaldos-');
  page = await (await browser.newContext({ baseURL: office.product.url })).newPage();
});

test.afterAll(async () => {
  await page?.close();
  await office?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an administrator turns the daily backup on, makes one now and sees that it was verified', async () => {
  await page.goto('/settings/backups');
  await onDesk(page).signIn(admin);
  await expect(page.getByRole('heading', { name: 'Respaldos', level: 2 })).toBeVisible();
  await expect(page.getByText('No hay respaldos programados.')).toBeVisible();
  await expectClean(page, 'backups before the first');

  await page.getByRole('textbox', { name: 'Carpeta' }).fill('respaldos');
  await page.getByRole('switch', { name: 'Respaldar cada día' }).check();
  await page.getByRole('button', { name: 'Guardar programación' }).click();
  await expect(page.getByRole('alert')).toContainText('desde la raíz');
  await page.getByRole('textbox', { name: 'Carpeta' }).fill(folder);
  await page.getByRole('button', { name: 'Guardar programación' }).click();
  await expect(page.getByText('El primer respaldo se hace en unos minutos.')).toBeVisible();

  const now = page.getByRole('button', { name: 'Respaldar ahora' });
  await now.click();
  const runs = page.getByRole('list', { name: 'Últimos respaldos' });
  await expect(runs.getByText('Comprobado')).toBeVisible({ timeout: 30_000 });
  await expect(runs).toContainText(`lo pidió ${admin.name}`);
  await expect(page.getByText('Todo respaldado.')).toBeVisible();
  await expect(now).toBeFocused();
  expect(statSync(join(folder, 'copies')).mode & 0o777).toBe(0o700);
});

test('the page says how to bring it back, with the exact words, and offers no download', async () => {
  const command = page.getByText(/^npm run cli -- restore /);
  await expect(command).toHaveText(
    `npm run cli -- restore ${folder}/ --keys=${join(office.product.dataDir, 'keys/keyring')}`,
  );
  expect(existsSync(join(office.product.dataDir, 'keys/keyring'))).toBe(true);
  await expect(page.getByRole('link', { name: /descargar/i })).toHaveCount(0);
  await expectClean(page, 'backups');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectClean(page, 'backups on a phone');
  if (process.env.SHOTS) {
    await page.screenshot({ path: `${process.env.SHOTS}/backups-phone.png`, fullPage: true });
    await page.setViewportSize({ width: 1440, height: 1250 });
    await page.screenshot({ path: `${process.env.SHOTS}/backups-light.png` });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: `${process.env.SHOTS}/backups-dark.png` });
  }
});

test('somebody who does not administer is told whom to ask', async ({ browser }) => {
  const other = await browser.newPage({ baseURL: office.product.url });
  await other.goto('/settings/backups');
  await onDesk(other).signIn(colleague);
  await expect(other.getByText('Respaldos no es visible para ti')).toBeVisible();
  await other.close();
});
