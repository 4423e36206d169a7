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
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'Beca para Ana', text: 'Hola' });
  const open = (person: typeof colleague) =>
    openDesk(() => browser.newContext(), { url: office.product.url, person });
  lucia = await open(admin);
  bruno = await open(colleague);
});

test.afterAll(async () => {
  await bruno?.close();
  await lucia?.close();
  await office?.close();
});

test('an administrator builds a department with its hours, form, field and priority, and an agent works by it at once', async () => {
  test.setTimeout(120_000);
  // Bruno has the ticket open the whole time, and never reloads.
  await bruno.board.open('Beca para Ana');

  const { page } = lucia;
  const dialog = page.getByRole('dialog');
  const choose = async (name: string, option: string) => {
    await dialog.getByRole('combobox', { name, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const fillName = (name: string) => dialog.getByRole('textbox', { name: 'Nombre', exact: true }).fill(name);
  const section = (key: string) => page.goto(`${office.product.url}/settings/${key}`);

  await section('calendars');
  await press('Nuevo calendario');
  await page.getByRole('textbox', { name: 'Nombre', exact: true }).fill('Por las mañanas');
  await press('Guardar calendario');
  await expect(page.getByRole('list', { name: 'Horarios y feriados' })).toContainText('Por las mañanas');

  await section('types');
  await press('Nueva prioridad');
  await fillName('Hoy mismo');
  await choose('En cuánto se resuelve', 'Antes de terminar el día');
  await press('Crear');
  const cell = page.getByRole('checkbox', { name: 'Problema puede ser Hoy mismo' });
  await cell.click();
  await expect(cell).toBeChecked();

  await section('departments');
  await press('Nuevo departamento');
  await fillName('Becas');
  await choose('Quién trabaja aquí', colleague.name);
  await page.keyboard.press('Escape');
  await choose('Horario', 'Por las mañanas');
  await expectClean(page, 'a department with its hours');
  await press('Crear departamento');
  await expect(dialog).toBeHidden();

  await section('fields');
  await press('Nuevo campo');
  await fillName('Folio de beca');
  await choose('Cuándo se exige', 'Al cerrar');
  await choose('Agregar dónde aparece', 'Becas');
  await press('Crear');
  await expect(dialog).toBeHidden();

  const { page: his, ticket } = bruno;
  await ticket.data.getByRole('combobox', { name: 'Departamento' }).click();
  await his.getByRole('option', { name: 'Becas' }).click();
  const folio = ticket.data.getByRole('textbox', { name: 'Folio de beca' });
  await expect(folio).toBeVisible();
  await ticket.data.getByRole('combobox', { name: 'Tipo' }).click();
  await his.getByRole('option', { name: 'Problema' }).click();
  await his.getByRole('button', { name: /^Prioridad/ }).click();
  await his.getByRole('menuitem', { name: /^Hoy mismo/ }).click();
  await expect(his.getByRole('button', { name: 'Prioridad: Hoy mismo. Cambiar' })).toBeVisible();
  await his.getByRole('button', { name: /para responder$/ }).click();
  await expect(his.getByRole('dialog')).toContainText('Horario: Por las mañanas');
  await his.keyboard.press('Escape');

  await ticket.reply('Ya está tu beca, Ana.');
  await ticket.action('Cerrar').click();
  await expect(his.getByText('Falta llenar: Folio de beca.')).toBeVisible();
  await folio.fill('B-204');
  await folio.press('Enter');
  await expect(ticket.data.getByText('Pusiste «Folio de beca»: B-204')).toBeVisible();
  await ticket.action('Cerrar').click();
  await expect(ticket.action('Reabrir')).toBeVisible();
});
