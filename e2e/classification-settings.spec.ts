import { expect, type Page, test } from '@playwright/test';
import { dataOf } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { openClient } from './support/client.ts';
import { openDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';

let office: Office;
let lucia: Awaited<ReturnType<typeof openDesk>>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'Alta para mañana', text: 'Hola' });
  lucia = await openDesk(() => browser.newContext(), { url: office.product.url, person: admin });
});

test.afterAll(async () => {
  await lucia?.close();
  await office?.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const shot = (page: Page, name: string) =>
  process.env['PICTURES'] ? page.screenshot({ path: `${process.env['PICTURES']}/${name}.png` }) : null;

test('an administrator makes a type, a field that closing requires and a subject with its form', async () => {
  test.setTimeout(180_000);
  const { page } = lucia;
  const dialog = page.getByRole('dialog');
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true });
  const choose = async (name: string, option: string) => {
    await dialog.getByRole('combobox', { name, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const section = (key: string) => page.goto(`${office.product.url}/settings/${key}`);

  await section('types');
  await button(page, 'Nuevo tipo').click();
  await field('Nombre').fill('problema');
  await button(page, 'Crear').click();
  await expect(dialog.getByText('Ya hay otro con ese nombre.')).toBeVisible();
  await field('Nombre').fill('Extras');
  await button(page, 'Crear').click();
  await expect(dialog).toBeHidden();
  const words = page.getByRole('complementary', { name: 'En palabras' });
  await expect(words).toContainText('Extras: cualquiera, y no se sugiere ninguna.');
  // `check` looks before the box is drawn anew; a person waits for what they see.
  const normal = page.getByRole('checkbox', { name: 'Extras puede ser Normal' });
  await normal.click();
  await expect(normal).toBeChecked();
  await expect(words).toContainText('Extras: Normal. Otra pide un motivo.');
  await shot(page, 'types');
  await expectClean(page, 'types and priorities');

  // By keyboard one place up, with the focus where it was; retired, and back again.
  const types = page.getByRole('list', { name: 'Tipos', exact: true }).getByRole('listitem');
  await button(page, 'Subir Extras').focus();
  await page.keyboard.press('Enter');
  await expect(types).toHaveText([/^Consulta/, /^Problema/, /^Tarea/, /^Extras/, /^Solicitud/]);
  await expect(button(page, 'Subir Extras')).toBeFocused();
  await button(page, 'Cambiar Solicitud').click();
  await button(page, 'Retirar').click();
  await expect(types).toHaveCount(4);
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(types).toHaveCount(5);

  await section('fields');
  await expect(page.getByText('Todavía no hay campos propios')).toBeVisible();
  await button(page, 'Nuevo campo').click();
  await field('Nombre').fill('Nivel');
  await choose('Clase de dato', 'Una opción');
  await button(page, 'Agregar opción').click();
  await field('Opción 1').fill('Primaria');
  await button(page, 'Agregar opción').click();
  await field('Opción 2').fill('Secundaria');
  await choose('Cuándo se exige', 'Al cerrar');
  await choose('Agregar dónde aparece', 'Extras');
  await shot(page, 'field-dialog');
  await expectClean(page, 'a field being made');
  await button(page, 'Crear').click();
  await expect(page.getByRole('list', { name: 'Campos' }).getByRole('listitem')).toContainText([
    'Extras · obligatorio al cerrar',
  ]);

  await section('subjects');
  await button(page, 'Nuevo asunto').click();
  await field('Nombre').fill('Alta de usuario');
  await choose('Tipo que suele tener', 'Extras');
  await choose('Agregar un campo', 'Nivel');
  await field('Mensaje que escribe').fill('Necesito un alta de ');
  await button(page, 'Poner Nivel en el mensaje').click();
  const preview = dialog.getByRole('region', { name: 'Así se ve' });
  await preview.getByRole('combobox', { name: 'Nivel' }).click();
  await page.getByRole('option', { name: 'Secundaria' }).click();
  await expect(preview).toContainText('Necesito un alta de Secundaria');
  await shot(page, 'subject-dialog');
  await expectClean(page, 'a subject being made');
  await button(page, 'Crear').click();
  await expect(page.getByRole('list', { name: 'Catálogo de asuntos' })).toContainText(
    '1 campo · 1 obligatorio',
  );
  await shot(page, 'subjects');
  await expectClean(page, 'subjects');

  await section('tags');
  await button(page, 'Nueva etiqueta en Tipificación de la atención').click();
  await field('Nombre').fill('Amenaza de baja');
  await choose('Señal', 'Caso crítico');
  await button(page, 'Crear').click();
  await expect(dialog).toBeHidden();
  await shot(page, 'tags');
  await expectClean(page, 'tags');

  await section('statuses');
  await page.getByRole('switch', { name: 'En curso se usa' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('«En curso» quedó retirado')).toBeVisible();
  await shot(page, 'statuses');
  await expectClean(page, 'statuses and flags');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const key of ['types', 'tags']) {
    await section(key);
    await expect(page.getByRole('list').first()).toBeVisible();
    await shot(page, `${key}-phone`);
    await expectClean(page, `${key} on a phone`);
  }
});

test('whoever answers finds on a ticket what was made, and has no pages to change it', async ({
  browser,
}) => {
  const bruno = openClient(office.product);
  await dataOf(bruno.POST('/api/v1/session', { body: colleague }));
  const { types, subjects, fields, forms, flags } = await dataOf(bruno.GET('/api/v1/classification'));
  const extras = types.find(({ name }) => name === 'Extras');
  const level = fields.find(({ name }) => name === 'Nivel');
  const subject = subjects.find(({ name }) => name === 'Alta de usuario');
  expect(subject).toMatchObject({
    typeKey: extras?.key,
    template: `Necesito un alta de {${level?.key}}`,
  });
  expect(forms).toEqual([
    {
      place: 'subject',
      placeKey: subject?.key,
      fields: [{ fieldKey: level?.key, required: null }],
      version: 1,
    },
    { place: 'type', placeKey: extras?.key, fields: [{ fieldKey: level?.key, required: null }], version: 1 },
  ]);
  expect(flags.find(({ key }) => key === 'blue')?.active).toBe(false);

  const desk = await openDesk(() => browser.newContext(), { url: office.product.url, person: colleague });
  const { page } = desk;
  await desk.board.open('Alta para mañana');
  const type = page.getByRole('combobox', { name: 'Tipo' });
  await type.click();
  await page.getByRole('option', { name: 'Extras', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Nivel' })).toBeVisible();
  // What is made meanwhile is there without reloading.
  await dataOf(office.api.POST('/api/v1/classification/types', { body: { name: 'Visita' } }));
  await expect(async () => {
    await type.click();
    await expect(page.getByRole('option', { name: 'Visita' })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await page.goto(`${office.product.url}/settings/types`);
  await expect(page.getByText('Tipos y prioridades no es visible para ti')).toBeVisible();
  await desk.close();
});
