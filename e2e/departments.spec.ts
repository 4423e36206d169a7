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
  const chips = page.getByRole('group', { name: 'Departamentos' }).getByRole('button');
  await expect(chips).toHaveText([/Sistemas/, /Soporte Técnico/, /Departamento/]);
  await expect(page.getByText('Trabajan aquí: nadie todavía')).toBeVisible();
  await chips.filter({ hasText: 'Soporte' }).click();
  await expect(page.getByText(`Trabajan aquí: ${colleague.name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Mover Soporte Técnico antes' }).click();
  await expect(chips).toHaveText([/Soporte Técnico/, /Sistemas/, /Departamento/]);
  await page.reload();
  await expect(chips).toHaveText([/Soporte Técnico/, /Sistemas/, /Departamento/]);

  // Who closes in «Sistemas»: only Lucía. It is said in words beside, and the history of changes names her.
  await chips.filter({ hasText: 'Sistemas' }).click();
  const closes = page.getByRole('combobox', { name: 'Cierra', exact: true });
  await closes.click();
  await page.getByRole('option', { name: admin.name }).click();
  await page.keyboard.press('Escape');
  const aside = page.getByRole('complementary', { name: 'Vista previa' });
  const first = admin.name.split(' ')[0]!;
  await expect(aside.getByText(`Lo cierra ${first}.`)).toBeVisible();
  await expect(aside.getByText(`${first} sumó a ${admin.name} a «Cierra»`)).toBeVisible();
  const told = page.getByRole('checkbox', { name: 'Llega un ticket nuevo: avisar a Quien cierra' });
  await told.check();
  await expect(aside.getByText('Nadie se entera cuando llega un ticket nuevo.')).toBeHidden();
  await page.getByRole('checkbox', { name: 'Correo', exact: true }).check();
  await expect(aside.getByText('Responder por correo lo cierra.')).toBeVisible();
  await expectClean(page, 'departments');
  await shot('departments');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot('departments-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  // On a phone the whole matrix is there without moving sideways.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(told).toBeVisible();
  const matrix = page.getByRole('region', { name: /avis/i }).first();
  expect(await matrix.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  await expectClean(page, 'departments on a phone');
  await matrix.scrollIntoViewIfNeeded();
  await shot('departments-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${office.product.url}/settings/roles`);
  await page.getByRole('button', { name: /^Ejecutivo de departamento/ }).click();
  await expect(page.getByText(/lee los de sus departamentos/)).toBeVisible();
  await expectClean(page, 'roles');
  await shot('roles');
  await page.getByRole('button', { name: 'Hacer una copia' }).click();
  await page.getByRole('button', { name: 'Crear rol' }).click();
  await page.getByRole('combobox', { name: 'Hasta dónde: Cerrar, ignorar y reabrir' }).click();
  await page.getByRole('option', { name: 'los suyos' }).click();
  await expect(page.getByText(/En los suyos puede cerrar, ignorar y reabrir/)).toBeVisible();
  await expectClean(page, 'a role of one’s own');
  await shot('role-own');

  // Bruno works by his departments from now on.
  await page.goto(`${office.product.url}/settings/agents`);
  await page.getByRole('combobox', { name: `Rol de ${colleague.name}` }).click();
  await page.getByRole('option', { name: 'Ejecutivo de departamento', exact: true }).click();
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
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(field).toHaveValue('');
  await expect(card.or(bruno.board.pill(bruno.board.fresh)).first()).toBeVisible();
  await field.click();
  await page.getByRole('option', { name: 'Sistemas' }).click();
  await expect(card).toBeHidden();
  await expectClean(page, 'a ticket of a department');
  await shot('ticket-department');

  // He joins the department, and what is in it is there without reloading.
  await page.goto(`${office.product.url}/settings/departments`);
  await page
    .getByRole('group', { name: 'Departamentos' })
    .getByRole('button', { name: /^Sistemas/ })
    .click();
  await page.getByRole('button', { name: 'Cambiar Sistemas' }).click();
  const form = page.getByRole('dialog', { name: 'Sistemas' });
  await form.getByRole('combobox', { name: 'Quién trabaja aquí' }).click();
  await page.getByRole('option', { name: colleague.name }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(card.or(bruno.board.pill(bruno.board.fresh)).first()).toBeVisible();

  // There he may not close: neither is it offered to him, nor does his answer do it, though answering closes there.
  await page.goto(office.product.url);
  await lucia.board.open('No abre el servidor');
  await expect(page.getByRole('button', { name: 'Responder y dejar abierto' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Enviar y cerrar/ })).toBeVisible();
  await expectClean(page, 'an answer that closes');
  await shot('answer-that-closes');
  await bruno.page.goto(page.url());
  await expect(bruno.page.getByRole('button', { name: /^Enviar/ }).first()).toBeVisible();
  await expect(bruno.page.getByRole('button', { name: 'Responder y dejar abierto' })).toBeHidden();

  // Closing asks there for the time that it took; it stands with the ticket, and one takes one's own back.
  const ticketUrl = page.url();
  await page.goto(`${office.product.url}/settings/departments`);
  await chips.filter({ hasText: 'Sistemas' }).click();
  const needed = page.getByRole('checkbox', { name: 'Tiempo dedicado' });
  await needed.click();
  await expect(needed).toBeChecked();
  await expect(aside.getByText(`${first} cambió «Antes de cerrar»`)).toBeVisible();
  await page.goto(ticketUrl);
  await lucia.ticket.replyField.fill('Ya abre, gracias.');
  await page.getByRole('button', { name: /^Enviar y cerrar/ }).click();
  const question = page.getByRole('dialog', { name: '¿Cuánto tiempo te llevó?' });
  await question.getByRole('button', { name: '15 min' }).click();
  await expectClean(page, 'the time that a ticket took');
  await shot('time-dialog');
  await question.getByRole('button', { name: 'Anotar y cerrar' }).click();
  await page.getByRole('button', { name: 'Enviar ya' }).last().click();
  await expect(lucia.ticket.action('Reabrir')).toBeVisible();
  await lucia.ticket.data.getByRole('button', { name: 'Tiempo dedicado: 15 min' }).click();
  await page.getByRole('button', { name: `Quitar 15 min de ${admin.name}` }).click();
  await expect(page.getByText('Tiempo quitado')).toBeVisible();
  await page.goto(`${office.product.url}/settings/organizations`);
  await expect(page.getByText('Todavía no hay organizaciones')).toBeVisible();
  await expectClean(page, 'no organizations');
  await shot('organizations');
});
