import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { openDatabase } from './support/database.ts';
import { openWritingGround, type WritingGround } from './support/writing.ts';

const root = join(import.meta.dirname, '..');
let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
});
test.afterAll(() => ground?.close());

/** A built command on the product's data, as people run it beside the running server. */
function cli(...args: string[]): string {
  return execFileSync('npm', ['run', '-s', 'cli', '--', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, VENTANILLA_DATA: ground.office.product.dataDir, LANG: 'es_MX.UTF-8' },
  });
}

test('what one device writes shows on the other while it is open', async () => {
  const { id } = await ground.newTicket();
  const screen = await ground.openTicket(id);
  const other = await ground.openTicket(id, { viewport: { width: 1100, height: 800 } });
  await screen.ready();
  await other.ready();
  await other.field.click();
  await other.page.keyboard.type('Escrito en la tableta');
  await expect(other.saved).toBeVisible();
  await expect(screen.field).toHaveText('Escrito en la tableta');
  await screen.field.click();
  await screen.page.keyboard.press('Control+End');
  await screen.page.keyboard.type(' y terminado en la pantalla');
  await expect(other.field).toHaveText('Escrito en la tableta y terminado en la pantalla');
  await screen.close();
  await other.close();
});

test('what a ticket is gets set where it stands, with what the type suggests, and is undone', async () => {
  const { api } = ground.office;
  const { data: field } = await api.POST('/api/v1/classification/fields', {
    body: { name: 'Curso', kind: 'text' },
  });
  await api.PUT('/api/v1/classification/forms', {
    params: { header: { 'If-Match': '0' } },
    body: { place: 'type', placeKey: 'problem', fields: [{ fieldKey: field?.key ?? '', required: 'close' }] },
  });
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  const { page } = desk;
  const panel = page.getByRole('complementary', { name: 'Datos del ticket' });
  await panel.getByRole('combobox', { name: 'Tipo' }).click();
  await page.getByRole('option', { name: 'Problema' }).click();
  await expect(panel.getByText('Sugerida: Urgente.')).toBeVisible();
  await panel.getByRole('button', { name: 'Aplicar' }).click();
  await expect(page.getByRole('button', { name: 'Prioridad: Urgente. Cambiar' })).toBeVisible();
  await page.locator('body').press('f');
  await page.getByRole('menuitem', { name: /^En curso/ }).click();
  await expect(page.getByRole('button', { name: 'Bandera: En curso. Cambiar' })).toBeVisible();
  await panel.getByRole('button', { name: 'Agregar a Tipificación del cliente' }).click();
  await page.getByRole('menuitem', { name: 'Cliente molesto' }).click();
  await expect(page.getByText('Cliente difícil')).toBeVisible();
  await panel.getByRole('textbox', { name: 'Curso' }).fill('Álgebra');
  await panel.getByRole('textbox', { name: 'Curso' }).press('Enter');
  await expect(panel.getByText('Pusiste «Curso»: Álgebra')).toBeVisible();
  await expect(panel.getByText('Pusiste la prioridad: Urgente')).toBeVisible();
  await expectClean(page);
  await page.getByRole('button', { name: /^Prioridad: Urgente/ }).click();
  await page.getByRole('menuitem', { name: /^Baja/ }).click();
  await page.getByRole('textbox', { name: 'Por qué' }).fill('Puede esperar al lunes');
  await page.getByRole('button', { name: 'Cambiar la prioridad' }).click();
  await expect(
    panel.getByText('Cambiaste la prioridad: Urgente → Baja. «Puede esperar al lunes»'),
  ).toBeVisible();
  await page
    .getByRole('button', { name: /^Deshacer/ })
    .last()
    .click();
  await expect(page.getByRole('button', { name: 'Prioridad: Urgente. Cambiar' })).toBeVisible();
  await desk.close();
});

test('messages beyond a hundred come a page at a time, and the reader’s place stays', async () => {
  const { id } = await ground.newTicket();
  const params = { path: { ticketId: id } };
  for (let note = 1; note <= 230; note += 1)
    await ground.office.api.POST('/api/v1/tickets/{ticketId}/notes', {
      params,
      body: { text: `Nota número ${note}` },
    });
  const desk = await ground.openTicket(id);
  const { messages } = desk.ticket;
  await expect(messages).toHaveCount(100);
  await expect(messages.last()).toBeInViewport();
  const older = desk.page.getByRole('button', { name: 'Mostrar mensajes anteriores' });
  const first = messages.first();
  await first.scrollIntoViewIfNeeded();
  const named = (await first.textContent()) ?? '';
  await older.click();
  await expect(messages).toHaveCount(150);
  await expect(messages.filter({ hasText: named.match(/Nota número \d+/)?.[0] ?? '' })).toBeInViewport();
  await older.click();
  await expect(messages).toHaveCount(200);
  await older.click();
  await expect(messages).toHaveCount(231);
  await expect(older).toHaveCount(0);
  const texts = await messages.allTextContents();
  const numbers = texts.slice(1).map((text) => Number(/Nota número (\d+)/.exec(text)?.[1]));
  expect(numbers).toEqual(Array.from({ length: 230 }, (_, index) => index + 1));
  await desk.close();
});

test('the built commands read mail, and what a message said before stands beside what it says now', async () => {
  const { id, subject } = await ground.newTicket();
  const { data } = await ground.office.api.GET('/api/v1/tickets/{ticketId}', {
    params: { path: { ticketId: id } },
  });
  const messageId = data?.messages[0]?.id ?? '';
  const source = await fetch(`${ground.office.product.url}/api/v1/messages/${messageId}/original`, {
    headers: { cookie: ground.cookie() },
  });
  const file = join(ground.office.product.dataDir, 'uno.eml');
  writeFileSync(file, Buffer.from(await source.arrayBuffer()));
  const [line = ''] = cli('mail', 'parse', '--json', file).trim().split('\n');
  expect(JSON.parse(line)).toMatchObject({ subject, visibleText: 'No veo la boleta.' });

  const database = await openDatabase(ground.office.product);
  await database.rows('update message_bodies set text = $1 where message_id = $2', [
    'No veo la boleta de marzo.\nGracias',
    messageId,
  ]);
  await database.close();
  expect(cli('mail', 'reprocess', '--mailbox', 'soporte@escuela.example')).toMatch(/cambi/i);
  const desk = await ground.openTicket(id);
  await expect(desk.ticket.messages.first()).toContainText('No veo la boleta.');
  await desk.page.getByRole('button', { name: /^Más sobre el correo de/ }).click();
  await desk.page.getByRole('menuitem', { name: 'Ver el original' }).click();
  const dialog = desk.page.getByRole('dialog');
  await expect(dialog.getByText('Una versión anterior')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Antes' }).getByRole('deletion')).toHaveText([
    'No veo la boleta de marzo.',
    'Gracias',
  ]);
  await expect(dialog.getByRole('region', { name: 'Después' }).getByRole('insertion')).toHaveText(
    'No veo la boleta.',
  );
  await expectClean(desk.page);
  await desk.close();
});
