import { expect, test } from '@playwright/test';
import { waitFor } from './support/wait.ts';
import { openWritingGround, type WritingGround } from './support/writing.ts';

/** More than the list beside the ticket fetches at a time. */
const many = 57;

let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  ground = await openWritingGround(browser);
  const { office } = ground;
  for (let n = 1; n <= many; n += 1) {
    const from = `Familia ${n} <familia${n}@familias.example>`;
    await office.send({ from, subject: `Pregunta ${n}`, text: `Duda número ${n}.` });
  }
  await waitFor(
    'all tickets',
    async () => {
      const params = { path: { boardId: 'default' as const } };
      const { data } = await office.api.GET('/api/v1/boards/{boardId}', { params });
      return data?.columns.find(({ id }) => id === 'new')?.count.value === many;
    },
    60_000,
  );
});
test.afterAll(() => ground?.close());

test('the list beside the ticket goes on past fifty, by scrolling and by key', async () => {
  const { data } = await ground.office.api.GET('/api/v1/boards/{boardId}/columns/{columnId}', {
    params: { path: { boardId: 'default', columnId: 'new' }, query: { limit: 100 } },
  });
  const cards = data!.items;
  const desk = await ground.openTicket(cards[0]!.id);
  const { page } = desk;
  const list = page.getByRole('navigation', { name: 'Tickets de la columna' });
  await expect(list.getByRole('link').first()).toBeVisible();
  await list.getByRole('list').hover();
  await expect(async () => {
    await page.mouse.wheel(0, 3000);
    await expect(list.getByRole('link').last()).toContainText(cards.at(-1)!.subject, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await expect(list.getByText(String(many), { exact: true })).toBeVisible();

  await list.getByRole('link').last().click();
  await expect(page.getByText('Duda número').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto(`${ground.office.product.url}/tickets/${cards[49]!.id}?column=new`);
  await expect(page.getByRole('heading', { name: cards[49]!.subject })).toBeVisible();
  await page.getByRole('region', { name: 'Conversación' }).focus();
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: cards[50]!.subject })).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('heading', { name: cards[49]!.subject })).toBeVisible();
  await desk.close();
});
