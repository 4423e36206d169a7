import { expect, test } from '@playwright/test';
import { onDesk } from './support/desk.ts';
import { admin } from './support/office.ts';
import { openWritingGround, type WritingGround } from './support/writing.ts';

let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
});
test.afterAll(() => ground?.close());

test('a draft survives a reload, signing out and another browser, formatting and copies included', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.click();
  await desk.page.keyboard.press('Control+b');
  await desk.page.keyboard.type('Importante');
  await desk.tool('CC').click();
  await desk.page.keyboard.type('direccion@familias.example');
  await desk.page.keyboard.press('Enter');
  await expect(desk.saved).toBeVisible();
  await desk.page.reload();
  await expect(desk.field.locator('strong')).toHaveText('Importante');

  const other = await ground.openTicket(id);
  await expect(other.field.locator('strong')).toHaveText('Importante');
  await expect(other.composer.getByText('direccion@familias.example')).toBeVisible();
  await expect(other.ticket.data.getByText(/^Tuyo/)).toBeVisible();
  await other.close();

  await desk.page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }));
  await desk.page.evaluate(() => localStorage.clear());
  await desk.page.goto(ground.office.product.url);
  await onDesk(desk.page).signIn(admin);
  await onDesk(desk.page).board.live();
  await ground.adopt(desk.context);
  await desk.page.goto(`${ground.office.product.url}/tickets/${id}`);
  await expect(desk.field.locator('strong')).toHaveText('Importante');
  await desk.close();
});

test('what two devices wrote at once is both there: the newest shown, the other offered', async () => {
  const { id } = await ground.newTicket();
  const here = await ground.openTicket(id);
  const there = await ground.openTicket(id);
  await here.ready();
  await there.ready();
  // A device with a connection shows what is written on the other one; this one learns of it too late.
  await there.page.context().setOffline(true);
  await here.field.fill('Escrito en la oficina');
  await expect(here.saved).toBeVisible();
  await there.field.fill('Escrito en casa');
  await there.page.context().setOffline(false);
  await expect(there.composer.getByText(/^Hay otra versión de este borrador/)).toBeVisible();
  await expect(there.field).toHaveText('Escrito en casa');
  await there.composer.getByRole('button', { name: 'Recuperar' }).click();
  await expect(there.field).toHaveText('Escrito en la oficina');
  await there.composer.getByRole('button', { name: 'Recuperar' }).click();
  await expect(there.field).toHaveText('Escrito en casa');
  await here.close();
  await there.close();
});

test('a discarded draft comes back by undoing, and later from its versions', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.fill('Esto lo tiro');
  await desk.saved.click();
  await desk.page.getByRole('menuitem', { name: 'Descartar borrador' }).click();
  await expect(desk.field).toHaveText('');
  await desk.undo.click();
  await expect(desk.field).toHaveText('Esto lo tiro');
  await desk.saved.click();
  await desk.page.getByRole('menuitem', { name: 'Descartar borrador' }).click();
  await desk.page.reload();
  await desk.ready();
  await desk.ticket.data.getByRole('button', { name: /versi(ón|ones) anterior/ }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Recuperar' }).first().click();
  await expect(desk.field).toHaveText('Esto lo tiro');
  await desk.close();
});

test('what is written in one page appears in another one beside it that nobody writes in', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  const beside = await desk.context.newPage();
  // Every page of this browser believes that it has the focus; a second screen's does not.
  await beside.addInitScript(() => {
    document.hasFocus = () => false;
  });
  await beside.goto(`${ground.office.product.url}/tickets/${id}`);
  const field = beside
    .getByRole('region', { name: 'Redactar' })
    .getByRole('textbox', { name: 'Tu respuesta' });
  await expect(field).toBeVisible();
  await desk.page.bringToFront();
  await desk.field.click();
  await desk.page.keyboard.type('Se escribe aquí y se lee allá.');
  await expect(field).toContainText('Se escribe aquí y se lee allá.', { timeout: 15_000 });
  await desk.close();
});
