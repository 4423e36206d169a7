import { expect, test } from '@playwright/test';
import { onDesk, openDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';

let office: Office;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  office = await openOffice();
});

test.afterAll(() => office?.close());

test('without mail servers: mail comes by the built-in SMTP intake, the answer waits where the banner says', async ({
  browser,
}) => {
  const lucia = await openDesk(() => browser.newContext(), { url: office.product.url, person: admin });
  await expect(lucia.page.getByText('El correo saliente se queda aquí.')).toBeVisible();

  await office.send({
    from: 'Ana Pérez <ana@familias.example>',
    subject: 'Me falta una boleta',
    text: 'Hola',
  });
  await expect(lucia.board.card(lucia.board.fresh, 'Me falta una boleta')).toBeVisible();
  await lucia.board.open('Me falta una boleta');
  await lucia.ticket.reply('La boleta va en camino.');
  await expect(lucia.ticket.messages.last()).toContainText('En el correo saliente local');

  await lucia.page.getByRole('link', { name: 'Ver correo saliente' }).click();
  await expect(onDesk(lucia.page).nav).toBeVisible();
  await lucia.page.getByRole('button', { name: /^Leer el correo a ana@familias\.example/ }).click();
  await expect(lucia.settings.dialog).toContainText('La boleta va en camino.');
  await lucia.close();
});
