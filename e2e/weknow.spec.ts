import { expect, test } from '@playwright/test';
import { dataOf } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { type Desk, openDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';

let office: Office;
let lucia: Desk & { close(): Promise<void> };
let bruno: Desk & { close(): Promise<void> };

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  await dataOf(
    office.api.POST('/api/v1/blueprints/apply', { body: { source: { kind: 'shipped', key: 'weknow' } } }),
  );
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

/** As weknow's slides 11 to 15 and 20 to 24 tell it: one opens and passes on, one solves, one closes. */
test('a call becomes a ticket with its form, passes to whoever solves it, and ends with whoever closes', async () => {
  test.setTimeout(120_000);
  const { page } = lucia;
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const choose = async (name: string, option: string) => {
    await page.getByRole('combobox', { name, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };

  // 11 to 15, and 18: who calls, what about, what that subject asks for, and by when.
  await page.goto(`${office.product.url}/tickets/new`);
  await field('Nombre completo').fill('Mariana Escobedo');
  await field('Correos').fill('mariana@altamira.mx');
  await button('Alta').click();
  await button('Tarea: Normal').click();
  await field('Nombre').fill('Óscar');
  await field('Apellidos').fill('Medina');
  await button('Agregar a Servicio').click();
  await page.getByRole('menuitem', { name: 'Educación', exact: true }).click();
  await choose('Departamento', 'Educación');
  await choose('Responsable', colleague.name);
  await button(/^Crear ticket/).click();
  await expect(page.getByText('Falta este dato.').first()).toBeVisible();
  const answers = {
    Correo: 'oscar@altamira.mx',
    Rol: 'Docente',
    Nivel: 'Secundaria',
    Grupo: '2.º B',
    Cursos: 'Álgebra',
  };
  for (const [name, answer] of Object.entries(answers)) await field(name).fill(answer);
  await expect(field('Mensaje')).toHaveValue(/Grupo: 2\.º B/);
  await expectClean(page, 'the form of a subject');
  await button(/^Crear ticket/).click();
  await expect(page.getByRole('heading', { name: 'Alta', level: 1 })).toBeVisible();
  await expect(lucia.ticket.data).toContainText('Secundaria');

  // 20 to 24: whoever solves it sets its status and its flag, counts the time and answers, but does not close it.
  const { page: his, ticket } = bruno;
  await bruno.board.open('Alta');
  await his.getByRole('button', { name: 'Estado: Abierto. Cambiar' }).click();
  await his.getByRole('menuitem', { name: /^En progreso/ }).click();
  const flag = async (name: string) => {
    await his.locator('body').press('f');
    await his.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
    await expect(his.getByRole('button', { name: `Bandera: ${name}. Cambiar` })).toBeVisible();
  };
  await flag('En curso');
  await ticket.data.getByRole('button', { name: /^Tiempo dedicado/ }).click();
  await his.getByRole('dialog').getByRole('button', { name: '15 min' }).click();
  await his.getByRole('dialog').getByRole('button', { name: 'Anotar', exact: true }).click();
  await expect(ticket.data.getByRole('button', { name: 'Tiempo dedicado: 15 min' })).toBeVisible();
  await ticket.reply('Óscar ya puede entrar.');
  await flag('Por cerrar');
  await expect(ticket.action('Cerrar')).toBeHidden();
  await expectClean(his, 'a ticket under the rules of its department');

  // 21: whoever is in charge of it closes, and the others see it at once.
  await expect(lucia.ticket.data).toContainText('15 min');
  await lucia.ticket.action('Cerrar').click();
  await expect(lucia.ticket.action('Reabrir')).toBeVisible();
  await expect(his.getByText('Cerrado').first()).toBeVisible();
});
