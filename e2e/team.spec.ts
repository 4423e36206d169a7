import { type Browser, expect, test } from '@playwright/test';
import { dataOf } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

test.describe.configure({ timeout: 240_000 });

let office: Office;
const subjects = ['No puedo imprimir boletas', 'Cobro doble de marzo', 'Credencial extraviada'];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await openOffice();
  const { api } = office;
  for (const [index, subject] of subjects.entries())
    await office.send({ from: `Familia ${index} <f${index}@familias.example>`, subject, text: 'Hola.' });
  const ids = await waitFor('the tickets', async () => {
    const { data } = await api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items.length === subjects.length ? data.items.map(({ id }) => id) : null;
  });
  // Goals are of working days, and the journey may be walked on any.
  const day = [{ from: '00:00', to: '24:00' }];
  await dataOf(
    api.POST('/api/v1/calendars', {
      body: {
        name: 'Siempre',
        definition: {
          timeZone: 'America/Mexico_City',
          week: {
            monday: day,
            tuesday: day,
            wednesday: day,
            thursday: day,
            friday: day,
            saturday: day,
            sunday: day,
          },
          seasons: [],
          holidays: [],
          openings: [],
        },
      },
    }),
  );
  const agents = await dataOf(api.GET('/api/v1/agents'));
  const bruno = agents.items.find(({ name }) => name === colleague.name)!;
  for (const ticketId of ids)
    await dataOf(
      api.POST('/api/v1/tickets/{ticketId}/assign', {
        params: { path: { ticketId } },
        body: { agentId: bruno.id, anyway: false },
      }),
    );
});

test.afterAll(async () => {
  await office?.close();
});

async function open(browser: Browser, who: typeof colleague, viewport = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(office.product.url);
  const desk = onDesk(page);
  await desk.signIn(who);
  await desk.board.live();
  return { page, desk };
}

test('who supervises sees who is here and what each has, says how much that may be, and passes tickets on', async ({
  browser,
}) => {
  const bruno = await open(browser, colleague);
  const places = (of: typeof bruno.page) => of.getByRole('navigation', { name: 'Formas de ver' });
  await expect(places(bruno.page).getByRole('link', { name: 'Lista' })).toBeVisible();
  await expect(places(bruno.page).getByRole('link', { name: 'Equipo' })).toBeHidden();

  const { page, desk } = await open(browser, admin);
  await places(page).getByRole('link', { name: 'Equipo' }).click();
  const row = (name: string) =>
    page
      .getByRole('list', { name: 'Personas del equipo' })
      .locator('[data-member]')
      .filter({ hasText: name });
  await expect(row(colleague.name)).toContainText('3 abiertos');
  await expect(row(colleague.name)).toContainText('Está aquí');
  await expect(row(admin.name)).toContainText('0 abiertos');
  await expectClean(page, 'the team');

  await row(admin.name)
    .getByRole('button', { name: /^0 abiertos/ })
    .click();
  await page.getByRole('textbox', { name: 'Tickets abiertos a la vez' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(row(admin.name)).toContainText('0 de 1 abiertos');

  await page.getByRole('button', { name: `Ver los tickets de ${colleague.name}` }).click();
  const tickets = page.getByRole('region', { name: `Tickets abiertos de ${colleague.name}` });
  await expect(tickets.getByRole('link', { name: subjects[0] })).toBeVisible();
  await expectClean(page, 'the tickets of one');
  await tickets.getByRole('checkbox', { name: 'Elegir todos' }).check();
  await tickets.getByRole('button', { name: 'Pasar a…' }).click();
  await page.getByRole('menuitem', { name: /Lucía Ferrer/ }).click();
  await expect(desk.notice('1 ticket pasó a Lucía Ferrer')).toBeVisible();
  await page.getByRole('button', { name: 'Asignar de todos modos' }).click();
  await expect(row(admin.name)).toContainText('3 de 1 abiertos');
  await expect(tickets).toBeHidden();
  await page
    .getByRole('button', { name: /^Deshacer/ })
    .last()
    .click();
  await expect(row(colleague.name)).toContainText('2 abiertos');

  await tickets.getByRole('button', { name: 'Ver todos en la lista' }).click();
  await expect(page.getByRole('combobox', { name: 'Filtro en texto' })).toHaveValue(/^asignado:bruno-salas/);
  await expect(page.getByRole('row')).toHaveCount(3);

  // What nobody has is one click away, as a list.
  await office.send({ from: 'Sin dueño <nadie@familias.example>', subject: 'De nadie', text: 'Hola.' });
  await page.goto(`${office.product.url}/team`);
  await page.getByRole('button', { name: '1 sin asignar' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'De nadie' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);

  await page.goto(`${office.product.url}/team`);
  await page.getByRole('button', { name: 'Metas', exact: true }).click();
  const goals = page.getByRole('dialog', { name: 'Metas del día' });
  await goals.getByRole('combobox', { name: 'De quién' }).click();
  await page.getByRole('option', { name: colleague.name }).click();
  await goals.getByRole('textbox', { name: 'Tickets atendidos' }).fill('20');
  await expectClean(page, 'the goals');
  await goals.getByRole('button', { name: 'Guardar' }).click();
  await expect(desk.notice('Metas guardadas')).toBeVisible();
  await expect(row(colleague.name)).toContainText('0 de 20 atendidos hoy');
  await bruno.page.reload();
  await expect(bruno.page.getByText('0 de 20 atendidos')).toBeVisible();

  await bruno.page.context().close();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${office.product.url}/team`);
  await expect(row(colleague.name)).toContainText('2 abiertos');
  await page.getByRole('button', { name: `Ver los tickets de ${colleague.name}` }).click();
  await expectClean(page, 'the team on a phone');
  await page.context().close();
});

test('who supervises gives somebody more than they handle from wherever tickets are given', async ({
  browser,
}) => {
  const { api } = office;
  const agents = await dataOf(api.GET('/api/v1/agents'));
  const idOf = (name: string) => agents.items.find((agent) => agent.name === name)!.id;
  const agentId = idOf(colleague.name);
  await office.send({ from: 'Rita <rita@familias.example>', subject: 'Uno más', text: 'Hola.' });
  const ticket = await waitFor('the ticket', async () => {
    const { data } = await api.GET('/api/v1/tickets', { params: { query: { q: 'Uno más' } } });
    return data?.items[0];
  });
  const params = { path: { ticketId: ticket.id } };
  await dataOf(
    api.POST('/api/v1/tickets/{ticketId}/assign', {
      params,
      body: { agentId: idOf(admin.name), anyway: true },
    }),
  );
  for (const id of [agentId, idOf(admin.name)])
    await dataOf(
      api.PUT('/api/v1/team/{agentId}/open-max', { params: { path: { agentId: id } }, body: { openMax: 1 } }),
    );
  const { page, desk } = await open(browser, admin);
  const anyway = page.getByRole('button', { name: 'Asignar de todos modos' });
  /** The refusal says whose limit it is; given all the same and taken back, it is Lucía's again. */
  const giveAndTakeBack = async () => {
    await expect(
      desk.notice(/Bruno Salas ya tiene \d tickets abiertos; su límite es 1/).last(),
    ).toBeVisible();
    await anyway.last().click();
    await page
      .getByRole('button', { name: /^Deshacer/ })
      .last()
      .click();
    await expect
      .poll(async () => (await dataOf(api.GET('/api/v1/tickets/{ticketId}', { params }))).ticket.owner?.name)
      .toBe(admin.name);
  };

  await page.getByRole('article', { name: 'Uno más' }).getByRole('link', { name: 'Uno más' }).focus();
  await page.keyboard.press('a');
  await page.getByRole('option', { name: /^Bruno Salas/ }).click();
  await giveAndTakeBack();

  await page.goto(`${office.product.url}/tickets/${ticket.id}`);
  await page.getByRole('button', { name: /^Lo tiene: Tú/ }).click();
  await page.getByRole('menuitem', { name: colleague.name }).click();
  await giveAndTakeBack();

  await page.goto(`${office.product.url}/list`);
  const row = page.getByRole('row').filter({ hasText: 'Uno más' });
  await row.getByRole('button', { name: /^Cambiar a quién está asignado/ }).click();
  await page.getByRole('menuitem', { name: colleague.name }).click();
  await expectClean(page, 'what is offered', { without: ['region'] });
  await giveAndTakeBack();

  await row.getByRole('checkbox', { name: /^Seleccionar V-/ }).click();
  await page.getByRole('group', { name: 'Selección' }).getByRole('button', { name: 'Asignar' }).click();
  await page.getByRole('menuitem', { name: colleague.name }).click();
  await page.getByRole('button', { name: 'Asignar 1' }).click();
  await page.getByRole('button', { name: 'Ver el que no' }).click();
  const failures = page.getByRole('dialog', { name: '1 ticket no cambió' });
  await expect(failures).toContainText('su límite es 1');
  await expectClean(page, 'what a run left', { without: ['region'] });
  await failures.getByRole('button', { name: 'Asignar de todos modos' }).click();
  await expect(desk.notice('1 ticket cambiado')).toBeVisible({ timeout: 20_000 });
  const { ticket: after } = await dataOf(api.GET('/api/v1/tickets/{ticketId}', { params }));
  expect(after.owner?.name).toBe(colleague.name);
  await page.context().close();
});
