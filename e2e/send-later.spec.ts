import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { waitFor } from './support/wait.ts';
import { openWritingGround, type WritingGround } from './support/writing.ts';

let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
});
test.afterAll(() => ground?.close());

test('an answer waits for its hour: seen, edited, called off, sent at once, and stopped by the customer', async () => {
  const { id, address, from, subject, messageId } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  const { page } = desk;
  await desk.ready();
  const menu = () => desk.composer.getByRole('button', { name: 'Enviar y…' }).click();
  const scheduled = page.getByRole('article').filter({ hasText: 'Programado ·' });

  await desk.field.click();
  await page.keyboard.type('Te confirmo mañana.');
  await menu();
  await expect(page.getByRole('menuitem', { name: /^Mañana a las 08:00/ })).toBeVisible();
  await expectClean(page);
  await page.getByRole('menuitem', { name: /^Mañana a las 08:00/ }).click();
  await expect(scheduled).toContainText('Programado · mañana 08:00');
  await expect(scheduled).toContainText('Se detiene si Lorena escribe antes.');
  await expect(desk.field).toHaveText('');
  await expectClean(page);
  // Another agent, another day, another process: it is the server that waits.
  await page.reload();
  await expect(scheduled).toContainText('Te confirmo mañana.');

  await scheduled.getByRole('button', { name: 'Editar' }).click();
  await expect(desk.field).toHaveText('Te confirmo mañana.');
  await expect(scheduled).toBeHidden();

  // By key, at an hour of one's own.
  await desk.ready();
  await page.keyboard.press('Control+Shift+Enter');
  const dialog = page.getByRole('dialog', { name: 'Enviar más tarde' });
  await expect(dialog.getByLabel('Día')).toBeFocused();
  await dialog.getByLabel('Día').fill('2020-01-01');
  await expect(dialog.getByText('Elige un momento que venga, dentro de un año.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Programar' })).toBeDisabled();
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Día').fill(day);
  await dialog.getByLabel('Hora').fill('09:30');
  await expect(dialog.getByText(/^Sale el .* 09:30\.$/)).toBeVisible();
  await expectClean(page);
  await dialog.getByLabel('Hora').press('Enter');
  await expect(scheduled).toContainText('09:30');
  await scheduled.getByRole('button', { name: 'Cancelar el envío' }).click();
  await expect(scheduled).toBeHidden();
  await expect(desk.field).toHaveText('');

  await desk.field.click();
  await page.keyboard.type('Sale ya.');
  await menu();
  await page.getByRole('menuitem', { name: /^Mañana a las 08:00/ }).click();
  await scheduled.getByRole('button', { name: 'Enviar ya' }).click();
  expect((await ground.mailTo(address)).text).toContain('Sale ya.');
  await expect(scheduled).toBeHidden();
  const sent = ground.sink.mails.length;

  await desk.field.click();
  await page.keyboard.type('Cancelo las 14.');
  await menu();
  await page.getByRole('menuitem', { name: /^Mañana a las 08:00/ }).click();
  await expect(scheduled).toBeVisible();
  const again = { from, subject: `Re: ${subject}`, text: 'La A-1187 ya está pagada.', inReplyTo: messageId };
  await ground.office.send(again);
  const alert = page.getByRole('alert').filter({ hasText: 'Lorena escribió mientras redactabas.' });
  await expect(alert).toContainText('Detuvimos el envío', { timeout: 15_000 });
  await expect(scheduled).toBeHidden();
  await expect(desk.field).toHaveText('Cancelo las 14.');
  await waitFor('nothing left', () => ground.sink.mails.length === sent);
  await desk.close();
});

test('on a phone and in English it reads and fits as well', async () => {
  const { id } = await ground.newTicket();
  const viewport = { width: 390, height: 780 };
  const desk = await ground.openTicket(id, { viewport, colorScheme: 'dark', hasTouch: true });
  const { page } = desk;
  await page.evaluate(() => localStorage.setItem('ventanilla.language', 'en'));
  await page.reload();
  await page.getByRole('button', { name: 'Reply to Lorena', exact: true }).click();
  await page.keyboard.type('Tomorrow.');
  await page.getByRole('button', { name: 'Send and…' }).click();
  await page.getByRole('menuitem', { name: /^Tomorrow at 08:00/ }).click();
  const scheduled = page.getByRole('article').filter({ hasText: 'Scheduled · tomorrow 08:00' });
  await expect(scheduled).toContainText('It is stopped if Lorena writes before.');
  await expectClean(page);
  await desk.close();
});
