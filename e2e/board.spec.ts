import { expect, type Locator, type Page, test } from '@playwright/test';
import { type BoardGround, openBoardGround, showAll } from './support/board-ground.ts';
import { openDatabase } from './support/database.ts';
import { openDesk } from './support/desk.ts';
import { admin, colleague, openOffice } from './support/office.ts';

let ground: BoardGround;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await openBoardGround();
});

test.afterAll(async () => {
  await ground?.close();
});

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
    await ground.newTicket(subject);
    await ground.ticketOf(subject);
  }
  const lucia = await ground.open(browser);
  const { page, board } = lucia;
  const card = board.card(board.fresh, 'Lectura dos');
  await card.hover();
  const before = await placeOf(card);

  await ground.newTicket('Lectura nueva');
  await expect(board.pill(board.fresh)).toHaveText('1 ticket nuevo');
  expect(await placeOf(card)).toEqual(before);

  const leaving = await ground.ticketOf('Lectura tres');
  const { data: agents } = await ground.office.api.GET('/api/v1/agents');
  const agentId = agents?.items.find(({ name }) => name === colleague.name)?.id ?? '';
  await ground.office.api.POST('/api/v1/tickets/{ticketId}/assign', {
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
  await ground.newTicket('Para ignorar');
  const lucia = await ground.open(browser);
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
  await ground.newTicket('Para arrastrar');
  const lucia = await ground.open(browser);
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
  expect((await ground.ticketOf('Para arrastrar')).owner?.name).toBe(admin.name);

  await (await drag(rail(colleague.name)))();
  await expect(lucia.notice(new RegExp(`^V-\\d+ ahora es de ${colleague.name}`))).toBeVisible();
  await expect(card).toBeHidden();
  await lucia.close();
});

test('«Mover a…» does by keyboard what dragging does: to a person and to a status', async ({ browser }) => {
  await ground.newTicket('Con teclado');
  const lucia = await ground.open(browser);
  const { page, board } = lucia;
  const card = await showAll(lucia, 'Con teclado');
  await card.getByRole('link', { name: 'Con teclado' }).focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('dialog', { name: /^Mover V-\d+/ })).toBeVisible();
  await expect(page.getByRole('dialog').locator('input')).toBeFocused();
  await page.keyboard.type('espera');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(card.getByText('En espera del cliente')).toBeVisible();
  await expect.poll(() => focusedCard(page)).toContain('Con teclado');

  await page.keyboard.press('m');
  await expect(page.getByRole('dialog').locator('input')).toBeFocused();
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

test('a card says who else has its ticket open and what they do there', async ({ browser }) => {
  await ground.newTicket('Con compañía');
  const ticket = await ground.ticketOf('Con compañía');
  const bruno = await ground.open(browser, colleague);
  const card = await showAll(bruno, 'Con compañía');
  const announce = (ticketId: string | null, state: 'viewing' | 'writing_reply') =>
    ground.office.api.PUT('/api/v1/live/presence', { body: { tabId: 'some-other-tab', ticketId, state } });
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
