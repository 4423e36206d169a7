import { expect, test } from '@playwright/test';
import { dataOf, ifMatch } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
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

test('beside a ticket one goes on through the column of one’s own, or the list, that one came from', async () => {
  const { api, product, send } = ground.office;
  await dataOf(
    api.POST('/api/v1/boards/{boardId}/columns', {
      params: { path: { boardId: 'default' }, header: ifMatch(0) },
      body: {
        name: 'Cincuentas',
        colour: null,
        source: {
          kind: 'filter',
          filter: {
            and: [
              { field: 'title', op: 'contains', text: 'Pregunta 5' },
              { field: 'statusCategory', op: 'any_of', values: ['open'] },
            ],
          },
        },
        sort: 'number',
        shows: ['preview'],
      },
    }),
  );
  const { data } = await api.GET('/api/v1/tickets', { params: { query: { q: 'Pregunta' } } });
  const desk = await ground.openTicket(data!.items[0]!.id);
  const { page } = desk;
  const beside = page.getByRole('navigation', { name: 'Tickets de la columna' });
  const links = beside.getByRole('link');
  const subject = (name: string) => page.getByRole('main').getByRole('heading', { name, exact: true });
  const key = async (which: 'j' | 'k') => {
    await page.getByRole('region', { name: 'Conversación' }).focus();
    await page.keyboard.press(which);
  };
  await page.goto(product.url);
  const column = page.getByRole('region', { name: 'Cincuentas', exact: true });
  await column.getByRole('link', { name: 'Pregunta 51', exact: true }).click();
  await expect(subject('Pregunta 51')).toBeVisible();
  await expect(beside.getByRole('heading', { name: 'Cincuentas' })).toBeVisible();
  await expect(links).toHaveCount(9);
  await expect(beside.locator('[aria-current]')).toContainText('Pregunta 51');
  await key('j');
  await expect(subject('Pregunta 52')).toBeVisible();
  await key('k');
  await key('k');
  await expect(subject('Pregunta 50')).toBeVisible();
  await expectClean(page, 'the column beside its ticket');

  // What comes is there by itself; what leaves leaves its place to the next.
  await send({ from: 'Nora <nora@familias.example>', subject: 'Pregunta 58', text: 'Otra duda.' });
  await expect(links).toHaveCount(10);
  const statuses = await dataOf(api.GET('/api/v1/statuses'));
  const ticketId = page.url().split('/tickets/')[1]!.split('?')[0]!;
  const { ticket } = await dataOf(api.GET('/api/v1/tickets/{ticketId}', { params: { path: { ticketId } } }));
  await dataOf(
    api.PATCH('/api/v1/tickets/{ticketId}', {
      params: { path: { ticketId }, header: ifMatch(ticket.version) },
      body: { statusKey: statuses.items.find(({ category }) => category === 'in_progress')!.key },
    }),
  );
  await expect(links).toHaveCount(9);
  await key('j');
  await expect(subject('Pregunta 51')).toBeVisible();
  await page.reload();
  await expect(subject('Pregunta 51')).toBeVisible();
  await expect(beside.getByRole('heading', { name: 'Cincuentas' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(column).toBeVisible();

  await page.goto(`${product.url}/list?q=${encodeURIComponent('título:pregunta')}&sort=number`);
  await page.getByRole('link', { name: 'Pregunta 3', exact: true }).click();
  await expect(subject('Pregunta 3')).toBeVisible();
  await expect(beside.getByRole('heading', { name: 'Lista' })).toBeVisible();
  await key('j');
  await expect(subject('Pregunta 4')).toBeVisible();
  await key('k');
  await key('k');
  await expect(subject('Pregunta 2')).toBeVisible();
  await beside.getByRole('button', { name: 'Volver a la lista' }).click();
  await expect(page).toHaveURL(/list/);
  // From elsewhere one goes on through the column in which the ticket stands.
  await page.goto(`${product.url}/tickets/${ticketId}`);
  await expect(beside.getByRole('heading', { name: 'Nuevos' })).toBeVisible();
  await desk.close();
});
