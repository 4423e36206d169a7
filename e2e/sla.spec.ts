import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { openDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';

let office: Office;
let lucia: Awaited<ReturnType<typeof openDesk>>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'No abre el servidor', text: 'Hola' });
  lucia = await openDesk(() => browser.newContext(), { url: office.product.url, person: admin });
});

test.afterAll(async () => {
  await lucia?.close();
  await office?.close();
});

test('an administrator promises an answer in four hours, and the ticket says how much is left and why', async () => {
  test.setTimeout(120_000);
  const { page } = lucia;
  const shot = (name: string) =>
    process.env['PICTURES'] ? page.screenshot({ path: `${process.env['PICTURES']}/${name}.png` }) : null;
  await page.goto(`${office.product.url}/settings/sla`);
  const rules = page.getByRole('list', { name: 'Tiempos de atención' }).getByRole('listitem');
  await expect(rules).toHaveText([/General.*Primera respuesta en 8 h hábiles/]);
  await expect(page.getByRole('status').filter({ hasText: 'de lunes a viernes, de 9 a 18' })).toContainText(
    'Poner tu horario',
  );
  await page.getByRole('button', { name: 'Nueva regla' }).click();
  const form = page.getByRole('form', { name: 'Regla nueva' });
  await form.getByRole('button', { name: 'Guardar regla' }).click();
  await expect(form.getByText('Escribe un nombre')).toBeVisible();
  await form.getByRole('textbox', { name: 'Nombre' }).fill('Por correo');
  await form.getByRole('button', { name: 'Agregar condición' }).click();
  await form.getByRole('combobox', { name: 'Condición 1: dato' }).click();
  await page.getByRole('option', { name: 'Canal' }).click();
  await form.getByRole('combobox', { name: 'Condición 1: valores' }).click();
  await page.getByRole('option', { name: 'Correo' }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('combobox', { name: 'Primera respuesta: cómo se cuenta' }).click();
  await page.getByRole('option', { name: 'Horas naturales' }).click();
  await form.getByRole('textbox', { name: 'Primera respuesta: cuánto' }).fill('4');
  await expect(page.getByRole('complementary', { name: 'Qué cambiaría' })).toContainText(
    '1 ticket abierto usaría esta regla',
  );
  await expectClean(page, 'a rule being made');
  await shot('sla-rule');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectClean(page, 'a rule on a phone');
  await shot('sla-rule-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  await form.getByRole('button', { name: 'Guardar regla' }).click();
  await expect(rules).toHaveText([/Por correo.*Canal: Correo.*Primera respuesta en 4 h/, /General/]);
  await shot('sla-rules');

  await page.getByRole('link', { name: 'Mesón' }).click();
  const card = page.getByRole('article', { name: 'No abre el servidor' });
  await expect(card.getByTitle(/Primera respuesta: vence/)).toHaveText(/^3 h 5\d min$/);
  await shot('sla-board');
  await card.getByRole('link').click();
  const chip = page.getByRole('button', { name: /3 h 5\d min para responder/ });
  await chip.click();
  const why = page.getByRole('dialog', { name: /para responder/ });
  await expect(why).toContainText('Regla: Por correo');
  await expect(why).toContainText(/Lleva \d+ .* de 4 h/);
  await expectClean(page, 'why a ticket is due when it is');
  await shot('sla-why');
  await page.keyboard.press('Escape');
  await expect(chip).toBeFocused();
});
