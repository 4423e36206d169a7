import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { openDatabase } from './support/database.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';
import { scaled } from './support/scale.ts';

/** What a run may take: some twenty tickets a second where everything else runs beside it, in ms. */
const runMs = scaled({ full: 600_000, short: 120_000 });
test.describe.configure({ timeout: 2 * runMs + 60_000 });

const many = scaled({ full: 5_000, short: 300 });
/** They were closed before, and nobody is given what is closed. */
const closed = 13;
const changed = (many - closed).toLocaleString('es-MX');
const undone = (many - closed - 1).toLocaleString('es-MX');

let office: Office;
let session: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
let database: Awaited<ReturnType<typeof openDatabase>>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  database = await openDatabase(office.product);
  await database.rows(
    `with c as (insert into contacts (id, name, created_at) values (gen_random_uuid(), 'Familia Robles', now()) returning id)
    insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at, closed_at)
    select gen_random_uuid(), nextval('ticket_number_seq'), 'Constancia ' || n, c.id,
      case when n <= $2 then 'closed' else 'open' end, case when n <= $2 then 'closed' else 'open' end,
      now() - n * interval '1 minute', now() - n * interval '1 minute', case when n <= $2 then now() end
    from c, generate_series(1, $1::int) n`,
    [many, closed],
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
  await database?.close();
  await office?.close();
});

async function open(browser: Browser, path: string, viewport = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', storageState: session });
  const page = await context.newPage();
  await page.goto(`${office.product.url}${path}`);
  return {
    page,
    bar: page.getByRole('group', { name: 'Selección' }),
    card: page.getByRole('dialog', { name: 'Lo que va a pasar' }),
    progress: page.getByRole('progressbar'),
  };
}

const owned = () =>
  database.number(
    "select count(*) from tickets t join agents a on a.id = t.owner_id where a.email = $1 and t.subject like 'Constancia%'",
    [colleague.email],
  );
const list = `/list?q=${encodeURIComponent('título:constancia')}`;

test('a whole result is given to somebody, seen on the way, and given back', async ({ browser }) => {
  const { page, bar, card, progress } = await open(browser, list);
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await bar.getByRole('button', { name: /^Los / }).click();
  await page.keyboard.press('a');
  await expect(page.getByRole('menuitem', { name: colleague.name })).toBeInViewport();
  await page.getByRole('menuitem', { name: colleague.name }).click();
  await expect(card).toContainText(`${changed} tickets cambiarán`);
  await expect(card).toContainText(`${changed} estaban sin asignar`);
  await expect(card).toContainText('13 no:');
  await expect(card).toContainText(`${colleague.name} pasaría de 0 a ${changed} abiertos`);
  await expect(card).toContainText('No se avisa a clientes');
  await expectClean(page, 'what will happen');
  await card.getByRole('button', { name: `Asignar ${changed}` }).click();

  // How far it is is told on every page, and by a page that is loaded anew.
  await expect(progress).toBeVisible();
  await page.getByRole('link', { name: 'Mesón' }).first().click();
  await expect(page).not.toHaveURL(/list/);
  await expect(progress).toBeVisible();
  await page.reload();
  await expect(progress).toBeVisible();
  await expect(page.getByText(`${changed} tickets cambiados, 13 no`)).toBeVisible({ timeout: runMs });
  expect(await owned()).toBe(many - closed);

  // One of them somebody else changes: it stays with whom they gave it to.
  await database.rows(
    "update tickets set owner_id = (select id from agents where email = $1), version = version + 1 where subject = 'Constancia 100'",
    [admin.email],
  );
  await page.getByRole('button', { name: 'Ver los 13 que no' }).click();
  const failures = page.getByRole('dialog', { name: '13 tickets no cambiaron' });
  await expect(failures.getByRole('listitem')).toHaveCount(closed);
  await expect(failures.getByRole('link').first()).toContainText('Constancia');
  await expectClean(page, 'what did not change');
  await failures.getByRole('button', { name: 'Cerrar' }).click();

  // Whoever was given them hears of it once.
  const told = await database.rows<{ count: number }>(
    "select n.count from notifications n join agents a on a.id = n.agent_id where a.email = $1 and n.kind = 'assigned'",
    [colleague.email],
  );
  expect(told).toEqual([{ count: many - closed }]);

  await page.goto(`${office.product.url}${list}`);
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await page.getByRole('button', { name: 'Acciones recientes' }).click();
  const recent = page.getByRole('dialog', { name: 'Acciones recientes' });
  await expect(recent.getByRole('listitem')).toContainText([`Asignar a ${colleague.name}`]);
  await expectClean(page, 'recent actions');
  await recent.getByRole('button', { name: 'Deshacer' }).click();
  await expect(page.getByText(`${undone} tickets quedaron como estaban, 1 no`)).toBeVisible({
    timeout: runMs,
  });
  expect(await owned()).toBe(0);
  await page.context().close();
});

test('on a phone a few are changed by hand, and what cannot be says why', async ({ browser }) => {
  const { page, bar, card } = await open(browser, list, { width: 390, height: 844 });
  for (const nth of [0, 1])
    await page
      .getByRole('checkbox', { name: /^Seleccionar V-/ })
      .nth(nth)
      .click();
  await bar.getByRole('button', { name: 'Bandera' }).click();
  await page.getByRole('menuitem').first().click();
  await expect(card).toContainText('2 tickets cambiarán');
  await expectClean(page, 'what will happen, on a phone');
  await card.getByRole('button', { name: 'Cambiar 2' }).click();
  await expect(page.getByText('2 tickets cambiados')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(page.getByText('2 tickets quedaron como estaban')).toBeVisible({ timeout: 20_000 });
  await page.context().close();
});
