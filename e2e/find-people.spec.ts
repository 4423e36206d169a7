import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { dataOf } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { openDatabase } from './support/database.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

let office: Office;
let context: BrowserContext;
let page: Page;
const ids = new Map<string, string>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  const from = (name: string, address: string, subject: string) =>
    office.send({ from: `${name} <${address}>`, subject, text: `Sobre ${subject}.` });
  await from('Ana Solís', 'ana@sanbenito.example', 'Boletas en blanco');
  await from('Ana Solís', 'ana@sanbenito.example', 'Reporte de asistencia');
  await from('Lorena Duarte', 'lorena@familias.example', 'Pago doble');
  const items = await waitFor('the tickets', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items.length === 3 ? data.items : null;
  });
  for (const { id, subject } of items) ids.set(subject, id);
  const database = await openDatabase(office.product);
  await database.rows(
    `with o as (insert into organizations (id, name, created_at)
        values (gen_random_uuid(), 'Colegio San Benito', '2026-01-01') returning id),
      t as (update tickets set organization_id = (select id from o) where subject <> 'Pago doble')
    update contacts set organization_id = (select id from o) where name = 'Ana Solís'`,
  );
  await database.close();
  context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await onDesk(page).board.live();
});
test.afterAll(async () => {
  await context?.close();
  await office?.close();
});

test('the palette names people beside tickets, and a person’s tickets are one step away', async () => {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Buscar, ir o hacer' });
  await box.fill('solis ana');
  const people = page.getByRole('group', { name: 'Personas' });
  await expect(people.getByRole('option')).toHaveText(/Ana Solís.*ana@sanbenito\.example/);
  await expectClean(page, 'the palette with people');
  await people.getByRole('option').click();
  await expect(page.getByRole('status').filter({ hasText: 'de Ana Solís' })).toContainText('2 tickets');
  const rows = page.getByRole('region', { name: 'Resultados' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Buscar tickets' }).fill('boletas');
  await expect(rows).toHaveCount(1);
  await expectClean(page, 'the tickets of a person');
  await page.reload();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Ver los de todos' }).click();
  await expect(page.getByText('de Ana Solís')).toHaveCount(0);
});

test('the palette names organisations, and theirs are one step away too', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Buscar, ir o hacer' }).fill('benito col');
  const found = page.getByRole('group', { name: 'Organizaciones' }).getByRole('option');
  await expect(found).toHaveText(/Colegio San Benito/);
  await found.click();
  await expect(page.getByRole('status').filter({ hasText: 'de Colegio San Benito' })).toContainText(
    '2 tickets',
  );
});

test('«Mis tickets» has one’s own, and those alone are searched there', async () => {
  const take = { params: { path: { ticketId: ids.get('Pago doble') ?? '' } } };
  await dataOf(office.api.POST('/api/v1/tickets/{ticketId}/take', take));
  const { nav } = onDesk(page);
  await nav.getByRole('link', { name: 'Mis tickets' }).click();
  await expect(page.getByRole('heading', { name: 'Mis tickets' })).toBeVisible();
  await expect(nav.getByRole('link', { name: 'Mis tickets' })).toHaveAttribute('aria-current', 'page');
  await expect(nav.getByRole('link', { name: 'Búsqueda' })).not.toHaveAttribute('aria-current', 'page');
  const rows = page.getByRole('region', { name: 'Resultados' }).getByRole('listitem');
  await expect(rows).toHaveText(/Pago doble/);
  await page.getByRole('searchbox', { name: 'Buscar tickets' }).fill('boletas');
  await expect(page.getByText('Nada con «boletas»')).toBeVisible();
  await expectClean(page, 'my tickets');
});

test('what is typed before «Mover a…» has come is its own, not the board’s', async () => {
  await page.route('**/card-layers*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.goto(office.product.url);
  await onDesk(page).board.live();
  await page.getByRole('link', { name: 'Boletas en blanco' }).focus();
  await page.keyboard.press('m');
  await page.keyboard.type('espera');
  await expect(page.getByRole('dialog').locator('input')).toHaveValue('espera');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('m');
  await expect(page.getByRole('dialog').locator('input')).toHaveValue('');
});
