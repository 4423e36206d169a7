import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

test.describe.configure({ timeout: 240_000 });

let office: Office;
let session: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

const subjects = ['No puedo imprimir boletas', 'Cobro doble de marzo', 'Credencial extraviada'];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  for (const [index, subject] of subjects.entries())
    await office.send({ from: `Familia ${index} <f${index}@familias.example>`, subject, text: 'Hola.' });
  await waitFor('the tickets', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items.length === subjects.length;
  });
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
});

async function open(browser: Browser, path: string, viewport = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', storageState: session });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  await page.goto(`${office.product.url}${path}`);
  const box = page.getByRole('combobox', { name: 'Filtro en texto' });
  await expect(box).toBeVisible();
  return { page, box, builder: page.getByRole('dialog', { name: 'Constructor de filtros' }) };
}

const row = (page: Page, subject: string) => page.getByRole('row').filter({ hasText: subject });

test('a filter is built by hand and typed, each following the other, and kept as a view', async ({
  browser,
}) => {
  const { page, box, builder } = await open(browser, '/list');
  await expect(page.getByRole('row')).toHaveCount(subjects.length + 1);

  await page.getByRole('button', { name: 'Constructor' }).click();
  await builder.getByRole('button', { name: 'Condición' }).click();
  await builder.getByRole('combobox', { name: 'Campo' }).click();
  await page.getByRole('option', { name: 'Título', exact: true }).click();
  await builder.getByRole('textbox', { name: 'Valor de Título' }).fill('boletas');
  await expect(box).toHaveValue('título:boletas');
  await expect(builder.getByText('1 ticket ahora')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectClean(page, 'the builder');

  // The text goes on where the builder left it, and a word that is none is told with what was meant.
  await box.fill('título:boletas estdo:abierto');
  await page.getByRole('button', { name: 'Usar estado' }).click();
  await expect(box).toHaveValue(/^título:boletas estado:?/);
  await box.fill('título:boletas o sin:asig');
  await expect(page.getByRole('option', { name: /asignado/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(box).toHaveValue('título:boletas o sin:asignado');
  await expect(builder.getByRole('group', { name: 'Asignado a' })).toBeVisible();
  await expect(builder.getByRole('button', { name: 'alguna' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('row')).toHaveCount(subjects.length + 1);

  await builder.getByRole('button', { name: 'Guardar como vista' }).click();
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Sin dueño');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Vistas: Sin dueño' })).toBeVisible();
  await builder.getByRole('button', { name: 'Aplicar' }).click();
  await expect(page).toHaveURL(/view=/);
  const view = new URL(page.url()).searchParams.get('view') ?? '';

  // A link that names only the view brings all of it.
  const again = await open(browser, `/list?view=${view}`);
  await expect(again.box).toHaveValue('título:boletas o sin:asignar');
  await expect(again.page.getByRole('row')).toHaveCount(subjects.length + 1);
  await page.context().close();

  // What arrives and belongs is there by itself.
  await office.send({ from: 'Eva <eva@familias.example>', subject: 'Llegó en vivo', text: 'Hola.' });
  await expect(row(again.page, 'Llegó en vivo')).toBeVisible();
  await again.page.context().close();
});

test('rows are gone through, selected and changed by keyboard', async ({ browser }) => {
  const { page, box } = await open(browser, `/list?q=${encodeURIComponent('sin:asignar')}`);
  await expect(row(page, 'Cobro doble de marzo')).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('[data-card]:focus')).toHaveCount(1);
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('X');
  await expect(page.getByRole('group', { name: 'Selección' })).toContainText('2 de');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Selección' })).toBeHidden();

  await row(page, 'Cobro doble de marzo').getByRole('link').focus();
  await page.keyboard.press('a');
  await page.getByRole('menuitem', { name: /\(tú\)/ }).click();
  await expect(row(page, 'Cobro doble de marzo')).toContainText('ya no está en esta lista');
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(row(page, 'Cobro doble de marzo')).toContainText('sin asignar');
  await expectClean(page, 'the list');
  await box.focus();
  await page.getByRole('button', { name: 'Quitar el filtro' }).click();
  await expect(page).not.toHaveURL(/q=/);
  await page.context().close();
});

test('back from a ticket is the list as it was: its filter, what was selected and the row', async ({
  browser,
}) => {
  const { page, box } = await open(browser, '/list?q=estado%3Aabierto');
  await expect(page.getByRole('row')).not.toHaveCount(1);
  const third = row(page, 'Credencial extraviada');
  await row(page, 'Cobro doble').getByRole('checkbox').click();
  await third.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Credencial extraviada' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('estado:abierto');
  await expect(row(page, 'Cobro doble').getByRole('checkbox')).toBeChecked();
  await expect(third.getByRole('link').first()).toBeFocused();
  await page.getByRole('link', { name: 'Mesón' }).first().click();
  await onDesk(page).board.live();
  await onDesk(page).board.open('Credencial extraviada');
  await page.keyboard.press('Escape');
  await onDesk(page).board.live();
  await page.context().close();
});

test('on a phone the list is cards, and nothing is wider than the screen', async ({ browser }) => {
  const { page, builder } = await open(browser, '/list', { width: 390, height: 844 });
  await expect(page.getByRole('article')).toHaveCount(subjects.length + 1);
  await page
    .getByRole('checkbox', { name: /^Seleccionar V-/ })
    .first()
    .click();
  await expect(page.getByRole('group', { name: 'Selección' })).toBeVisible();
  await expectClean(page, 'the list on a phone');
  await page.getByRole('button', { name: 'Constructor' }).click();
  await expect(builder).toBeVisible();
  await expectClean(page, 'the builder on a phone');
  await page.context().close();
});
