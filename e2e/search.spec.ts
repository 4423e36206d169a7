import { type Browser, expect, type Page, test } from '@playwright/test';
import { dataOf } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

// Some tests go through several screens, each looked at by axe.
test.describe.configure({ timeout: 240_000 });

let office: Office;
let session: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
/** Ids by subject. */
const tickets = new Map<string, string>();

const mails = [
  {
    from: 'Zacarías Núñez <z.nunez@sanbenito.example>',
    subject: 'No puedo imprimir boletas',
    text: 'Al imprimir las boletas de 3.º B sale la hoja en blanco. Urge para la junta del viernes.',
  },
  {
    from: 'Lorena Duarte <lorena@familias.example>',
    subject: 'Cobro doble',
    text: 'Pagué dos veces las Colegiaturas de marzo. Les mando el comprobante del banco.',
  },
  {
    from: 'Hugo Zamarripa <hugo@familias.example>',
    subject: 'Credencial extraviada',
    text: 'Necesito reponer la credencial de mi hijo antes de la reinscripción.',
  },
];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  for (const mail of mails) await office.send(mail);
  const items = await waitFor('the tickets', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data && data.items.length === mails.length ? data.items : null;
  });
  for (const { id, subject } of items) tickets.set(subject, id);
  // Registered by an agent after a call, so that its person has a phone.
  await dataOf(
    office.api.POST('/api/v1/tickets', {
      body: {
        kind: 'phone',
        requester: { name: 'Rosa Elena Tapia', phones: ['+52 55 1234 5678'], organizationId: null },
        subject: 'Horario de la ventanilla',
        text: 'Pregunta a qué hora abren en vacaciones.',
        uploadIds: [],
        ownerId: null,
        withSignature: false,
      },
    }),
  );
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await onDesk(page).board.live();
  session = await context.storageState();
  await context.close();
});

test.afterAll(async () => {
  await office?.close();
});

async function open(
  browser: Browser,
  { size = 'wide', path = '/' }: { size?: keyof typeof sizes; path?: string } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[size],
    reducedMotion: 'reduce',
    storageState: session,
  });
  const page = await context.newPage();
  await page.goto(`${office.product.url}${path}`);
  await expect(page.getByRole('main')).toBeVisible();
  return page;
}

function paletteOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Buscar, ir o hacer' });
  return {
    dialog,
    box: dialog.getByRole('combobox', { name: 'Buscar, ir o hacer' }),
    option: (name: string | RegExp) => dialog.getByRole('option', { name }),
    marked: dialog.locator('[role=option][aria-selected=true]'),
    group: (name: string) => dialog.getByRole('group', { name }),
  };
}

const asked: [how: string, typed: string, subject: string][] = [
  ['the last digits of a phone', '5678', 'Horario de la ventanilla'],
  ['a word without its accent', 'reinscripcion', 'Credencial extraviada'],
  ['a word in another number', 'colegiatura', 'Cobro doble'],
  ['a name with a letter missing', 'zamaripa', 'Credencial extraviada'],
  ['a phrase', '"hoja en blanco"', 'No puedo imprimir boletas'],
  ['the beginning of a word', 'comprob', 'Cobro doble'],
];

for (const [how, typed, subject] of asked) {
  test(`the palette opens a ticket by ${how}, with the keyboard alone`, async ({ browser }) => {
    const page = await open(browser);
    await onDesk(page).board.live();
    await page.keyboard.press('Control+k');
    const palette = paletteOf(page);
    await expect(palette.box).toBeFocused();
    await page.keyboard.type(typed);
    await expect(palette.marked).toContainText(subject);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Conversación' })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(subject));
    await page.context().close();
  });
}

test('a result opens at the message with the words', async ({ browser }) => {
  const page = await open(browser);
  await onDesk(page).board.live();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('junta viernes');
  await expect(paletteOf(page).marked.locator('mark')).toHaveText(['junta', 'viernes']);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/message=[0-9a-f-]{36}/);
  await expect(page.getByRole('article').filter({ hasText: 'hoja en blanco' }).first()).toBeInViewport();
  await page.context().close();
});

test('Enter right after a number opens that ticket, before any result is drawn', async ({ browser }) => {
  const page = await open(browser);
  const { board } = onDesk(page);
  await board.live();
  const number = await board.numberOf('Cobro doble');
  await page.keyboard.press('Control+k');
  await expect(paletteOf(page).box).toBeFocused();
  await page.keyboard.type(`${number}\n`);
  await expect(page).toHaveTitle(/Cobro doble/);
  await page.context().close();
});

test('opened without words it offers what was opened last, then acts by name, then gives the focus back', async ({
  browser,
}) => {
  const page = await open(browser, { path: `/tickets/${tickets.get('Cobro doble')}` });
  const conversation = page.getByRole('region', { name: 'Conversación' });
  await expect(conversation).toBeFocused();
  await page.keyboard.press('Control+k');
  const palette = paletteOf(page);
  await expect(palette.group('Recientes').getByRole('option')).toContainText(['Cobro doble']);
  await expect(palette.group('En esta pantalla').getByRole('option', { name: /Responder/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette.dialog).toBeHidden();
  await expect(conversation).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('nota int');
  await expect(palette.marked).toContainText('Escribir nota interna');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Redactar' }).getByRole('textbox').first()).toBeFocused();
  // Where one writes, Ctrl+K makes a link, as in every editor.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('> meson');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await expect(palette.marked).toContainText(/mesón/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Nuevos' })).toBeVisible();
  await expect(page.locator(':focus')).toHaveCount(1);
  await page.context().close();
});

test('the number of results is said to whoever listens', async ({ browser }) => {
  const page = await open(browser);
  await page.keyboard.press('Control+k');
  const palette = paletteOf(page);
  await palette.box.fill('cobro doble');
  await expect(palette.dialog.getByRole('status')).toHaveText('1 resultado');
  await palette.box.fill('ornitorrinco');
  await expect(palette.dialog.getByText('Nada con «ornitorrinco»')).toBeVisible();
  await page.context().close();
});

test('the page of results keeps what was asked in its address, filters by state and goes by arrows', async ({
  browser,
}) => {
  const page = await open(browser, { path: '/search' });
  const box = page.getByRole('searchbox', { name: 'Buscar tickets' });
  await expect(box).toBeFocused();
  await page.keyboard.type('la credencial');
  const result = page.getByRole('link', { name: 'Credencial extraviada' });
  await expect(result).toBeVisible();
  await expect(page).toHaveURL(/q=la(\+|%20)credencial/);
  await expect(page.getByRole('listitem').locator('mark')).toContainText(['Credencial', 'credencial']);
  await page.getByText('Cerrados').click();
  await expect(page.getByText('Nada con «la credencial»')).toBeVisible();
  await expect(page).toHaveURL(/state=closed/);
  await page.getByRole('button', { name: 'Buscar en todos' }).click();
  await expect(result).toBeVisible();
  await box.focus();
  await page.keyboard.press('ArrowDown');
  await expect(result).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Conversación' })).toBeVisible();
  await page.goBack();
  await expect(box).toHaveValue('la credencial');
  await page.context().close();
});

test('a misspelt word is answered with the one that was meant', async ({ browser }) => {
  const page = await open(browser, { path: '/search?q=boleats' });
  await expect(page.getByText('¿Quisiste decir boletas? Hay 1.')).toBeVisible();
  await page.getByRole('button', { name: 'Buscar boletas' }).click();
  await expect(page.getByRole('link', { name: 'No puedo imprimir boletas' })).toBeVisible();
  await page.context().close();
});

test('the sheet of keys tells what the screen does, and single keys can be turned off', async ({
  browser,
}) => {
  const page = await open(browser);
  await onDesk(page).board.live();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Teclas' });
  await expect(sheet.getByRole('region', { name: 'En el mesón' })).toContainText('Tarjeta siguiente');
  await expectClean(page, 'sheet of keys');
  const single = sheet.getByRole('switch', { name: 'Teclas sueltas' });
  await single.uncheck();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('?');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(paletteOf(page).box).toBeFocused();
  await page.keyboard.type('ver las teclas\n');
  await expect(single).not.toBeChecked();
  await single.check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(paletteOf(page).box).toBeFocused();
  await page.context().close();
});

for (const size of ['wide', 'phone'] as const) {
  test(`palette, results and emptiness are free of axe violations and fit: ${size}`, async ({ browser }) => {
    const page = await open(browser, { size });
    const shot = (name: string) =>
      process.env.SHOTS
        ? page.screenshot({ path: `${process.env.SHOTS}/${name}-${size}.png` })
        : Promise.resolve();
    await page.keyboard.press('Control+k');
    const palette = paletteOf(page);
    await expect(palette.group('Ir y hacer')).toBeVisible();
    await expectClean(page, 'palette');
    await shot('palette-empty');
    await page.keyboard.type('la');
    await page.keyboard.type(' credencial');
    await expect(palette.marked).toContainText('Credencial');
    await expectClean(page, 'palette with results');
    await shot('palette');
    await page.goto(`${office.product.url}/search?q=la`);
    await page.goto(`${office.product.url}/search?q=de+la+hoja`);
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await expectClean(page, 'results');
    await shot('results');
    await page.goto(`${office.product.url}/search?q=boleats`);
    await expect(page.getByText(/¿Quisiste decir/)).toBeVisible();
    await expectClean(page, 'nothing found');
    await shot('nothing');
    if (size === 'wide') {
      await page.goto(office.product.url);
      await onDesk(page).board.live();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Teclas' })).toBeVisible();
      await shot('keys');
    }
    await page.context().close();
  });
}
