import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { openDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';

let office: Office;
let lucia: Awaited<ReturnType<typeof openDesk>>;
let bruno: Awaited<ReturnType<typeof openDesk>>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'No abre el servidor', text: 'Hola' });
  lucia = await openDesk(() => browser.newContext(), { url: office.product.url, person: admin });
});

test.afterAll(async () => {
  await bruno?.close();
  await lucia?.close();
  await office?.close();
});

test('an administrator makes departments, and whoever works by them sees what is theirs at once', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { page } = lucia;
  const shot = (name: string) =>
    process.env['PICTURES'] ? page.screenshot({ path: `${process.env['PICTURES']}/${name}.png` }) : null;
  await page.goto(`${office.product.url}/settings/departments`);
  await expect(page.getByText('Todavía no hay departamentos')).toBeVisible();
  await expectClean(page, 'no departments');
  await shot('departments-none');

  const make = async (name: string, member?: string) => {
    await page.getByRole('button', { name: 'Nuevo departamento' }).click();
    const form = page.getByRole('dialog', { name: 'Nuevo departamento' });
    await form.getByRole('textbox', { name: 'Nombre' }).fill(name);
    if (member) {
      await form.getByRole('combobox', { name: 'Quién trabaja aquí' }).click();
      await page.getByRole('option', { name: member }).click();
      await page.keyboard.press('Escape');
    }
    await expectClean(page, 'a new department');
    await shot(`department-form-${name}`);
    await form.getByRole('button', { name: 'Crear departamento' }).click();
    await expect(form).toBeHidden();
  };
  await make('Sistemas');
  await make('Soporte Técnico', colleague.name);
  const rows = page.getByRole('list', { name: 'Departamentos' }).getByRole('listitem');
  await expect(rows).toHaveText([/Sistemas.*nadie todavía/, /Soporte Técnico.*Bruno Salas/]);
  await page.getByRole('button', { name: 'Subir Soporte Técnico' }).click();
  await expect(rows).toHaveText([/Soporte Técnico/, /Sistemas/]);
  await page.reload();
  await expect(rows).toHaveText([/Soporte Técnico/, /Sistemas/]);
  await expectClean(page, 'departments');
  await shot('departments');

  // Bruno works by his departments from now on.
  await page.goto(`${office.product.url}/settings/agents`);
  await page.getByRole('combobox', { name: `Rol de ${colleague.name}` }).click();
  await page.getByRole('option', { name: 'Ejecutivo de departamento' }).click();
  await expect(page.getByText('Guardado')).toBeVisible();
  bruno = await openDesk(() => browser.newContext(), { url: office.product.url, person: colleague });
  const card = bruno.board.card(bruno.board.fresh, 'No abre el servidor');
  await expect(card).toBeVisible();
  // What is gone keeps its place while somebody reads the column: his pointer is elsewhere.
  await bruno.nav.getByRole('link', { name: 'Mesón' }).hover();

  await page.goto(office.product.url);
  await lucia.board.open('No abre el servidor');
  const field = page.getByRole('combobox', { name: 'Departamento' });
  await field.click();
  await page.getByRole('option', { name: 'Sistemas' }).click();
  await expect(page.getByText(/pasó a Sistemas/)).toBeVisible();
  await expect(card).toBeHidden();
  await expectClean(page, 'a ticket of a department');
  await shot('ticket-department');
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(field).toHaveValue('');
  await expect(card.or(bruno.board.pill(bruno.board.fresh)).first()).toBeVisible();
  await field.click();
  await page.getByRole('option', { name: 'Sistemas' }).click();
  await expect(card).toBeHidden();

  // He joins the department, and what is in it is there without reloading.
  await page.goto(`${office.product.url}/settings/departments`);
  await page.getByRole('button', { name: 'Cambiar Sistemas' }).click();
  const form = page.getByRole('dialog', { name: 'Sistemas' });
  await form.getByRole('combobox', { name: 'Quién trabaja aquí' }).click();
  await page.getByRole('option', { name: colleague.name }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(card.or(bruno.board.pill(bruno.board.fresh)).first()).toBeVisible();
});
