import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { openDatabase } from './support/database.ts';
import { openDesk, type Person } from './support/desk.ts';
import { type Line, openLine } from './support/line.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

type DeskPage = Awaited<ReturnType<typeof openDesk>>;

let office: Office;
let line: Line;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  office = await openOffice();
  line = await openLine(office.product);
});

test.afterAll(async () => {
  await line?.close();
  await office?.close();
});

/** What browsers do that no screen shows: tones that were started and notices of the computer. */
interface Spied {
  tones: number;
  notices: { title: string; body: string; tag: string }[];
}
declare global {
  interface Window {
    spied: Spied;
  }
}

function spy(): void {
  window.spied = { tones: 0, notices: [] };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function spiedStart(when?: number) {
    window.spied.tones += 1;
    start.call(this, when);
  };
  window.Notification = class extends Notification {
    constructor(title: string, options: NotificationOptions = {}) {
      super(title, options);
      window.spied.notices.push({ title, body: options.body ?? '', tag: options.tag ?? '' });
    }
  };
}

async function open(
  browser: Browser,
  person: Person = admin,
  prepare?: (context: BrowserContext) => Promise<void>,
) {
  return openDesk(
    async () => {
      const context = await browser.newContext();
      await context.addInitScript(spy);
      await prepare?.(context);
      return context;
    },
    { url: line.url, person },
  );
}

let count = 0;
/** A mail that becomes a ticket of nobody's; answers its subject once the server has it. */
async function newTicket(subject: string, from = 'Ana Duarte'): Promise<string> {
  count += 1;
  await office.send({
    from: `${from} <persona${count}@familias.example>`,
    subject,
    text: `Sobre ${subject}`,
  });
  return subject;
}

async function ticketOf(subject: string) {
  return waitFor(`the ticket ${subject}`, async () => {
    const { data } = await office.api.GET('/api/v1/board', { params: { query: { limit: 100 } } });
    return data?.columns.flatMap(({ items }) => items).find((card) => card.subject === subject);
  });
}

/** Shows what waits, where something does. */
async function showAll(desk: DeskPage, subject: string): Promise<Locator> {
  const card = desk.page.getByRole('article', { name: subject });
  const pill = desk.board.pill(desk.board.fresh);
  await expect(card.or(pill).first()).toBeVisible();
  if (!(await card.isVisible())) await pill.click();
  await expect(card).toBeVisible();
  return card;
}

const focusedCard = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.closest('[data-item]')?.querySelector('h3')?.textContent ?? null,
  );

const placeOf = async (card: Locator) => {
  const box = await card.boundingBox();
  return box && { x: Math.round(box.x), y: Math.round(box.y) };
};

test('what is being read never moves: news waits behind the pill, and a card that a colleague took stays as gone', async ({
  browser,
}) => {
  for (const subject of ['Lectura uno', 'Lectura dos', 'Lectura tres']) {
    await newTicket(subject);
    await ticketOf(subject);
  }
  const lucia = await open(browser);
  const { page, board } = lucia;
  const card = board.card(board.fresh, 'Lectura dos');
  await card.hover();
  const before = await placeOf(card);

  await newTicket('Lectura nueva');
  await expect(board.pill(board.fresh)).toHaveText('1 ticket nuevo');
  expect(await placeOf(card)).toEqual(before);

  const leaving = await ticketOf('Lectura tres');
  const { data: agents } = await office.api.GET('/api/v1/agents');
  const agentId = agents?.items.find(({ name }) => name === colleague.name)?.id ?? '';
  await office.api.POST('/api/v1/tickets/{ticketId}/assign', {
    params: { path: { ticketId: leaving.id } },
    body: { agentId },
  });
  await expect(board.card(board.fresh, 'Lectura tres')).toContainText(`Lo tiene ${colleague.name}`);
  expect(await placeOf(card)).toEqual(before);
  await expect(board.card(board.fresh, 'Lectura tres').getByRole('button')).toHaveCount(0);

  await page.getByRole('heading', { name: 'Mesón' }).hover();
  await expect(board.card(board.fresh, 'Lectura tres')).toBeHidden();
  await board.pill(board.fresh).click();
  await expect(board.card(board.fresh, 'Lectura nueva')).toContainText('actualizado');
  expect(await focusedCard(page)).toContain('Lectura nueva');
  await lucia.close();
});

test('a card is ended with E, the focus stays on the board, and ⌘Z brings it back', async ({ browser }) => {
  await newTicket('Para ignorar');
  const lucia = await open(browser);
  const { page, board } = lucia;
  const card = await showAll(lucia, 'Para ignorar');
  await card.getByRole('link', { name: 'Para ignorar' }).focus();
  await page.keyboard.press('e');
  await expect(card).toBeHidden();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  await expect(lucia.notice(/^Ignoraste V-\d+/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(lucia.notice(/^Reabriste V-\d+/)).toBeVisible();
  await expect(board.card(board.fresh, 'Para ignorar')).toBeVisible();
  await lucia.close();
});

test('a card is dragged to a person, to «Nuevos», and told why it cannot go to «Respondidos»', async ({
  browser,
}) => {
  await newTicket('Para arrastrar');
  const lucia = await open(browser);
  const { page, board } = lucia;
  const card = await showAll(lucia, 'Para arrastrar');
  const drag = async (to: () => Promise<Locator>) => {
    const from = await card.boundingBox();
    if (!from) throw new Error('no card');
    await page.mouse.move(from.x + 60, from.y + 50);
    await page.mouse.down();
    await page.mouse.move(from.x + 90, from.y + 60, { steps: 4 });
    const target = await to();
    const box = await target.boundingBox();
    if (!box) throw new Error('no target');
    await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height / 2, 200), { steps: 6 });
    // The browser tells of the place only with the next move over it.
    await page.waitForTimeout(200);
    await page.mouse.move(box.x + box.width / 2 + 3, box.y + Math.min(box.height / 2, 200));
    await page.waitForTimeout(200);
    return async () => page.mouse.up();
  };
  const rail = (name: string) => async () => {
    const place = page.getByText(name).last();
    await expect(place).toBeVisible();
    return place;
  };

  const refuse = await drag(async () => board.answered);
  await expect(
    page.getByText('Primero tómalo; pasa a «Respondidos» cuando le respondas').first(),
  ).toBeVisible();
  await refuse();
  await expect(card).toBeVisible();

  await (await drag(rail(`${admin.name} (tú)`)))();
  await expect(lucia.notice(/^Tomaste V-\d+/)).toBeVisible();
  expect((await ticketOf('Para arrastrar')).owner?.name).toBe(admin.name);

  await (await drag(rail(colleague.name)))();
  await expect(lucia.notice(new RegExp(`^V-\\d+ ahora es de ${colleague.name}`))).toBeVisible();
  await expect(card).toBeHidden();
  await lucia.close();
});

test('«Mover a…» does by keyboard what dragging does: to a person and to a status', async ({ browser }) => {
  await newTicket('Con teclado');
  const lucia = await open(browser);
  const { page, board } = lucia;
  const card = await showAll(lucia, 'Con teclado');
  await card.getByRole('link', { name: 'Con teclado' }).focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('dialog', { name: /^Mover V-\d+/ })).toBeVisible();
  await page.keyboard.type('espera');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(card.getByText('En espera del cliente')).toBeVisible();
  await expect.poll(() => focusedCard(page)).toContain('Con teclado');

  await page.keyboard.press('m');
  await page.keyboard.type('bru');
  await expect(page.getByRole('option', { name: colleague.name })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(card).toBeHidden();
  await expect(lucia.notice(new RegExp(`ahora es de ${colleague.name}`))).toBeVisible();
  await page
    .getByRole('button', { name: /^Deshacer/ })
    .last()
    .click();
  await expect(board.card(board.fresh, 'Con teclado')).toBeVisible();
  await lucia.close();
});

test('a toast says who wrote, opens the ticket and silences it for an hour; many become one', async ({
  browser,
}) => {
  const lucia = await open(browser);
  const { page } = lucia;
  const region = page.getByRole('region', { name: 'Avisos recientes' });
  await newTicket('Otro del aviso', 'Pablo Ríos');
  await expect(region.getByText('Pablo Ríos escribió')).toBeVisible();
  expect(await region.locator(':focus').count()).toBe(0);
  await page.keyboard.press('F8');
  await expect(region.getByRole('button', { name: /^Abrir V-\d+/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Conversación' })).toBeVisible();
  await expect(region.getByText('Pablo Ríos escribió')).toBeHidden();
  await lucia.ticket.toBoard.click();

  await newTicket('Para callar', 'Marta Gil');
  await region.getByRole('button', { name: 'Silenciar «Nuevos» 1 h' }).click();
  await expect(lucia.notice(/^Nuevos sin avisos hasta las /)).toBeVisible();
  const speaker = page.getByRole('button', { name: /«Nuevos» silenciada hasta las .*Reactivar/ });
  await expect(speaker).toBeVisible();
  await newTicket('Callado', 'Rosa Gil');
  await ticketOf('Callado');
  await expect(lucia.board.pill(lucia.board.fresh)).toBeVisible();
  await expect(region.getByText('Rosa Gil escribió')).toBeHidden();
  await speaker.click();

  for (let index = 0; index < 30; index += 1) await newTicket(`Ráfaga ${index}`, `Familia ${index}`);
  await expect(region.getByText(/^\d+ novedades$/)).toBeVisible();
  await expect(region.getByRole('button', { name: 'Ver el mesón' })).toHaveCount(1);
  await expect(region.getByRole('button', { name: /^Abrir V-/ })).toHaveCount(0);
  await lucia.close();
});

test('one tab sounds, after somebody touched the page, and none for what one does oneself', async ({
  browser,
}) => {
  const lucia = await open(browser);
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
  await second.goto(line.url);
  await expect(second.getByRole('region', { name: 'Nuevos' })).toBeVisible();
  const unlock = second.getByRole('button', { name: 'Activar sonido' });
  await expect(unlock).toBeVisible();
  await unlock.click();
  await expect(unlock).toBeHidden();
  await lucia.page.getByRole('heading', { name: 'Mesón' }).click();
  const tones = async () => {
    const each = await Promise.all(
      [lucia.page, second].map((page) => page.evaluate(() => window.spied.tones)),
    );
    return each.sort((a, b) => a - b);
  };

  await newTicket('Que suena');
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
    .poll(async () => (await office.api.GET('/api/v1/session')).data?.preferences.columns.new.sound)
    .toBe(false);
  await lucia.page.getByRole('button', { name: 'Sonido de «Nuevos»: apagado' }).click();
  await expect
    .poll(async () => (await office.api.GET('/api/v1/session')).data?.preferences.columns.new.sound)
    .toBe(true);
  await lucia.close();
});

test('a notice of the computer is shown where nobody looks, once the browser allows it, and explained where it does not', async ({
  browser,
}) => {
  const denied = await open(browser, colleague);
  const askFor = async (desk: DeskPage) => {
    await desk.page.getByRole('button', { name: 'Opciones de «Nuevos»' }).click();
    await desk.page.getByRole('menuitemcheckbox', { name: 'Avisar en el escritorio' }).click();
  };
  await askFor(denied);
  await expect(denied.notice(/^Este navegador bloqueó los avisos/)).toBeVisible();
  await denied.close();

  const bruno = await open(browser, colleague, (context) => context.grantPermissions(['notifications']));
  await askFor(bruno);
  await expect(bruno.page.getByRole('menuitemcheckbox', { name: 'Avisar en el escritorio' })).toBeChecked();
  await bruno.page.keyboard.press('Escape');
  const notices = () => bruno.page.evaluate(() => window.spied.notices);
  await newTicket('En frente', 'Eva Paz');
  await expect(bruno.page.getByText('Eva Paz escribió')).toBeVisible();
  await bruno.page.waitForTimeout(800);
  expect(await notices()).toEqual([]);

  await bruno.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  });
  await newTicket('A lo lejos', 'Iván Paz');
  await expect
    .poll(notices)
    .toEqual([
      { title: 'Iván Paz escribió', body: 'Sobre A lo lejos', tag: (await ticketOf('A lo lejos')).id },
    ]);
  await bruno.close();
});

test('a column of 3,000 cards draws at most 60 of them however far one scrolls', async ({ browser }) => {
  test.setTimeout(180_000);
  const big = await openOffice();
  const database = await openDatabase(big.product);
  try {
    await database.rows(
      `with person as (
        insert into contacts (id, name, created_at)
        values (gen_random_uuid(), 'Persona de la columna', timestamptz '2026-11-01') returning id
      )
      insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at,
        preview)
      select gen_random_uuid(), 10000 + n, 'Tarjeta ' || n, person.id, 'open', 'open', at.moment, at.moment,
        repeat('texto ', 1 + n % 12)
      from generate_series(1, 3000) n, person,
        lateral (select timestamptz '2026-11-01' - n * interval '1 minute' as moment) at`,
    );
    const lucia = await openDesk(() => browser.newContext(), { url: big.product.url, person: admin });
    const { page, board } = lucia;
    const walk = await page.evaluate(async () => {
      const list = document.querySelector('section[aria-labelledby="column-new"] ul')?.parentElement;
      if (!list) throw new Error('no column');
      const result = { most: 0, frames: 0, stuck: 0, longest: 0 };
      let before = performance.now();
      let reached = '';
      // One screen a frame, as a held page-down key does, and a moment's wait where a page is still on its way.
      while (reached !== 'Tarjeta 3000' && result.stuck < 600) {
        list.scrollTop += list.clientHeight;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        result.longest = Math.max(result.longest, now - before);
        before = now;
        result.frames += 1;
        result.most = Math.max(result.most, document.querySelectorAll('article').length);
        const last = [...document.querySelectorAll('article h3')].at(-1)?.textContent ?? '';
        result.stuck = last === reached ? result.stuck + 1 : 0;
        reached = last;
      }
      return { ...result, reached };
    });
    test.info().annotations.push({ type: 'walk', description: JSON.stringify(walk) });
    expect(walk.reached).toBe('Tarjeta 3000');
    expect(walk.most).toBeLessThanOrEqual(60);
    expect(walk.frames).toBeGreaterThan(200);
    await expect(board.fresh.getByText('Es todo en esta columna')).toBeVisible();
    await lucia.close();
  } finally {
    await database.close();
    await big.close();
  }
});

test('without a connection the board can be read, and coming back it says how much changed', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  await newTicket('De memoria');
  const lucia = await open(browser);
  await showAll(lucia, 'De memoria');
  line.cut();
  await expect(lucia.page.getByText(/^Sin conexión desde las/)).toBeVisible({ timeout: 30_000 });
  await expect(lucia.board.card(lucia.board.fresh, 'De memoria')).toBeVisible();
  for (const subject of ['Lejos uno', 'Lejos dos', 'Lejos tres']) await newTicket(subject);
  await ticketOf('Lejos tres');
  line.mend();
  await expect(lucia.page.getByText('3 cambios.')).toBeVisible({ timeout: 20_000 });
  await expect(lucia.page.getByText('Conexión de vuelta.')).toBeVisible();
  await expect(lucia.page.getByText(/^Sin conexión desde las/)).toBeHidden();
  await lucia.close();
});

test('a card says who else has its ticket open and what they do there', async ({ browser }) => {
  await newTicket('Con compañía');
  const ticket = await ticketOf('Con compañía');
  const bruno = await open(browser, colleague);
  const card = await showAll(bruno, 'Con compañía');
  const announce = (ticketId: string | null, state: 'viewing' | 'writing_reply') =>
    office.api.PUT('/api/v1/live/presence', { body: { tabId: 'some-other-tab', ticketId, state } });
  const height = (await card.boundingBox())?.height;
  await announce(ticket.id, 'viewing');
  await expect(card.getByText('Lucía lo está viendo')).toBeVisible();
  await announce(ticket.id, 'writing_reply');
  await expect(card.getByText('Lucía está respondiendo')).toBeVisible();
  expect((await card.boundingBox())?.height).toBe(height);
  await announce(null, 'viewing');
  await expect(card.getByText('Lucía está respondiendo')).toBeHidden();
  await bruno.close();
});

test('the board with its menus, lists and toasts holds up to axe in both themes, wide and on a phone', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const subject = `Para mirar ${colorScheme} ${viewport.width}`;
      const lucia = await openDesk(
        () => browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' }),
        {
          url: line.url,
          person: admin,
        },
      );
      const { page } = lucia;
      const scan = async (what: string) => {
        // A menu stands outside of the page's regions, as a layer does.
        const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze();
        expect(violations.map(({ id, nodes }) => `${what}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      };
      await newTicket(subject);
      await expect(
        page.getByRole('region', { name: 'Avisos recientes' }).getByText(/escribió|novedades/),
      ).toBeVisible();
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
      const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      expect(wide).toBe(true);
      await lucia.close();
    }
  }
});
