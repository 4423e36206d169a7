import { type Browser, expect, type Page, test } from '@playwright/test';
import { dataOf, ifMatch } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

test.describe.configure({ timeout: 240_000 });

let office: Office;
let session: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

const subjects = ['No puedo imprimir boletas', 'Cobro doble de marzo', 'Credencial extraviada'];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  for (const [index, subject] of subjects.entries())
    await office.send({ from: `Familia ${index} <f${index}@familias.example>`, subject, text: 'Hola.' });
  await waitFor('the tickets', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items.length === subjects.length;
  });
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

async function open(browser: Browser, path: string, viewport = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', storageState: session });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  await page.goto(`${office.product.url}${path}`);
  const box = page.getByRole('combobox', { name: 'Filtro en texto' });
  await expect(box).toBeVisible();
  return { page, box, builder: page.getByRole('dialog', { name: 'Constructor de filtros' }) };
}

const row = (page: Page, subject: string) => page.getByRole('row').filter({ hasText: subject });

test('a filter is built by hand and typed, each following the other, and kept as a view', async ({
  browser,
}) => {
  const { page, box, builder } = await open(browser, '/list');
  await expect(page.getByRole('row')).toHaveCount(subjects.length + 1);

  await page.getByRole('button', { name: 'Constructor' }).click();
  await builder.getByRole('button', { name: 'Condición' }).click();
  await builder.getByRole('combobox', { name: 'Campo' }).click();
  await page.getByRole('option', { name: 'Título', exact: true }).click();
  await builder.getByRole('textbox', { name: 'Valor de Título' }).fill('boletas');
  await expect(box).toHaveValue('título:boletas');
  await expect(builder.getByText('1 ticket ahora')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectClean(page, 'the builder');

  // The text goes on where the builder left it, and a word that is none is told with what was meant.
  await box.fill('título:boletas estdo:abierto');
  await expect(page.getByRole('button', { name: 'Usar estado' })).toBeVisible();
  const isPast = builder.getByText('Todavía del último filtro que se entendió:');
  await expect(isPast).toBeVisible();
  await expectClean(page, 'a filter with a word that is none');
  await page.keyboard.press('Enter');
  await expect(box).toBeFocused();
  await page.getByRole('button', { name: 'Usar estado' }).click();
  await expect(box).toHaveValue(/^título:boletas estado:?/);
  await box.fill('título:boletas o sin:asig');
  await expect(page.getByRole('option', { name: /asignado/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(box).toHaveValue('título:boletas o sin:asignado');
  await expect(isPast).toBeHidden();
  await expect(builder.getByRole('group', { name: 'Asignado a' })).toBeVisible();
  await expect(builder.getByRole('button', { name: 'alguna' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('row')).toHaveCount(subjects.length + 1);

  await builder.getByRole('button', { name: 'Guardar como vista' }).click();
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Sin dueño');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Vistas: Sin dueño' })).toBeVisible();
  await builder.getByRole('button', { name: 'Aplicar' }).click();
  await expect(page).toHaveURL(/view=/);
  const view = new URL(page.url()).searchParams.get('view') ?? '';

  // A link that names only the view brings all of it.
  const again = await open(browser, `/list?view=${view}`);
  await expect(again.box).toHaveValue('título:boletas o sin:asignar');
  await expect(again.page.getByRole('row')).toHaveCount(subjects.length + 1);
  await page.context().close();

  // What arrives and belongs is there by itself.
  await office.send({ from: 'Eva <eva@familias.example>', subject: 'Llegó en vivo', text: 'Hola.' });
  await expect(row(again.page, 'Llegó en vivo')).toBeVisible();
  await again.page.context().close();
});

test('rows are gone through, selected and changed by keyboard', async ({ browser }) => {
  const { page, box } = await open(browser, `/list?q=${encodeURIComponent('sin:asignar')}`);
  await expect(row(page, 'Cobro doble de marzo')).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('[data-card]:focus')).toHaveCount(1);
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('X');
  await expect(page.getByRole('group', { name: 'Selección' })).toContainText('2 de');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Selección' })).toBeHidden();

  await row(page, 'Cobro doble de marzo').getByRole('link').focus();
  await page.keyboard.press('a');
  await page.getByRole('menuitem', { name: /\(tú\)/ }).click();
  await expect(row(page, 'Cobro doble de marzo')).toContainText('ya no está en esta lista');
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(row(page, 'Cobro doble de marzo')).toContainText('sin asignar');
  await expectClean(page, 'the list');
  await box.focus();
  await page.getByRole('button', { name: 'Quitar el filtro' }).click();
  await expect(page).not.toHaveURL(/q=/);

  // What has no key of its own is in the palette.
  for (const [name, place] of [
    ['Columnas y su orden', page.getByRole('dialog', { name: /^Columnas/ })],
    ['Cambiar el orden', page.getByRole('menu', { name: /^Orden/ })],
    ['Elegir una vista', page.getByRole('menu', { name: /^Vistas/ })],
    ['Guardar como vista', page.getByRole('dialog', { name: 'Guardar como vista' })],
    ['Exportar la lista', page.getByRole('dialog', { name: 'Exportar la lista' })],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`>${name}`);
    await expect(page.getByRole('option', { name })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(place).toBeVisible();
    await expect.poll(() => place.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await expect(place).toBeHidden();
  }
  await page.context().close();
});

/** Bruno sees only what is his, which is one ticket, and is of a team. */
async function narrowBruno() {
  const { api } = office;
  const { items: agents } = await dataOf(api.GET('/api/v1/agents'));
  const bruno = agents.find(({ name }) => name === colleague.name)!;
  const { items } = await dataOf(api.GET('/api/v1/tickets', { params: { query: { q: 'Credencial' } } }));
  const ticketId = items[0]!.id;
  await dataOf(
    api.POST('/api/v1/tickets/{ticketId}/assign', {
      params: { path: { ticketId } },
      body: { agentId: bruno.id, anyway: false },
    }),
  );
  const role = {
    name: 'Lo suyo',
    permissions: ['tickets:read' as const],
    scope: 'own' as const,
    narrower: {},
  };
  const { key } = await dataOf(api.POST('/api/v1/roles', { body: role }));
  await dataOf(
    api.PATCH('/api/v1/agents/{agentId}', {
      params: { path: { agentId: bruno.id }, header: ifMatch(bruno.version) },
      body: { roleKey: key },
    }),
  );
  await dataOf(api.POST('/api/v1/teams', { body: { name: 'Mañana', memberIds: [bruno.id] } }));
  await dataOf(api.POST('/api/v1/teams', { body: { name: 'Tarde', memberIds: [] } }));
  await dataOf(
    api.POST('/api/v1/classification/types', { body: { name: 'Caja', nameEn: 'Till', description: '' } }),
  );
}

/** Of a drawn list: its headings in their order, without the box that selects. */
const headings = async (page: Page) =>
  (await page.getByRole('columnheader').allInnerTexts()).map((text) => text.trim()).filter(Boolean);

test('columns are chosen, dragged and widened, kept with a view and shared; each sees in it only their own', async ({
  browser,
}) => {
  await narrowBruno();
  const { page } = await open(browser, '/list');
  await page.getByRole('button', { name: /^Columnas \d/ }).click();
  const chooser = page.getByRole('list', { name: 'Columnas y su orden' });
  await chooser.getByRole('checkbox', { name: 'Tipo' }).check();
  await expect(chooser.getByRole('checkbox', { name: 'Línea' })).toBeVisible();
  await page.keyboard.press('Escape');
  await row(page, 'Cobro doble')
    .getByRole('button', { name: /^Cambiar el tipo de V-\d+: Sin tipo$/ })
    .click();
  await page.getByRole('menuitem', { name: 'Caja' }).click();
  await expect(row(page, 'Cobro doble')).toContainText('Caja');

  const heading = (name: string) => page.getByRole('columnheader').filter({ hasText: name });
  await heading('Tipo').dragTo(heading('Organización'));
  await expect
    .poll(async () => (await headings(page)).slice(0, 4))
    .toEqual(['ID', 'Asunto', 'Tipo', 'Organización']);
  const edge = page.getByRole('separator', { name: 'Ancho de Tipo' });
  const widthOf = async (at: Page) =>
    Number(await at.getByRole('separator', { name: 'Ancho de Tipo' }).getAttribute('aria-valuenow'));
  const before = await widthOf(page);
  const box = (await edge.boundingBox())!;
  await page.mouse.move(box.x + 4, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 44, box.y + 8, { steps: 4 });
  await page.mouse.up();
  expect(await widthOf(page)).toBe(before + 40);
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  expect(await widthOf(page)).toBe(before + 52);
  // By keyboard alone: back behind the organisation, and before it again.
  await page.getByRole('button', { name: /^Columnas \d/ }).press('Enter');
  await chooser.getByRole('button', { name: 'Atrasar Tipo' }).press('Enter');
  await expect.poll(async () => (await headings(page))[3]).toBe('Tipo');
  await page.keyboard.press('Escape');
  await expectClean(page, 'the list with its types');

  const viewsMenu = (at: Page, name: RegExp | string) => at.getByRole('button', { name });
  await viewsMenu(page, /^Vistas:/).click();
  await page.getByRole('menuitem', { name: 'Guardar como vista' }).click();
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Por tipo');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await expect(viewsMenu(page, 'Vistas: Por tipo')).toBeVisible();
  await page.reload();
  await expect
    .poll(async () => (await headings(page)).slice(0, 4))
    .toEqual(['ID', 'Asunto', 'Organización', 'Tipo']);
  expect(await widthOf(page)).toBe(before + 52);

  const share = async (name: string, audience: string, team?: string) => {
    await viewsMenu(page, /^Vistas:/).click();
    await page.getByRole('menuitem', { name: 'Cambiar nombre o compartir' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cambiar la vista' });
    await dialog.getByRole('textbox', { name: 'Nombre' }).fill(name);
    await dialog.getByRole('combobox', { name: 'Quién la ve' }).click();
    await page.getByRole('option', { name: audience, exact: true }).click();
    if (team) {
      await dialog.getByRole('combobox', { name: 'Equipo' }).click();
      await page.getByRole('option', { name: team }).click();
    }
    await dialog.getByRole('button', { name: 'Guardar', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await share('Caja y demás', 'Todos');

  const bruno = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await bruno.goto(office.product.url);
  await onDesk(bruno).signIn(colleague);
  await bruno.getByRole('link', { name: 'Lista' }).first().click();
  const openShared = async () => {
    await viewsMenu(bruno, /^Vistas:/).click();
    await bruno.getByRole('menuitem', { name: 'Caja y demás' }).click();
    await expect(viewsMenu(bruno, 'Vistas: Caja y demás')).toBeVisible();
  };
  const lost = bruno.getByText(/^Esa vista ya no está/);
  const isLost = async () => {
    await expect(lost.last()).toBeVisible();
    await expect(viewsMenu(bruno, 'Vistas: Vistas')).toBeVisible();
    await expect(bruno).not.toHaveURL(/view=/);
  };
  await openShared();
  // Shared is what is asked for and how it looks: who looks sees what they may see.
  await expect(bruno.getByRole('row')).toHaveCount(2);
  await expect(row(bruno, 'Credencial extraviada')).toBeVisible();
  expect(await widthOf(bruno)).toBe(before + 52);
  await viewsMenu(bruno, 'Vistas: Caja y demás').click();
  await expect(bruno.getByRole('menuitem', { name: 'Duplicar' })).toBeVisible();
  await expect(bruno.getByRole('menuitem', { name: 'Eliminar' })).toBeHidden();
  await bruno.keyboard.press('Escape');

  await share('Caja y demás', 'Un equipo', 'Tarde');
  await isLost();
  await share('Caja y demás', 'Un equipo', 'Mañana');
  await openShared();
  await viewsMenu(page, /^Vistas:/).click();
  await page.getByRole('menuitem', { name: 'Eliminar' }).click();
  await isLost();
  await page
    .getByRole('button', { name: /^Deshacer/ })
    .last()
    .click();
  await expect(viewsMenu(page, 'Vistas: Caja y demás')).toBeVisible();
  await openShared();
  await bruno.context().close();
  await page.context().close();
});

test('back from a ticket is the list as it was: its filter, what was selected and the row', async ({
  browser,
}) => {
  const { page, box } = await open(browser, '/list?q=estado%3Aabierto');
  await expect(page.getByRole('row')).not.toHaveCount(1);
  const third = row(page, 'Credencial extraviada');
  await row(page, 'Cobro doble').getByRole('checkbox').click();
  await third.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Credencial extraviada' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('estado:abierto');
  await expect(row(page, 'Cobro doble').getByRole('checkbox')).toBeChecked();
  await expect(third.getByRole('link').first()).toBeFocused();
  await page.getByRole('link', { name: 'Mesón' }).first().click();
  await onDesk(page).board.live();
  // That one has an owner by now, and stands on the board of whoever that is.
  await onDesk(page).board.open('No puedo imprimir boletas');
  await page.keyboard.press('Escape');
  await onDesk(page).board.live();
  await page.context().close();
});

test('on a phone the list is cards, and nothing is wider than the screen', async ({ browser }) => {
  const { page, builder } = await open(browser, '/list', { width: 390, height: 844 });
  await expect(page.getByRole('article')).toHaveCount(subjects.length + 1);
  await page
    .getByRole('checkbox', { name: /^Seleccionar V-/ })
    .first()
    .click();
  await expect(page.getByRole('group', { name: 'Selección' })).toBeVisible();
  await expectClean(page, 'the list on a phone');
  await page.getByRole('button', { name: 'Constructor' }).click();
  await expect(builder).toBeVisible();
  await expectClean(page, 'the builder on a phone');
  await page.context().close();
});
