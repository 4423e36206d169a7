import { expect, type Page, test } from '@playwright/test';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { readTree } from './support/read-tree.ts';
import { waitFor } from './support/wait.ts';

let office: Office;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await openOffice();
  for (const [name, subject] of [
    ['Ana Pérez', 'No veo la boleta de mi hija'],
    ['Beto Luna', 'Cambio de domicilio fiscal'],
  ]) {
    await office.send({
      from: `${name} <${name!.split(' ')[0]!.toLowerCase()}@familias.example>`,
      subject: subject!,
      text: `${subject}. ¿Me ayudan, por favor?`,
    });
  }
  await waitFor('the tickets', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data && data.items.length === 2 ? data : null;
  });
});

test.afterAll(async () => {
  await office?.close();
});

/** What has the focus, in words; null while it is the page itself, from where nobody knows where they are. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 60) ?? '';
    return `${element.tagName.toLowerCase()} ${name}`;
  });
}

/** A keyboard that after each key looks where the focus is: it may be on its way, but never stay nowhere. */
function keyboardOf(page: Page) {
  const check = async (after: string) => {
    await expect.poll(() => focused(page), { message: `focus after ${after}`, timeout: 5000 }).not.toBeNull();
  };
  return {
    async press(key: string) {
      await page.keyboard.press(key);
      await check(key);
    },
    async type(text: string) {
      await page.keyboard.type(text);
      await check(text);
    },
  };
}

test('from signing in to signing out with the keyboard alone, every screen told in words', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { board, ticket } = onDesk(page);
  const keys = keyboardOf(page);
  await page.goto(office.product.url);
  const email = page.getByRole('textbox', { name: 'Correo' });
  await expect(email).toBeVisible();
  expect(await readTree(page, 'sign-in')).toContain('button "Entrar"');
  for (
    let tabs = 0;
    tabs < 8 && !(await email.evaluate((box) => box === document.activeElement));
    tabs += 1
  ) {
    await keys.press('Tab');
  }
  await keys.type(admin.email);
  await keys.press('Tab');
  await keys.type(admin.password);
  await keys.press('Enter');

  await board.live();
  await expect.poll(() => focused(page)).not.toBeNull();
  const boardTree = await readTree(page, 'board');
  expect(boardTree).toMatch(/navigation "Principal"/);
  expect(boardTree).toMatch(/region "Nuevos"/);
  expect(boardTree).toMatch(/article "No veo la boleta de mi hija"/);

  // The first Tab of a page offers to skip what every page has.
  await page.reload();
  await board.live();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Saltar al contenido' })).toBeFocused();
  await keys.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  // Take, read, reply, close.
  await keys.press('j');
  const subject = 'No veo la boleta de mi hija';
  const card = board.card(board.fresh, subject);
  for (let step = 0; step < 3 && !(await isIn(page, subject)); step += 1) await keys.press('j');
  await keys.press('t');
  await expect(page.getByText(/Tomaste V-\d+/).first()).toBeVisible();
  await expect(card.getByRole('link', { name: subject })).toBeFocused();
  await keys.press('Enter');
  await expect(ticket.conversation).toBeFocused();
  const ticketTree = await readTree(page, 'ticket');
  expect(ticketTree).toMatch(/region "Conversación"/);
  expect(ticketTree).toMatch(/region "Redactar"/);
  await keys.press('r');
  await expect(ticket.composer.getByRole('textbox').first()).toBeFocused();
  await keys.type('Ya está publicada: entra a Boletas y elige el segundo periodo.');
  await keys.press('Control+Enter');
  await expect(ticket.messages.last()).toContainText('Ya está publicada');
  await keys.press('Escape');
  await expect(ticket.conversation).toBeFocused();
  // The answer can be undone for a while; once it has left, the ticket can be closed.
  await waitFor('the answer to be sent', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: subject } } });
    return data?.items[0]?.firstAnswerAt ? data : null;
  });
  await expect(ticket.action('Cerrar')).toBeVisible();
  await keys.press('Control+k');
  await keys.type('cerrar');
  await expect(page.getByRole('dialog').locator('[aria-selected=true]')).toContainText(/Cerrar/);
  await readTree(page, 'palette');
  await keys.press('Enter');
  await expect(ticket.action('Reabrir')).toBeVisible();
  await expect.poll(() => focused(page)).not.toBeNull();

  // The next one, by search.
  await keys.press('Control+k');
  await keys.type('domicilio');
  await expect(page.getByRole('dialog').locator('[aria-selected=true]')).toContainText('Cambio de domicilio');
  await keys.press('Enter');
  await expect(page).toHaveTitle(/Cambio de domicilio/);
  // The message with the word, where reading begins.
  await expect(ticket.conversation.locator(':focus')).toContainText('domicilio');
  await keys.press('?');
  await expect(page.getByRole('dialog', { name: 'Teclas' })).toBeVisible();
  await keys.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Teclas' })).toBeHidden();
  await expect(ticket.conversation.locator(':focus')).toContainText('domicilio');

  // Back, and through the other pages.
  await keys.press('Escape');
  await expect(board.fresh).toBeVisible();
  await expect.poll(() => focused(page)).not.toBeNull();
  for (const [typed, heading] of [
    ['ir a la búsqueda', 'Búsqueda'],
    ['ir a tu perfil', 'Tu perfil'],
    ['ir a ajustes: agentes', 'Agentes'],
  ] as const) {
    await keys.press('Control+k');
    await keys.type(`>${typed}`);
    await expect(page.getByRole('dialog').locator('[aria-selected=true]')).toHaveCount(1);
    await keys.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect.poll(() => focused(page)).not.toBeNull();
    await readTree(page, heading);
  }

  await keys.press('Control+k');
  await keys.type('>salir');
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: 'Entrar' })).toBeVisible();
  await expect.poll(() => focused(page)).not.toBeNull();
});

/** Whether the focus is on or in the card with that subject. */
function isIn(page: Page, subject: string): Promise<boolean> {
  return page.evaluate(
    (wanted) => document.activeElement?.closest('article')?.textContent?.includes(wanted) ?? false,
    subject,
  );
}
