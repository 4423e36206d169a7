import { expect, test } from '@playwright/test';
import { onDesk } from './support/desk.ts';
import { waitFor } from './support/wait.ts';
import { giveFiles, openWritingGround, png, type WritingGround } from './support/writing.ts';

let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
});
test.afterAll(() => ground?.close());

test('formatting reaches the customer as HTML and as readable text', async () => {
  const { id, address } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.click();
  await desk.page.keyboard.type('Hola, Lorena:');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.type('El folio es ');
  await desk.page.keyboard.press('Control+b');
  await expect(desk.tool('Negrita')).toHaveAttribute('aria-pressed', 'true');
  await desk.page.keyboard.type('R-77120');
  await desk.page.keyboard.press('Control+b');
  await desk.page.keyboard.press('Enter');
  await desk.tool('Lista').click();
  await desk.page.keyboard.type('uno');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.type('dos');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.press('Control+k');
  await desk.page.getByRole('textbox', { name: 'Dirección' }).fill('javascript:alert(1)');
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByText('No parece una dirección')).toBeVisible();
  await desk.page.getByRole('textbox', { name: 'Dirección' }).fill('escuela.example/pagos');
  await desk.page.getByRole('textbox', { name: 'Texto que se ve' }).fill('tus pagos');
  await desk.page.keyboard.press('Enter');
  await expect(desk.field).toBeFocused();
  await desk.page.keyboard.press('Control+Enter');
  await desk.sendNow.click();

  const mail = await ground.mailTo(address);
  expect(mail.html).toContain('<strong>R-77120</strong>');
  expect(mail.html).toMatch(/<ul[^>]*>\s*<li[^>]*>uno<\/li>\s*<li[^>]*>dos<\/li>\s*<\/ul>/);
  expect(mail.html).toMatch(/<a [^>]*href="https:\/\/escuela\.example\/pagos"[^>]*>tus pagos<\/a>/);
  expect(mail.text).toContain('Hola, Lorena:\n\nEl folio es R-77120');
  await expect(desk.ticket.messages.last()).toContainText('R-77120');
  await desk.close();
});

test('a pasted picture stands in the text and arrives within the mail; a dropped file is attached', async () => {
  const { id, address } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.click();
  await desk.page.keyboard.type('Mira: ');
  await giveFiles(desk.page, 'paste', [{ name: 'pantalla.png', type: 'image/png', base64: png }]);
  await expect(desk.field.getByRole('img', { name: 'pantalla.png' })).toHaveAttribute('data-upload', /.+/);
  await giveFiles(desk.page, 'drop', [{ name: 'recibo.pdf', type: 'application/pdf' }]);
  const files = desk.composer.getByRole('list', { name: 'Archivos' });
  await expect(files.getByText('recibo.pdf')).toBeVisible();
  await expect(files.getByRole('button', { name: 'Quitar recibo.pdf' })).toBeVisible();
  // On another device the picture is fetched from the server.
  await expect(desk.saved).toBeVisible();
  const other = await ground.openTicket(id);
  const seen = other.field.getByRole('img', { name: 'pantalla.png' });
  await expect(seen).toBeVisible();
  expect(
    await seen.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(1);
  await other.close();

  await desk.sendButton.click();
  await desk.sendNow.click();
  const mail = await ground.mailTo(address);
  const names = mail.attachments.map(({ filename, contentDisposition }) => [filename, contentDisposition]);
  expect(names).toEqual(
    expect.arrayContaining([
      ['pantalla.png', 'inline'],
      ['recibo.pdf', 'attachment'],
    ]),
  );
  expect(String(mail.html)).toMatch(/<img [^>]*src="(data:image\/png|cid:)/);
  await desk.close();
});

test('undoing within ten seconds brings all of it back, also from another page', async () => {
  const { id, address } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.click();
  await desk.page.keyboard.type('Va el ');
  await desk.page.keyboard.press('Control+i');
  await desk.page.keyboard.type('recibo');
  await giveFiles(desk.page, 'drop', [{ name: 'recibo.pdf', type: 'application/pdf' }]);
  await desk.tool('CC').click();
  await desk.page.keyboard.type('copia@familias.example');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('button', { name: 'Está bien' }).click();
  await expect(desk.saved).toBeVisible();
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.snack).toContainText('Enviando a Lorena Duarte');
  await expect(desk.ticket.messages.last()).toContainText('Va el recibo');
  await expect(desk.ticket.messages.last()).toContainText(/sale en \d+ s/);
  await expect(desk.field).toHaveText('');
  await desk.undo.click();
  await expect(desk.field.locator('em')).toHaveText('recibo');
  await expect(desk.field).toBeFocused();
  await expect(desk.composer.getByText('copia@familias.example')).toBeVisible();
  await expect(desk.composer.getByText('recibo.pdf')).toBeVisible();
  await expect(desk.ticket.messages).toHaveCount(1);
  await desk.page.keyboard.type(' de hoy');
  await expect(desk.field).toHaveText('Va el recibo de hoy');

  await expect(desk.saved).toBeVisible();
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.snack).toBeVisible();
  await desk.ticket.toBoard.click();
  await expect(onDesk(desk.page).board.fresh).toBeVisible();
  await desk.page.keyboard.press('z');
  await expect(desk.page).toHaveURL(new RegExp(`/tickets/${id}`));
  await expect(desk.field).toHaveText('Va el recibo de hoy');
  await expect(desk.field).toBeFocused();
  await desk.page.waitForTimeout(500);
  expect(ground.sink.mails.filter(({ to }) => to.includes(address))).toEqual([]);
  await desk.close();
});

test('left alone it leaves by itself after ten seconds', async () => {
  const { id, address } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.fill('Sale sola.');
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.snack).toBeVisible();
  await desk.page.reload();
  await expect(desk.snack).toBeVisible();
  const mail = await ground.mailTo(address);
  expect(mail.text).toContain('Sale sola.');
  await expect(desk.ticket.messages.last()).toContainText(/Enviado/, { timeout: 15_000 });
  await expect(desk.snack).toBeHidden();
  await desk.close();
});

test('when the customer writes first, before or while it waits, it is stopped and its words are kept', async () => {
  const { id, from, subject, messageId } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.fill('Cancelo las 14.');
  await ground.office.send({
    from,
    subject: `Re: ${subject}`,
    text: 'La A-1187 ya está pagada.',
    inReplyTo: messageId,
  });
  await expect(desk.composer.page().getByText('Lorena escribió mientras redactabas.')).toBeVisible();
  await desk.sendButton.click();
  const alert = desk.page.getByRole('alert').filter({ hasText: 'Lorena escribió mientras redactabas.' });
  await expect(alert).toContainText('Detuvimos el envío');
  await alert.getByRole('button', { name: 'Leer' }).click();
  await expect(alert).toBeHidden();
  await expect(desk.field).toHaveText('Cancelo las 14.');

  await desk.sendButton.click();
  await expect(desk.snack).toBeVisible();
  await ground.office.send({
    from,
    subject: `Re: ${subject}`,
    text: 'Y la A-1188 también.',
    inReplyTo: messageId,
  });
  await expect(alert).toContainText('Detuvimos el envío', { timeout: 20_000 });
  await expect(desk.field).toHaveText('Cancelo las 14.');
  const before = ground.sink.mails.length;
  await alert.getByRole('button', { name: 'Enviar igual' }).click();
  await desk.sendNow.click();
  await waitFor('the answer', () => ground.sink.mails.length > before);
  await expect(alert).toBeHidden();
  await desk.close();
});

test('without a connection one goes on writing; the sending says so and nothing leaves by itself', async () => {
  const { id, address } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.context.setOffline(true);
  await desk.field.click();
  await desk.page.keyboard.type('Escrito sin red');
  await expect(
    desk.composer.getByRole('button', { name: 'Borrador: Guardado aquí. Opciones' }),
  ).toBeVisible();
  await desk.page.keyboard.press('Control+Enter');
  const alert = desk.page.getByRole('alert').filter({ hasText: 'No se envió.' });
  await expect(alert).toContainText('Sin conexión. Tu texto está guardado aquí');
  await desk.context.setOffline(false);
  await expect(desk.saved).toBeVisible();
  await expect(desk.field).toHaveText('Escrito sin red');
  await alert.getByRole('button', { name: 'Reintentar' }).click();
  await desk.sendNow.click();
  const mail = await ground.mailTo(address);
  expect(mail.text).toContain('Escrito sin red');
  await desk.close();
});
