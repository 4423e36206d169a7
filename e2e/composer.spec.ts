import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { giveFiles, onWriting, openWritingGround, type WritingGround } from './support/writing.ts';

let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
});
test.afterAll(() => ground?.close());

test('a file that is too large is refused before anything is sent', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  const uploads: string[] = [];
  desk.page.on('request', (request) => request.url().includes('/uploads') && uploads.push(request.url()));
  await expect(desk.tool('Adjuntar archivos')).toHaveAttribute('title', 'Hasta 20 archivos, 25 MB en total');
  await giveFiles(desk.page, 'drop', [{ name: 'video.mp4', type: 'video/mp4', size: 25 * 1024 * 1024 + 1 }]);
  await expect(desk.composer.getByRole('alert')).toHaveText('Pasa de 25 MB');
  expect(uploads).toEqual([]);
  await desk.close();
});

test('an emoji is found by its Spanish name and goes where the caret is, under the page’s own policy', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  const wrong: string[] = [];
  desk.page.on(
    'console',
    (message) => /Content Security Policy/i.test(message.text()) && wrong.push(message.text()),
  );
  const outside: string[] = [];
  desk.page.on('request', (request) => {
    if (!request.url().startsWith(ground.office.product.url) && !/^(data|blob):/.test(request.url()))
      outside.push(request.url());
  });
  await desk.field.click();
  await desk.page.keyboard.type('Gracias  Lorena');
  for (let step = 0; step < 7; step += 1) await desk.page.keyboard.press('ArrowLeft');
  await desk.tool('Emoji').click();
  const search = desk.page.getByRole('combobox', { name: 'Buscar' });
  await search.fill('corazón rojo');
  await desk.page
    .getByRole('option', { name: /^❤️, corazón rojo/ })
    .first()
    .click();
  await expect(desk.field).toHaveText('Gracias ❤️ Lorena');
  await expect(desk.field).toBeFocused();
  expect([wrong, outside]).toEqual([[], []]);
  await desk.close();
});

test('a note keeps its formatting and goes to nobody', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.page.keyboard.press('n');
  const note = desk.composer.getByRole('textbox', { name: 'Tu nota interna' });
  await expect(note).toBeFocused();
  await desk.page.keyboard.press('Control+b');
  await desk.page.keyboard.type('Urgente');
  const before = ground.sink.mails.length;
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.ticket.messages.last().locator('strong')).toHaveText('Urgente');
  await expect(desk.ticket.messages.last()).toContainText('Nota interna');
  expect(ground.sink.mails).toHaveLength(before);
  await desk.close();
});

test('what is typed before the editor has arrived goes on in it, caret included', async () => {
  const { id } = await ground.newTicket();
  const context = await ground.newContext();
  const page = await context.newPage();
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/rich-editor-.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${ground.office.product.url}/tickets/${id}`);
  const { field, ready } = onWriting(page);
  await field.click();
  await page.keyboard.type('Hola,\nya  listo');
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowLeft');
  arrive();
  await ready();
  await expect(field).toBeFocused();
  await page.keyboard.type('está');
  await expect(field.locator('p')).toHaveText(['Hola,', 'ya está listo']);
  await context.close();
});

test('the keyboard alone writes, formats, leads to the tools and out again', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  const { keyboard } = desk.page;
  await keyboard.press('r');
  await expect(desk.field).toBeFocused();
  await keyboard.press('Control+u');
  await keyboard.type('Con teclado');
  await keyboard.press('Control+u');
  await expect(desk.field.locator('u')).toHaveText('Con teclado');
  await keyboard.press('Tab');
  await expect(desk.tool('Negrita')).toBeFocused();
  await keyboard.press('Enter');
  await expect(desk.field).toBeFocused();
  await expect(desk.tool('Negrita')).toHaveAttribute('aria-pressed', 'true');
  await keyboard.type(' solo');
  await expect(desk.field.locator('strong')).toHaveText(' solo');
  await keyboard.press('Control+k');
  await expect(desk.page.getByRole('textbox', { name: 'Dirección' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(desk.field).toBeFocused();
  await keyboard.press('Escape');
  await expect(desk.ticket.conversation).toBeFocused();
  await desk.close();
});

test('a copy for somebody who was not there is pointed out and confirmed before it is sent', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.fill('Va con copia');
  await desk.tool('CC').click();
  await desk.page.keyboard.type('cobranza@despacho.example');
  await desk.page.keyboard.press('Enter');
  await expect(desk.composer.getByText('Agregas a alguien que no estaba.')).toBeVisible();
  await desk.composer.getByRole('button', { name: 'Revisar y enviar' }).click();
  await expect(
    desk.composer.getByText('Antes de enviar, di si está bien agregar a esa persona.'),
  ).toBeVisible();
  await expect(desk.snack).toBeHidden();
  await desk.composer.getByRole('button', { name: 'Está bien' }).click();
  await expect(desk.sendButton).toBeVisible();
  await desk.close();
});

test('on a phone it opens from one line and everything stays within reach', async () => {
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await expect(desk.field).toBeHidden();
  await desk.composer.getByRole('button', { name: 'Responder a Lorena' }).tap();
  await expect(desk.field).toBeFocused();
  await desk.page.keyboard.type('Desde el teléfono');
  await expect(desk.sendButton.or(desk.tool('Enviar')).first()).toBeInViewport({ ratio: 1 });
  await desk.tool('CC').tap();
  await desk.page.keyboard.type('otra@despacho.example');
  await desk.page.keyboard.press('Enter');
  await expect(desk.composer.getByRole('button', { name: 'Revisar y enviar' })).toBeInViewport({
    ratio: 1,
  });
  await expect(desk.composer.getByRole('button', { name: 'Enviar y…' })).toBeInViewport({ ratio: 1 });
  await expectClean(desk.page);
  await desk.close();
});

test('nothing for axe to find while writing, waiting and choosing', async () => {
  test.setTimeout(180_000);
  const { id } = await ground.newTicket();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.fill('Hola');
  await desk.tool('CC').click();
  await desk.page.keyboard.type('otra@despacho.example');
  await desk.page.keyboard.press('Enter');
  await expectClean(desk.page);
  await desk.tool('Más formatos').click();
  await expect(desk.page.getByRole('menuitemcheckbox', { name: /^Cita/ })).toBeVisible();
  await expectClean(desk.page);
  await desk.page.keyboard.press('Escape');
  await desk.tool('Emoji').click();
  await expect(desk.page.getByRole('combobox', { name: 'Buscar' })).toBeVisible();
  await expectClean(desk.page);
  await desk.page.keyboard.press('Escape');
  await desk.composer.getByRole('button', { name: 'Está bien' }).click();
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.snack).toBeVisible();
  await expectClean(desk.page);
  await desk.page.keyboard.press('n');
  await expectClean(desk.page);
  await desk.close();
});
