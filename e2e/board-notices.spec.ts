import { expect, test } from '@playwright/test';
import { type BoardGround, openBoardGround, showAll } from './support/board-ground.ts';
import { expectClean } from './support/clean-page.ts';
import { openDesk } from './support/desk.ts';
import { admin, colleague } from './support/office.ts';

type DeskPage = Awaited<ReturnType<typeof openDesk>>;

let ground: BoardGround;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await openBoardGround();
});

test.afterAll(async () => {
  await ground?.close();
});

test('a toast says who wrote, opens the ticket and silences it for an hour; many become one', async ({
  browser,
}) => {
  const lucia = await ground.open(browser);
  const { page } = lucia;
  const region = page.getByRole('region', { name: 'Avisos recientes' });
  await ground.newTicket('Otro del aviso', 'Pablo Ríos');
  await expect(region.getByText('Pablo Ríos escribió')).toBeVisible();
  expect(await region.locator(':focus').count()).toBe(0);
  await page.keyboard.press('F8');
  await expect(region.getByRole('button', { name: /^Abrir V-\d+/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Conversación' })).toBeVisible();
  await expect(region.getByText('Pablo Ríos escribió')).toBeHidden();
  await lucia.ticket.toBoard.click();

  await ground.newTicket('Para callar', 'Marta Gil');
  await region.getByRole('button', { name: 'Silenciar «Nuevos» 1 h' }).click();
  await expect(lucia.notice(/^Nuevos sin avisos hasta las /)).toBeVisible();
  const speaker = page.getByRole('button', { name: /«Nuevos» silenciada hasta las .*Reactivar/ });
  await expect(speaker).toBeVisible();
  await ground.newTicket('Callado', 'Rosa Gil');
  await ground.ticketOf('Callado');
  await expect(lucia.board.pill(lucia.board.fresh)).toBeVisible();
  await expect(region.getByText('Rosa Gil escribió')).toBeHidden();
  await speaker.click();

  for (let index = 0; index < 30; index += 1) await ground.newTicket(`Ráfaga ${index}`, `Familia ${index}`);
  await expect(region.getByText(/^\d+ novedades$/)).toBeVisible();
  await expect(region.getByRole('button', { name: 'Ver el mesón' })).toHaveCount(1);
  await expect(region.getByRole('button', { name: /^Abrir V-/ })).toHaveCount(0);
  await lucia.close();
});

test('one tab sounds, after somebody touched the page, and none for what one does oneself', async ({
  browser,
}) => {
  const lucia = await ground.open(browser);
  const second = await lucia.page.context().newPage();
  // As in a browser that was just opened, whatever this one allows.
  await second.addInitScript(() => {
    window.AudioContext = class extends AudioContext {
      constructor() {
        super();
        void this.suspend();
      }
    };
  });
  await second.goto(ground.line.url);
  await expect(second.getByRole('region', { name: 'Nuevos' })).toBeVisible();
  const unlock = second.getByRole('button', { name: 'Activar sonido' });
  await expect(unlock).toBeVisible();
  // The first touch is for what it touches: the chip that it takes away moves nothing under the finger.
  const search = await second.getByRole('button', { name: 'Buscar, ir o hacer' }).boundingBox();
  await second.mouse.move((search?.x ?? 0) + 20, (search?.y ?? 0) + 10);
  await second.mouse.down();
  await expect(unlock).toBeHidden();
  await second.mouse.up();
  await expect(second.getByRole('dialog')).toBeVisible();
  await second.keyboard.press('Escape');
  await lucia.page.getByRole('heading', { name: 'Mesón' }).click();
  const tones = async () => {
    const each = await Promise.all(
      [lucia.page, second].map((page) => page.evaluate(() => window.spied.tones)),
    );
    return each.sort((a, b) => a - b);
  };

  await ground.newTicket('Que suena');
  await expect.poll(tones).toEqual([0, 2]);
  const card = await showAll(lucia, 'Que suena');
  await card.hover();
  await lucia.board.take('Que suena').click();
  await expect(lucia.notice(/^Tomaste V-\d+/)).toBeVisible();
  await lucia.page.waitForTimeout(2_000);
  expect(await tones()).toEqual([0, 2]);

  await lucia.page.getByRole('button', { name: 'Sonido de «Nuevos»: encendido' }).click();
  await expect(lucia.page.getByRole('button', { name: 'Sonido de «Nuevos»: apagado' })).toBeVisible();
  await expect
    .poll(async () => (await ground.office.api.GET('/api/v1/session')).data?.preferences.columns.new.sound)
    .toBe(false);
  await lucia.page.getByRole('button', { name: 'Sonido de «Nuevos»: apagado' }).click();
  await expect
    .poll(async () => (await ground.office.api.GET('/api/v1/session')).data?.preferences.columns.new.sound)
    .toBe(true);
  await lucia.close();
});

test('a notice of the computer is shown where nobody looks, once the browser allows it, and explained where it does not', async ({
  browser,
}) => {
  const denied = await ground.open(browser, colleague);
  const askFor = async (desk: DeskPage) => {
    await desk.page.getByRole('button', { name: 'Opciones de «Nuevos»' }).click();
    await desk.page.getByRole('menuitemcheckbox', { name: 'Avisar en el escritorio' }).click();
  };
  await askFor(denied);
  await expect(denied.notice(/^Este navegador bloqueó los avisos/)).toBeVisible();
  await denied.close();

  const bruno = await ground.open(browser, colleague, (context) =>
    context.grantPermissions(['notifications']),
  );
  await askFor(bruno);
  await expect(bruno.page.getByRole('menuitemcheckbox', { name: 'Avisar en el escritorio' })).toBeChecked();
  await bruno.page.keyboard.press('Escape');
  const notices = () => bruno.page.evaluate(() => window.spied.notices);
  await ground.newTicket('En frente', 'Eva Paz');
  await expect(bruno.page.getByText('Eva Paz escribió')).toBeVisible();
  await bruno.page.waitForTimeout(800);
  expect(await notices()).toEqual([]);

  await bruno.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  });
  await ground.newTicket('A lo lejos', 'Iván Paz');
  await expect
    .poll(notices)
    .toEqual([
      { title: 'Iván Paz escribió', body: 'Sobre A lo lejos', tag: (await ground.ticketOf('A lo lejos')).id },
    ]);
  await bruno.close();
});

test('without a connection the board can be read, and coming back it says how much changed', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  await ground.newTicket('De memoria');
  const lucia = await ground.open(browser);
  await showAll(lucia, 'De memoria');
  ground.line.cut();
  await expect(lucia.page.getByText(/^Sin conexión desde las/)).toBeVisible({ timeout: 30_000 });
  await expect(lucia.board.card(lucia.board.fresh, 'De memoria')).toBeVisible();
  for (const subject of ['Lejos uno', 'Lejos dos', 'Lejos tres']) await ground.newTicket(subject);
  await ground.ticketOf('Lejos tres');
  ground.line.mend();
  await expect(lucia.page.getByText('3 cambios.')).toBeVisible({ timeout: 20_000 });
  await expect(lucia.page.getByText('Conexión de vuelta.')).toBeVisible();
  await expect(lucia.page.getByText(/^Sin conexión desde las/)).toBeHidden();
  await lucia.close();
});

test('the board with its menus, lists and toasts holds up to axe in both themes, wide and on a phone', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const subject = `Para mirar ${viewport.width}`;
    const lucia = await openDesk(() => browser.newContext({ viewport, reducedMotion: 'reduce' }), {
      url: ground.line.url,
      person: admin,
    });
    const { page } = lucia;
    // A menu stands outside of the page's regions, as a layer does.
    const scan = (what: string) => expectClean(page, what, { without: ['region'] });
    // What is told comes right after the board: of what came before it nothing is told.
    const toasts = page.getByRole('region', { name: 'Avisos recientes' });
    await expect(toasts).toBeAttached();
    await ground.newTicket(subject);
    await expect(toasts.getByText(/escribió|novedades/)).toBeVisible();
    await scan('toast');
    const pill = page.getByRole('button', { name: /tickets? (nuevos?|actualizados?)$/ });
    if (await pill.first().isVisible()) await pill.first().click();
    const link = page.getByRole('link', { name: subject });
    await link.focus();
    await page.keyboard.press('m');
    await expect(page.getByRole('option').first()).toBeVisible();
    await scan('picker');
    await page.keyboard.press('Escape');
    await expect(link).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Mover a…' })).toBeVisible();
    await scan('menu');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Opciones de «Nuevos»' }).click();
    await expect(page.getByRole('menuitemcheckbox').first()).toBeVisible();
    await scan('column menu');
    await lucia.close();
  }
});
