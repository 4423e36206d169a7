import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { openWritingGround, type WritingGround } from './support/writing.ts';

let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
});
test.afterAll(() => ground?.close());

test('a ticket opens by its number in the address, with what the address asks for', async () => {
  const { id } = await ground.newTicket();
  const { data } = await ground.office.api.GET('/api/v1/tickets/{ticketId}', {
    params: { path: { ticketId: id } },
  });
  const number = data!.ticket.number;
  const messageId = data!.messages[0]!.id;
  const context = await ground.newContext();
  const page = await context.newPage();
  const { url } = ground.office.product;
  await page.goto(`${url}/tickets/V-${number}?tab=history`);
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}\\?.*tab=history`));
  await expect(page.getByRole('tab', { name: 'Historial' })).toHaveAttribute('aria-selected', 'true');
  await page.goto(`${url}/tickets/${number}?message=${messageId}`);
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}\\?.*message=${messageId}`));
  await expect(page.locator('[data-message]:focus')).toContainText('No veo la boleta');
  await page.goto(`${url}/tickets/V-99999`);
  await expect(page.getByText('No encontramos ese ticket')).toBeVisible();
  await context.close();
});

test('a copied address pasted into the palette leads to the message it names', async () => {
  const { id, subject } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  const { page } = desk;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copiar el enlace del mensaje de Lorena Duarte' }).click();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(new RegExp(`/tickets/${id}\\?message=`));
  await page.goto(ground.office.product.url);
  await onDesk(page).board.live();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(address);
  await expect(page.getByRole('option').first()).toContainText(subject);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}\\?.*message=`));
  await expect(page.locator('[data-message]:focus')).toContainText('No veo la boleta');
  await desk.close();
});

test('on a phone the palette opens from the board, the profile and a ticket', async () => {
  const { id, subject } = await ground.newTicket();
  const desk = await ground.openTicket(id, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const { page } = desk;
  const { url } = ground.office.product;
  for (const path of ['/', '/profile', `/tickets/${id}`]) {
    await page.goto(`${url}${path}`);
    await page.getByRole('button', { name: /^(Buscar, ir o hacer|Buscar)/ }).tap();
    await page.getByRole('combobox', { name: 'Buscar, ir o hacer' }).fill(subject);
    await expect(page.getByRole('option').first()).toContainText(subject);
    await page.keyboard.press('Escape');
    await expectClean(page);
  }
  await desk.close();
});

test('the sheet of keys tells those of the editor', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.page.keyboard.press('?');
  const row = desk.page.getByRole('dialog').getByText('Lista numerada').locator('..');
  await expect(row).toContainText('Ctrl ⇧ 7');
  await expectClean(desk.page);
  await desk.close();
});
