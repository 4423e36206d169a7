import { type Browser, expect, test } from '@playwright/test';
import { dataOf } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { openDatabase } from './support/database.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

test.describe.configure({ timeout: 240_000, mode: 'serial' });

let office: Office;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  office = await openOffice();
  await office.send({
    from: 'Familia Ríos <rios@familias.example>',
    subject: 'No veo la boleta',
    text: 'Buenos días. No veo la boleta.',
  });
  await waitFor('the ticket', async () => {
    const { data } = await office.api.GET('/api/v1/tickets/list', { params: { query: {} } });
    return data?.items.length === 1 ? data.items : null;
  });
  await dataOf(
    office.api.POST('/api/v1/routines', {
      body: {
        name: 'Inicio de turno',
        note: 'Dejar la bandeja repartida antes de empezar.',
        roleKeys: ['agent'],
        departmentIds: [],
        agentIds: [],
        schedule: { every: 'day', at: '23:59' },
        items: [
          { id: 'inbox', text: 'Revisar las bandejas de entrada', filter: null },
          {
            id: 'priority',
            text: 'Ningún ticket abierto sin prioridad',
            filter: {
              and: [
                { field: 'priority', op: 'empty' },
                { field: 'closedAt', op: 'empty' },
              ],
            },
          },
          { id: 'calls', text: 'Devolver las llamadas de ayer', filter: null },
        ],
      },
    }),
  );
});
test.afterAll(async () => {
  await office?.close();
});

async function open(browser: Browser, who: typeof colleague, viewport = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(office.product.url);
  const desk = onDesk(page);
  await desk.signIn(who);
  await desk.board.live();
  return { page, desk };
}

test('an agent goes through the duties of today by keyboard: ticks, notes, skips, undoes, and follows the evidence', async ({
  browser,
}) => {
  const { page } = await open(browser, colleague);
  await page.getByRole('link', { name: 'Mis rutinas' }).click();
  const duty = page.getByRole('article', { name: 'Inicio de turno' });
  const inbox = duty.getByRole('checkbox', { name: /Revisar las bandejas/ });
  const priority = duty.getByRole('link', { name: /sin prioridad/ });
  await expect(priority).toContainText('queda 1 ticket');
  await expect(duty).toContainText('0 de 3 puntos');
  await expectClean(page, 'my routines');

  await page.keyboard.press('j');
  await expect(inbox).toBeFocused();
  await page.keyboard.press('x');
  await expect(inbox).toBeChecked();
  await expect(duty).toContainText('1 de 3 puntos');
  await page.keyboard.press('z');
  await expect(inbox).not.toBeChecked();
  await page.keyboard.press('x');
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Qué pasó' }).fill('Había tres correos');
  await page.keyboard.press('Enter');
  await expect(inbox).toContainText('Había tres correos');

  // What is left out needs its reason.
  await duty.getByRole('checkbox', { name: /Devolver las llamadas/ }).focus();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Saltar con un motivo' });
  await expect(dialog.getByRole('button', { name: 'Saltar', exact: true })).toBeDisabled();
  await expectClean(page, 'the reason');
  await dialog.getByRole('button', { name: 'No aplica hoy' }).click();
  await dialog.getByRole('button', { name: 'Saltar', exact: true }).click();
  await expect(duty).toContainText('Saltado: No aplica hoy');

  // The evidence leads to its tickets, and closes its item and the duty by itself.
  await page.keyboard.press('k');
  await expect(priority).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/list\?/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.goBack();
  await expect(priority).toContainText('queda 1 ticket');
  const { items } = await dataOf(office.api.GET('/api/v1/tickets/list', { params: { query: {} } }));
  await dataOf(
    office.api.PATCH('/api/v1/tickets/{ticketId}/classification', {
      params: { path: { ticketId: items[0]!.id } },
      body: { priorityKey: 'normal', priorityReason: 'Una boleta' },
    }),
  );
  await expect(duty).toContainText('3 de 3 puntos', { timeout: 20_000 });
  await expect(duty).toContainText('hecho');
  await expect(page.getByRole('img', { name: 'Hechos hoy: 1 de 1' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('mine-1440.png') });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectClean(page, 'my routines on a phone');
  await page.screenshot({ path: test.info().outputPath('mine-390.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: test.info().outputPath('mine-390-dark.png') });
});

test('who supervises makes routines, from those that come with the product and own ones, and sees how they are kept', async ({
  browser,
}) => {
  const { page } = await open(browser, admin);
  await page.goto(`${office.product.url}/settings/routines`);
  const used = page.getByRole('list', { name: 'Rutinas en uso' });
  await expect(used.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Rutinas de soporte' }).click();
  const template = page.getByRole('dialog', { name: 'Rutinas de soporte' });
  await expect(template).toContainText('Seguimiento de casos abiertos');
  await expectClean(page, 'the routines that come with the product');
  await page.screenshot({ path: test.info().outputPath('template.png') });
  await template.getByRole('button', { name: 'Agregar 7 rutinas' }).click();
  await expect(used.getByRole('listitem')).toHaveCount(8);
  await page.screenshot({ path: test.info().outputPath('settings.png') });
  await expectClean(page, 'the routines');

  // Sent without anything, it says what is missing and keeps what was written.
  await page.getByRole('button', { name: 'Nueva rutina' }).click();
  const form = page.getByRole('dialog', { name: 'Nueva rutina' });
  await form.getByRole('textbox', { name: 'Nombre' }).fill('Cobranza');
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(form.getByRole('alert')).toContainText('Di para quién es');
  await form.getByRole('combobox', { name: 'Cada cuánto' }).click();
  await page.getByRole('option', { name: 'Cada semana' }).click();
  await form.getByLabel('Para las').fill('12:00');
  await expect(form.getByRole('region', { name: 'Próximas fechas' })).toContainText('12:00');
  await form.getByRole('combobox', { name: 'Personas' }).fill('Lucía');
  await page.getByRole('option', { name: admin.name }).click();
  await form.getByRole('textbox', { name: 'Punto 1' }).fill('Lista de facturas vencidas');
  await form.getByRole('button', { name: 'Agregar punto' }).click();
  await form.getByRole('textbox', { name: 'Punto 2' }).fill('Recordatorios enviados');
  await expectClean(page, 'a routine');
  await page.screenshot({ path: test.info().outputPath('form.png') });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectClean(page, 'a routine on a phone');
  await page.screenshot({ path: test.info().outputPath('form-390.png') });
  await page.setViewportSize({ width: 1440, height: 900 });
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(used).toContainText('Cada lunes, a las 12:00 · 1 persona · 2 puntos');

  await page.getByRole('button', { name: 'Archivar: Cobranza' }).click();
  await expect(used).not.toContainText('Cobranza');
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(used).toContainText('Cobranza');
  await page.getByRole('button', { name: 'Duplicar: Cobranza' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Nombre' })).toHaveValue(
    'Cobranza (copia)',
  );
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Mis rutinas' }).click();
  await page.getByRole('link', { name: 'Del equipo' }).click();
  await expect(page.getByRole('navigation', { name: 'De quién' }).locator('[aria-current]')).toHaveText(
    'Del equipo',
  );
  await expect(page.getByText('Aún no hay qué contar')).toBeVisible();
  // What was due an hour ago.
  const database = await openDatabase(office.product);
  await database.rows(
    `update routine_runs set due_at = now() - interval '1 hour', opens_at = now() - interval '1 day'`,
  );
  await database.close();
  await page.getByRole('button', { name: '30 días' }).click();
  const bruno = page.getByRole('region', { name: colleague.name });
  await expect(bruno.getByRole('row', { name: /Inicio de turno/ })).toBeVisible();
  await expectClean(page, 'how routines are kept');
  await page.screenshot({ path: test.info().outputPath('team.png') });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectClean(page, 'how routines are kept, on a phone');
  await page.screenshot({ path: test.info().outputPath('team-390.png') });
});
