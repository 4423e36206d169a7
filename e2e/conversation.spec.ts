import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { dataOf } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { findTickets, openTrap, readDetail, sendMails, type Trap } from './support/conversation.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let trap: Trap;
let office: Office;
let session: Awaited<ReturnType<BrowserContext['storageState']>>;
let page: Page;
/** Tickets by their subject. */
const ids = new Map<string, string>();

const messages = (place: Page | Locator = page) =>
  place.getByRole('region', { name: 'Conversación' }).getByRole('article');

const detailOf = (subject: string) => readDetail(subject, { office, ids });

async function openTicket(subject: string, search = ''): Promise<void> {
  await page.goto(`${office.product.url}/tickets/${ids.get(subject)}${search}`);
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible({ timeout: 30_000 });
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  trap = await openTrap();
  office = await openOffice({ env: { VENTANILLA_REMOTE_IMAGE_HOSTS: trap.host } });
  await sendMails({ office, trap, ids });
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await expect(page.getByRole('article').first()).toBeVisible();
  session = await context.storageState();
});

test.afterAll(async () => {
  await page?.context().close();
  await office?.close();
  trap?.server.close();
});

test.describe('images from the internet', () => {
  const frame = () => page.frameLocator('iframe[title^="Correo de"]');

  test('are not loaded until somebody asks, and then by the server, which says nothing of who reads', async () => {
    await openTicket('Boletín con imágenes');
    await expect(page.getByText('Este correo trae imágenes de internet.')).toBeVisible();
    await expect(frame().getByText('Mira nuestras ofertas')).toBeVisible();
    expect(trap.asked).toEqual([]);
    await page.getByRole('button', { name: 'Mostrar imágenes de este mensaje' }).click();
    await expect(frame().locator('img[src^="blob:"]')).toHaveCount(1);
    // One may be drawn while the other is still being asked for.
    await expect.poll(() => trap.asked.map(({ path }) => path).sort()).toEqual(['/logo.png', '/page.png']);
    for (const { headers } of trap.asked) {
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
    }
  });

  test('that are none leave a place that says why', async () => {
    await expect(frame().getByText('Lo que llegó no es una imagen que se pueda mostrar.')).toBeVisible();
  });

  test('of a sender are always shown to whoever said so, until they take it back', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Siempre de este remitente' }).click();
    await expect(frame().locator('img[src^="blob:"]')).toHaveCount(1);
    await page.reload();
    await expect(page.getByText('Ves las imágenes de boletin@tienda.example')).toBeVisible();
    await expect(frame().locator('img[src^="blob:"]')).toHaveCount(1);
    await expectClean(page);
    await page.getByRole('button', { name: 'Volver a preguntar' }).click();
    await expect(page.getByRole('button', { name: 'Mostrar imágenes de este mensaje' })).toBeVisible();
  });
});

test('a hostile mail that came by SMTP loads, runs and moves nothing when it is read', async () => {
  trap.asked.length = 0;
  const outside: string[] = [];
  const note = (request: { url(): string }) => {
    if (!request.url().startsWith(office.product.url) && /^https?:/.test(request.url()))
      outside.push(request.url());
  };
  page.context().on('request', note);
  await openTicket('Correo hostil');
  await expect(
    page.frameLocator('iframe[title^="Correo de"]').getByText('texto que sí se lee'),
  ).toBeVisible();
  await page.waitForTimeout(500);
  page.context().off('request', note);
  expect(outside).toEqual([]);
  expect(trap.asked).toEqual([]);
  expect(await page.evaluate(() => (window as { hit?: unknown }).hit)).toBeUndefined();
  expect(new URL(page.url()).pathname).toBe(`/tickets/${ids.get('Correo hostil')}`);
});

test.describe('files', () => {
  test('are looked at over the page: arrows go through them, Esc returns to the one seen last', async () => {
    await openTicket('Van mis archivos');
    const list = page.getByRole('list', { name: 'Archivos' });
    await expect(list.getByRole('listitem')).toHaveCount(4);
    await list.getByRole('button', { name: 'Ver frente.png' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('img', { name: 'frente.png' })).toBeVisible();
    await expectClean(page);
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('img', { name: 'vuelta.png' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(list.getByRole('button', { name: 'Ver vuelta.png' })).toBeFocused();
  });

  test('that a browser could run are downloads, and say their type and size', async () => {
    const link = page.getByRole('link', { name: 'Descargar notas.txt' });
    await expect(link).toContainText('TXT · 4 B');
    const response = await page.request.get(
      new URL((await link.getAttribute('href')) ?? '', page.url()).href,
    );
    expect(response.headers()).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers()['content-disposition']).toMatch(/^attachment;/);
  });

  test('as PDF have a preview of their own, which nothing else passes for', async () => {
    const { messages: all } = await detailOf('Van mis archivos');
    const files = all[0]?.attachments ?? [];
    const preview = async (name: string) => {
      const id = files.find(({ fileName }) => fileName === name)?.id;
      return page.request.get(`${office.product.url}/api/v1/attachments/${id}/preview`);
    };
    expect((await preview('recibo.pdf')).headers()['content-type']).toBe('application/pdf');
    expect((await preview('notas.txt')).status()).toBe(404);
  });
});

test.describe('a long conversation', () => {
  test('begins at its end, and what comes above does not move what is read', async () => {
    await openTicket('Conversación larga');
    await expect(messages().last()).toContainText('mensaje 129');
    await expect(messages()).toHaveCount(100);
    const scroller = page.getByRole('region', { name: 'Conversación' });
    const fromEnd = () =>
      scroller.evaluate(
        ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
      );
    await expect.poll(fromEnd).toBeLessThan(5);
    // Ten of them have markup; frames are built for those near what is read, and only what is seen is laid out.
    await expect(scroller.locator('iframe').first()).toBeAttached();
    expect(await scroller.locator('iframe').count()).toBeLessThan(6);
    const isLaidOut = (message: Element) =>
      message.firstElementChild?.checkVisibility({ contentVisibilityAuto: true });
    expect(await messages().first().evaluate(isLaidOut)).toBe(false);
    expect(await messages().last().evaluate(isLaidOut)).toBe(true);
    const older = page.getByRole('button', { name: 'Mostrar mensajes anteriores' });
    await older.scrollIntoViewIfNeeded();
    const first = messages().filter({ hasText: /^.*mensaje 30\b/ });
    const before = await first.boundingBox();
    await older.click();
    await expect(messages()).toHaveCount(130);
    await expect(messages().first()).toContainText('mensaje 0');
    const after = await first.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(60);
    await expect(older).toBeHidden();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  test('is entered at any message by its address, however old, which then has the focus', async () => {
    const path = { ticketId: ids.get('Conversación larga') ?? '' };
    const { olderMessagesCursor } = await detailOf('Conversación larga');
    const { items } = await dataOf(
      office.api.GET('/api/v1/tickets/{ticketId}/messages', {
        params: { path, query: { cursor: olderMessagesCursor ?? '' } },
      }),
    );
    const old = items.find(({ text }) => text.startsWith('mensaje 5\n'));
    await openTicket('Conversación larga', `?message=${old?.id}`);
    const target = page.locator(`[data-message="${old?.id}"]`);
    await expect(target).toBeFocused();
    await expect(target).toBeInViewport();
    await page.keyboard.press('l');
    await expect(page.getByText('Enlace copiado')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${office.product.url}/tickets/${path.ticketId}?message=${old?.id}`,
    );
  });

  test('says so when the address names a message that is not there', async () => {
    await openTicket('Conversación larga', `?message=${ids.get('Para cerrar')}`);
    await expect(page.getByRole('alert').filter({ hasText: 'Ese mensaje no está aquí.' })).toBeVisible();
    await page.getByRole('button', { name: 'Entendido' }).click();
    await expect(page.getByText('Ese mensaje no está aquí.')).toBeHidden();
    expect(new URL(page.url()).searchParams.has('message')).toBe(false);
  });
});

test.describe('the head of a ticket', () => {
  test('takes back what was done by mistake, and never loses the focus', async () => {
    await openTicket('Para cerrar');
    const { ticket } = onDesk(page);
    await ticket.action('Ignorar').click();
    await expect(ticket.action('Reabrir')).toBeVisible();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
    await page.getByRole('button', { name: /^Deshacer/ }).click();
    await expect(ticket.action('Ignorar')).toBeVisible();
    expect((await detailOf('Para cerrar')).ticket).toMatchObject({
      closedAt: null,
      status: { category: 'open' },
    });
  });

  test('gives the ticket to somebody at once, and back to nobody', async () => {
    await page.getByRole('button', { name: 'Delegar' }).click();
    await page.getByRole('menuitem', { name: colleague.name }).click();
    await expect(page.getByRole('button', { name: `Lo tiene: ${colleague.name}. Cambiar` })).toBeVisible();
    await page.getByRole('button', { name: /^Deshacer/ }).click();
    await expect(page.getByRole('button', { name: 'Lo tiene: Sin asignar. Cambiar' })).toBeVisible();
  });

  test('shows who was first when two set the status, and lets one decide', async () => {
    const { ticket } = await detailOf('Para cerrar');
    const path = { ticketId: ticket.id };
    // Somebody else changes it in the moment in which this change is on its way.
    await page.route(
      '**/api/v1/tickets/*',
      async (route) => {
        if (route.request().method() === 'PATCH') {
          await office.api.PATCH('/api/v1/tickets/{ticketId}', {
            params: { path, header: { 'If-Match': `"${ticket.version}"` } as never },
            body: { statusKey: 'waiting_customer' },
          });
        }
        await route.continue();
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: /^Estado:/ }).click();
    await page.getByRole('menuitem', { name: 'En progreso' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'se adelantó' });
    await expect(notice).toBeVisible();
    await expectClean(page);
    await notice.getByRole('button', { name: 'Poner «En progreso»' }).click();
    await expect(notice).toBeHidden();
    await expect.poll(async () => (await detailOf('Para cerrar')).ticket.status.category).toBe('in_progress');
  });

  test('has its parts under tabs, by key and by address', async () => {
    const tab = (name: RegExp) => page.getByRole('tab', { name });
    await tab(/^Conversación/).focus();
    await page.keyboard.press('ArrowRight');
    await expect(tab(/^Notas/)).toBeFocused();
    await expect(page.getByText('Todavía no hay notas internas.')).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tabpanel', { name: /^Historial/ })).toBeVisible();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('history');
    await page.reload();
    await expect(tab(/^Historial/)).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('group', { name: 'Filtrar el historial' }).first().getByText('Estado').click();
    await expectClean(page);
    await tab(/^Tiempo/).click();
    await expect(page.getByRole('table', { name: 'Cada tramo del ticket, en orden' })).toBeVisible();
    await expectClean(page);
  });

  test('leads to the next ticket of the column and says where the column ends', async () => {
    await page.goto(`${office.product.url}/tickets/${ids.get('Correo hostil')}?column=new`);
    await expect(page.getByRole('heading', { level: 1, name: 'Correo hostil' })).toBeVisible();
    await page.keyboard.press('j');
    await expect(page.getByRole('heading', { level: 1, name: 'Van mis archivos' })).toBeVisible();
    await page.getByRole('button', { name: 'Ticket anterior de la columna' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Correo hostil' })).toBeVisible();
    await page.goto(`${office.product.url}/tickets/${ids.get('Boletín con imágenes')}?column=new`);
    await expect(page.getByRole('heading', { level: 1, name: 'Boletín con imágenes' })).toBeVisible();
    await page.keyboard.press('j');
    await expect(page.getByText('No hay más tickets debajo en esta columna.')).toBeVisible();
  });
});

test('an earlier ticket opens beside the present one, with how it ended', async () => {
  await office.api.POST('/api/v1/tickets/{ticketId}/ignore', {
    params: { path: { ticketId: ids.get('Van mis archivos') ?? '' } },
  });
  await office.send({
    from: 'Ana Pérez <ana@familias.example>',
    subject: 'Otra vez yo',
    text: '¿Los vieron?',
  });
  await findTickets(['Otra vez yo'], { office, ids });
  await openTicket('Otra vez yo');
  const data = page.getByRole('complementary', { name: 'Datos del ticket' });
  await expect(data).toContainText('Ignorado · sin respuesta');
  const opener = data.getByRole('button', { name: 'Van mis archivos' });
  await opener.click();
  const beside = page.getByRole('dialog');
  await expect(beside).toContainText('Adjunto todo.');
  await expectClean(page);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await expect(page.getByRole('heading', { level: 1, name: 'Otra vez yo' })).toBeVisible();
});

test('colleagues see each other here, and what arrives meanwhile is marked as new', async ({ browser }) => {
  const theirs = await browser.newContext();
  const other = await theirs.newPage();
  await other.goto(office.product.url);
  await onDesk(other).signIn(colleague);
  await expect(other.getByRole('article').first()).toBeVisible();
  await other.goto(`${office.product.url}/tickets/${ids.get('Otra vez yo')}`);
  const data = page.getByRole('complementary', { name: 'Datos del ticket' });
  await expect(data.getByRole('listitem').filter({ hasText: colleague.name })).toContainText('mira');
  await expectClean(page);
  await onDesk(other).ticket.composer.getByRole('button', { name: 'Nota interna' }).click();
  await other.keyboard.type('La reviso yo');
  await expect(data.getByRole('listitem').filter({ hasText: colleague.name })).toContainText(
    'escribe una nota',
  );
  await other.keyboard.press('Control+Enter');
  const note = messages().filter({ hasText: 'La reviso yo' });
  await expect(note).toContainText('nuevo');
  await theirs.close();
});

test('on a phone nothing is wider than the screen and every part can be reached', async ({ browser }) => {
  const context = await browser.newContext({
    storageState: session,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const phone = await context.newPage();
  await phone.goto(`${office.product.url}/tickets/${ids.get('Van mis archivos')}`);
  await expect(messages(phone).first()).toBeVisible();
  await expectClean(phone);
  await phone.getByRole('tab', { name: /^Tiempo/ }).tap();
  await expect(phone.getByRole('table')).toBeVisible();
  await expectClean(phone);
  await phone.getByRole('button', { name: 'Ver datos del ticket' }).tap();
  await expect(phone.getByRole('dialog')).toContainText('ana@familias.example');
  await expectClean(phone);
  await context.close();
});
