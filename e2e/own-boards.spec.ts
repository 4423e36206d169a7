import { expect, type Locator, type Page, test } from '@playwright/test';
import { dataOf, ifMatch } from '../packages/web/src/api/client.ts';
import { type BoardGround, openBoardGround } from './support/board-ground.ts';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague } from './support/office.ts';

let ground: BoardGround;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await openBoardGround();
});

test.afterAll(async () => {
  await ground?.close();
});

/** Takes hold of something and lets it go over something else. */
async function drag(page: Page, from: Locator, to: Locator) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('nothing to drag');
  const [x, y] = [end.x + end.width / 2, end.y + 200];
  await page.mouse.move(start.x + 10, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 30, start.y + 12, { steps: 4 });
  await page.mouse.move(x, y, { steps: 6 });
  // The browser tells of the place only with the next move over it.
  await expect(async () => {
    await page.mouse.move(x + Math.random() * 8, y);
    await expect(to).toHaveAttribute('data-side', /left|right/, { timeout: 200 });
  }).toPass();
  await page.mouse.up();
}

test('a column of a filter is built, fills live, is moved by keyboard, taken away and put back; its board is shared', async ({
  browser,
}) => {
  const lucia = await ground.open(browser);
  const { page } = lucia;
  // Whoever knows the way types on at once: the name is whole, and no letter is taken for a key of the board.
  await page.getByRole('button', { name: 'Nueva columna' }).focus();
  await page.keyboard.press('n');
  await page.keyboard.type('Pagos');
  const dialog = page.getByRole('dialog', { name: 'Nueva columna' });
  await expect(dialog.getByRole('textbox', { name: 'Nombre' })).toBeFocused();
  await expect(dialog.getByRole('textbox', { name: 'Nombre' })).toHaveValue('Pagos');
  // Escape puts the offered words away, and not all that was written.
  await dialog.getByRole('combobox', { name: 'Filtro' }).fill('títu');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('option').first()).toBeHidden();
  await dialog.getByRole('combobox', { name: 'Filtro' }).fill('título:pago');
  await expect(dialog.getByRole('textbox', { name: 'Valor de Título' })).toHaveValue('pago');
  // Left by mistake, it is there again with all that was made of it.
  await dialog.getByRole('button', { name: 'Cancelar' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: /^Seguir con ella/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(dialog.getByRole('textbox', { name: 'Nombre' })).toHaveValue('Pagos');
  await expect(dialog.getByRole('combobox', { name: 'Filtro' })).toHaveValue('título:pago');
  await dialog.getByRole('button', { name: 'Añadir columna' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Nueva columna' })).toBeFocused();
  const column = page.getByRole('region', { name: 'Pagos', exact: true });
  await expect(column).toBeVisible();

  await ground.newTicket('Sin nada que ver');
  await ground.newTicket('Un pago doble');
  await expect(column.getByRole('article', { name: 'Un pago doble' })).toBeVisible();
  await ground.ticketOf('Sin nada que ver');
  await expect(column.getByRole('img', { name: '1 ticket', exact: true })).toBeVisible();
  await expect(column.getByRole('article')).toHaveCount(1);
  await expectClean(page);

  await column.getByRole('link', { name: 'Un pago doble' }).focus();
  // It stands there at once; what is loaded anew before it is kept would not know of it.
  const kept = page.waitForResponse((answer) => {
    return answer.url().includes('/api/v1/boards/') && answer.request().method() !== 'GET';
  });
  await page.keyboard.press('<');
  await expect(page.getByRole('status').filter({ hasText: '«Pagos», columna 3 de 4' })).toBeAttached();
  await kept;
  const names = () => page.locator('[data-column] h2').allTextContents();
  await expect.poll(names).toEqual(['Nuevos', 'Respondidos', 'Pagos', 'Te toca']);
  await page.reload();
  await expect.poll(names).toEqual(['Nuevos', 'Respondidos', 'Pagos', 'Te toca']);

  // A ticket stands in two columns: from one to the other goes the key, and not to the first card of that ticket.
  const inColumn = () =>
    page.evaluate(() => document.activeElement?.closest('[data-column]')?.querySelector('h2')?.textContent);
  await column.getByRole('link', { name: 'Un pago doble' }).focus();
  await page.keyboard.press('h');
  await expect.poll(inColumn).toBe('Nuevos');
  await page.keyboard.press('l');
  await expect.poll(inColumn).toBe('Pagos');
  await drag(page, page.getByRole('heading', { name: 'Pagos' }), lucia.board.fresh);
  await expect.poll(names).toEqual(['Pagos', 'Nuevos', 'Respondidos', 'Te toca']);

  await page.getByRole('button', { name: 'Opciones de «Pagos»' }).click();
  await page.getByRole('menuitem', { name: 'Quitar la columna' }).click();
  await expect(column).toBeHidden();
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(column.getByRole('article', { name: 'Un pago doble' })).toBeVisible();

  await page.getByRole('button', { name: /^Tableros:/ }).click();
  await page.getByRole('menuitem', { name: 'Duplicar este tablero' }).click();
  const copy = page.getByRole('dialog', { name: 'Duplicar este tablero' });
  await copy.getByRole('textbox', { name: 'Nombre' }).fill('Turno de pagos');
  await copy.getByRole('combobox', { name: 'Quién la ve' }).click();
  await page.getByRole('option', { name: 'Todos' }).click();
  await copy.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('button', { name: 'Tableros: Turno de pagos' })).toBeVisible();

  const bruno = await ground.open(browser, colleague);
  await bruno.page.getByRole('button', { name: /^Tableros:/ }).click();
  await bruno.page.getByRole('menuitem', { name: /^Turno de pagos/ }).click();
  const shared = bruno.page.getByRole('region', { name: 'Pagos', exact: true });
  await expect(shared.getByRole('article', { name: 'Un pago doble' })).toBeVisible();
  await expect(bruno.page.getByRole('button', { name: 'Nueva columna' })).toBeHidden();
  await ground.newTicket('Otro pago');
  for (const place of [shared, column]) {
    const pill = lucia.board.pill(place).or(bruno.board.pill(place)).first();
    await expect(place.getByRole('article', { name: 'Otro pago' }).or(pill).first()).toBeVisible();
  }

  // Taken away under somebody's eyes: they are told, and stand at their own board.
  await page.getByRole('button', { name: /^Tableros:/ }).click();
  await page.getByRole('menuitem', { name: 'Eliminar este tablero' }).click();
  await expect(bruno.notice(/^Ese tablero ya no existe/)).toBeVisible();
  await expect(bruno.page.getByRole('button', { name: 'Tableros: Mi mesón' })).toBeVisible();
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(page.getByRole('button', { name: 'Tableros: Turno de pagos' })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: /^Pagos/ }).click();
  await expect(column.getByRole('article', { name: 'Un pago doble' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectClean(page);
  await bruno.close();
  await lucia.close();
});

test('on a phone a finger goes from column to column, and never back to another page', async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(ground.line.url);
  await onDesk(page).signIn(admin);
  const finger = await context.newCDPSession(page);
  const swipe = async (from: number, to: number) => {
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 600 }] });
    await touch('touchStart', from);
    for (let step = 1; step <= 8; step += 1) await touch('touchMove', from + ((to - from) * step) / 8);
    await touch('touchEnd');
  };
  const isOpen = (place: number) =>
    expect(page.getByRole('tab').nth(place)).toHaveAttribute('aria-selected', 'true');
  await isOpen(0);
  await swipe(330, 60);
  await isOpen(1);
  await swipe(60, 330);
  await isOpen(0);
  // There is nothing before the first one.
  await swipe(60, 330);
  await isOpen(0);
  await context.close();
});

test('a column whose filter asks for what was retired says so, shows what still fits, and is mended', async ({
  browser,
}) => {
  const { api } = ground.office;
  const facet = await dataOf(api.POST('/api/v1/classification/facets', { body: { name: 'Tema' } }));
  const tag = await dataOf(
    api.POST('/api/v1/classification/tags', { body: { name: 'Becas', facetKey: facet.key } }),
  );
  const made = await dataOf(
    api.POST('/api/v1/boards', {
      body: { name: 'Becas', audience: 'everyone', teamId: null, copyOf: null },
    }),
  );
  await dataOf(
    api.POST('/api/v1/boards/{boardId}/columns', {
      params: { path: { boardId: made.id ?? '' }, header: ifMatch(made.version) },
      body: {
        name: 'Becas y reembolsos',
        colour: null,
        source: {
          kind: 'filter',
          filter: {
            or: [
              { field: 'tag', op: 'any_of', values: [tag.key] },
              { field: 'title', op: 'contains', text: 'reembolso' },
            ],
          },
        },
        sort: '-activity',
        shows: ['preview'],
      },
    }),
  );
  await dataOf(
    api.PATCH('/api/v1/classification/tags/{key}', {
      params: { path: { key: tag.key }, header: ifMatch(tag.version) },
      body: { active: false },
    }),
  );
  await ground.newTicket('Mi reembolso');
  await ground.ticketOf('Mi reembolso');
  const { page, close } = await ground.open(browser);
  await page.getByRole('button', { name: /^Tableros:/ }).click();
  await page.getByRole('menuitem', { name: 'Becas', exact: true }).click();
  const column = page.getByRole('region', { name: 'Becas y reembolsos' });
  await expect(column.getByText(/pide algo que ya no se usa: Becas/)).toBeVisible();
  await expect(column.getByRole('article', { name: 'Mi reembolso' })).toBeVisible();
  await expectClean(page, 'a column that asks for what is gone');
  await column.getByRole('button', { name: 'Corregir' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cambiar «Becas y reembolsos»' });
  await expect(dialog.getByText(/pide algo que ya no se usa: Becas/)).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Filtro' }).fill('título:reembolso');
  await dialog.getByRole('button', { name: 'Guardar' }).click();
  await expect(dialog).toBeHidden();
  await expect(column.getByText(/ya no se usa/)).toBeHidden();
  await expect(column.getByRole('article', { name: 'Mi reembolso' })).toBeVisible();

  // Taken away by mistake, it is there again with its columns.
  await page.getByRole('button', { name: /^Tableros:/ }).click();
  await page.getByRole('menuitem', { name: 'Eliminar este tablero' }).click();
  await expect(page.getByRole('button', { name: 'Tableros: Mi mesón' })).toBeVisible();
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(column.getByRole('article', { name: 'Mi reembolso' })).toBeVisible();
  await close();
});
