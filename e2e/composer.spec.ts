import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../apps/server/src/testing/mail.ts';
import { readMail } from '../apps/server/src/testing/mail-client.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

/** A picture of one pixel. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let sink: SmtpSink;
let office: Office;
let session: Awaited<ReturnType<BrowserContext['storageState']>>;
let count = 0;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  sink = await startSmtpSink();
  office = await openOffice({ sink });
  const page = await browser.newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await onDesk(page).board.live();
  session = await page.context().storageState();
  await page.context().close();
});
test.afterAll(async () => {
  await office?.close();
  await sink?.close();
});

/** A new ticket of a customer of its own. */
async function newTicket(
  text = 'No veo la boleta.',
): Promise<{ id: string; from: string; subject: string; messageId: string }> {
  count += 1;
  const from = `Lorena Duarte <lorena${count}@familias.example>`;
  const subject = `Boleta ${count}`;
  const messageId = await office.send({ from, subject, text });
  const id = await waitFor('the ticket', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items.find((card) => card.subject === subject)?.id;
  });
  return { id, from, subject, messageId };
}

interface Look {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  hasTouch?: boolean;
}

/** The ticket in a browser of its own, with the editor loaded. */
async function openTicket(browser: Browser, id: string, look: Look = {}) {
  const context = await browser.newContext({ ...look, storageState: session, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${office.product.url}/tickets/${id}`);
  const { ticket } = onDesk(page);
  await expect(ticket.messages.first()).toBeVisible();
  return Object.assign(writing(page), { page, ticket, context, close: () => context.close() });
}

function writing(page: Page) {
  const { composer, replyField, sendButton } = onDesk(page).ticket;
  const tool = (name: string) => composer.getByRole('button', { name, exact: true });
  return {
    composer,
    field: replyField,
    sendButton,
    tool,
    snack: page.getByRole('group', { name: /^Enviando a/ }),
    undo: page.getByRole('button', { name: /^Deshacer/ }),
    sendNow: page.getByRole('button', { name: 'Enviar ya' }),
    saved: composer.getByRole('button', { name: 'Borrador: Guardado. Opciones' }),
    async ready() {
      await expect(tool('Negrita')).toBeEnabled();
    },
  };
}

/** Pastes or drops files as a browser does; `size` makes one of that many bytes. */
async function give(
  page: Page,
  how: 'paste' | 'drop',
  files: { name: string; type: string; base64?: string; size?: number }[],
) {
  await page
    .getByRole('region', { name: 'Redactar' })
    .getByRole('textbox', { name: 'Tu respuesta' })
    .evaluate(
      (field, input) => {
        const data = new DataTransfer();
        for (const { name, type, base64, size } of input.files) {
          const bytes = base64
            ? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
            : new Uint8Array(size ?? 4);
          data.items.add(new File([bytes], name, { type }));
        }
        const common = { bubbles: true, cancelable: true };
        if (input.how === 'paste')
          field.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: data }));
        else {
          const { left, top } = field.getBoundingClientRect();
          const at = { ...common, dataTransfer: data, clientX: left + 20, clientY: top + 20 };
          for (const kind of ['dragenter', 'dragover', 'drop']) field.dispatchEvent(new DragEvent(kind, at));
        }
      },
      { how, files },
    );
}

const mailTo = (address: string) =>
  waitFor('the mail', () => sink.mails.find(({ to }) => to.includes(address)), 20_000);

test('formatting reaches the customer as HTML and as readable text', async ({ browser }) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
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

  const mail = await readMail((await mailTo(`lorena${count}@familias.example`)).raw);
  expect(mail.html).toContain('<strong>R-77120</strong>');
  expect(mail.html).toMatch(/<ul[^>]*>\s*<li[^>]*>uno<\/li>\s*<li[^>]*>dos<\/li>\s*<\/ul>/);
  expect(mail.html).toMatch(/<a [^>]*href="https:\/\/escuela\.example\/pagos"[^>]*>tus pagos<\/a>/);
  expect(mail.text).toContain('Hola, Lorena:\n\nEl folio es R-77120');
  await expect(desk.ticket.messages.last()).toContainText('R-77120');
  await desk.close();
});

test('a pasted picture stands in the text and arrives within the mail; a dropped file is attached', async ({
  browser,
}) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
  await desk.ready();
  await desk.field.click();
  await desk.page.keyboard.type('Mira: ');
  await give(desk.page, 'paste', [{ name: 'pantalla.png', type: 'image/png', base64: png }]);
  await expect(desk.field.getByRole('img', { name: 'pantalla.png' })).toHaveAttribute('data-upload', /.+/);
  await give(desk.page, 'drop', [{ name: 'recibo.pdf', type: 'application/pdf' }]);
  const files = desk.composer.getByRole('list', { name: 'Archivos' });
  await expect(files.getByText('recibo.pdf')).toBeVisible();
  await expect(files.getByRole('button', { name: 'Quitar recibo.pdf' })).toBeVisible();
  // On another device the picture is fetched from the server.
  await expect(desk.saved).toBeVisible();
  const other = await openTicket(browser, id);
  const seen = other.field.getByRole('img', { name: 'pantalla.png' });
  await expect(seen).toBeVisible();
  expect(
    await seen.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(1);
  await other.close();

  await desk.sendButton.click();
  await desk.sendNow.click();
  const mail = await readMail((await mailTo(`lorena${count}@familias.example`)).raw);
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

test('a file that is too large is refused before anything is sent', async ({ browser }) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
  await desk.ready();
  const uploads: string[] = [];
  desk.page.on('request', (request) => request.url().includes('/uploads') && uploads.push(request.url()));
  await expect(desk.tool('Adjuntar archivos')).toHaveAttribute('title', 'Hasta 20 archivos, 25 MB en total');
  await give(desk.page, 'drop', [{ name: 'video.mp4', type: 'video/mp4', size: 25 * 1024 * 1024 + 1 }]);
  await expect(desk.composer.getByRole('alert')).toHaveText('Pasa de 25 MB');
  expect(uploads).toEqual([]);
  await desk.close();
});

test('an emoji is found by its Spanish name and goes where the caret is, under the page’s own policy', async ({
  browser,
}) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
  await desk.ready();
  const wrong: string[] = [];
  desk.page.on(
    'console',
    (message) => /Content Security Policy/i.test(message.text()) && wrong.push(message.text()),
  );
  const outside: string[] = [];
  desk.page.on('request', (request) => {
    if (!request.url().startsWith(office.product.url) && !/^(data|blob):/.test(request.url()))
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

test('a draft survives a reload, signing out and another browser, formatting and copies included', async ({
  browser,
}) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
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

  const other = await openTicket(browser, id);
  await expect(other.field.locator('strong')).toHaveText('Importante');
  await expect(other.composer.getByText('direccion@familias.example')).toBeVisible();
  await expect(other.ticket.data.getByText(/^Tuyo/)).toBeVisible();
  await other.close();

  await desk.page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }));
  await desk.page.evaluate(() => localStorage.clear());
  await desk.page.goto(office.product.url);
  await onDesk(desk.page).signIn(admin);
  await onDesk(desk.page).board.live();
  session = await desk.context.storageState();
  await desk.page.goto(`${office.product.url}/tickets/${id}`);
  await expect(desk.field.locator('strong')).toHaveText('Importante');
  await desk.close();
});

test('what two devices wrote at once is both there: the newest shown, the other offered', async ({
  browser,
}) => {
  const { id } = await newTicket();
  const here = await openTicket(browser, id);
  const there = await openTicket(browser, id);
  await here.ready();
  await there.ready();
  await here.field.fill('Escrito en la oficina');
  await expect(here.saved).toBeVisible();
  await there.field.fill('Escrito en casa');
  await expect(there.composer.getByText(/^Hay otra versión de este borrador/)).toBeVisible();
  await expect(there.field).toHaveText('Escrito en casa');
  await there.composer.getByRole('button', { name: 'Recuperar' }).click();
  await expect(there.field).toHaveText('Escrito en la oficina');
  await there.composer.getByRole('button', { name: 'Recuperar' }).click();
  await expect(there.field).toHaveText('Escrito en casa');
  await here.close();
  await there.close();
});

test('a discarded draft comes back by undoing, and later from its versions', async ({ browser }) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
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

test('undoing within ten seconds brings all of it back, also from another page', async ({ browser }) => {
  const { id, from } = await newTicket();
  const address = from.slice(from.indexOf('<') + 1, -1);
  const desk = await openTicket(browser, id);
  await desk.ready();
  await desk.field.click();
  await desk.page.keyboard.type('Va el ');
  await desk.page.keyboard.press('Control+i');
  await desk.page.keyboard.type('recibo');
  await give(desk.page, 'drop', [{ name: 'recibo.pdf', type: 'application/pdf' }]);
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
  expect(sink.mails.filter(({ to }) => to.includes(address))).toEqual([]);
  await desk.close();
});

test('left alone it leaves by itself after ten seconds', async ({ browser }) => {
  const { id, from } = await newTicket();
  const desk = await openTicket(browser, id);
  await desk.ready();
  await desk.field.fill('Sale sola.');
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.snack).toBeVisible();
  await desk.page.reload();
  await expect(desk.snack).toBeVisible();
  const mail = await readMail((await mailTo(from.slice(from.indexOf('<') + 1, -1))).raw);
  expect(mail.text).toContain('Sale sola.');
  await expect(desk.ticket.messages.last()).toContainText(/Enviado/, { timeout: 15_000 });
  await expect(desk.snack).toBeHidden();
  await desk.close();
});

test('when the customer writes first, before or while it waits, it is stopped and its words are kept', async ({
  browser,
}) => {
  const { id, from, subject, messageId } = await newTicket();
  const desk = await openTicket(browser, id);
  await desk.ready();
  await desk.field.fill('Cancelo las 14.');
  await office.send({
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
  await office.send({ from, subject: `Re: ${subject}`, text: 'Y la A-1188 también.', inReplyTo: messageId });
  await expect(alert).toContainText('Detuvimos el envío', { timeout: 20_000 });
  await expect(desk.field).toHaveText('Cancelo las 14.');
  const before = sink.mails.length;
  await alert.getByRole('button', { name: 'Enviar igual' }).click();
  await desk.sendNow.click();
  await waitFor('the answer', () => sink.mails.length > before);
  await expect(alert).toBeHidden();
  await desk.close();
});

test('a note keeps its formatting and goes to nobody', async ({ browser }) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
  await desk.ready();
  await desk.page.keyboard.press('n');
  const note = desk.composer.getByRole('textbox', { name: 'Tu nota interna' });
  await expect(note).toBeFocused();
  await desk.page.keyboard.press('Control+b');
  await desk.page.keyboard.type('Urgente');
  const before = sink.mails.length;
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.ticket.messages.last().locator('strong')).toHaveText('Urgente');
  await expect(desk.ticket.messages.last()).toContainText('Nota interna');
  expect(sink.mails).toHaveLength(before);
  await desk.close();
});

test('what is typed before the editor has arrived goes on in it, caret included', async ({ browser }) => {
  const { id } = await newTicket();
  const context = await browser.newContext({ storageState: session });
  const page = await context.newPage();
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/rich-editor-.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${office.product.url}/tickets/${id}`);
  const { field, ready } = writing(page);
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

test('without a connection one goes on writing; the sending says so and nothing leaves by itself', async ({
  browser,
}) => {
  const { id, from } = await newTicket();
  const desk = await openTicket(browser, id);
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
  const mail = await readMail((await mailTo(from.slice(from.indexOf('<') + 1, -1))).raw);
  expect(mail.text).toContain('Escrito sin red');
  await desk.close();
});

test('the keyboard alone writes, formats, attaches nothing by mistake, and gets out again', async ({
  browser,
}) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
  await desk.ready();
  const { keyboard } = desk.page;
  await keyboard.press('r');
  await expect(desk.field).toBeFocused();
  await keyboard.type('Con teclado');
  await keyboard.press('Shift+Home');
  await keyboard.press('Control+u');
  await expect(desk.field.locator('u')).toHaveText('Con teclado');
  await keyboard.press('Tab');
  await expect(desk.tool('Negrita')).toBeFocused();
  await keyboard.press('Enter');
  await expect(desk.field.locator('strong')).toHaveText('Con teclado');
  await keyboard.press('Control+k');
  await expect(desk.page.getByRole('textbox', { name: 'Dirección' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(desk.field).toBeFocused();
  await keyboard.press('Escape');
  await expect(desk.ticket.conversation).toBeFocused();
  await desk.close();
});

test('a copy for somebody who was not there is pointed out and confirmed before it is sent', async ({
  browser,
}) => {
  const { id } = await newTicket();
  const desk = await openTicket(browser, id);
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

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone it opens from one line and everything stays within reach (${colorScheme})`, async ({
    browser,
  }) => {
    const { id } = await newTicket();
    const desk = await openTicket(browser, id, {
      viewport: { width: 390, height: 844 },
      colorScheme,
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

  test(`nothing for axe to find while writing, waiting and choosing (${colorScheme})`, async ({
    browser,
  }) => {
    const { id } = await newTicket();
    const desk = await openTicket(browser, id, { colorScheme });
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
}

async function expectClean(page: Page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < 2000)
        .map((animation) => animation.finished),
    );
  });
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[sandbox]').analyze();
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect.soft(told).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, 'px too wide').toBeLessThanOrEqual(0);
}
