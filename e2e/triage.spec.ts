import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

test.describe.configure({ timeout: 240_000, mode: 'serial' });

const ticketCount = 20;
const subjectOf = (n: number) => `Consulta ${String(n).padStart(2, '0')} de boletas`;

let office: Office;
let session: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  office = await openOffice();
  for (let n = 1; n <= ticketCount; n += 1)
    await office.send({
      from: `Familia ${n} <f${n}@familias.example>`,
      subject: subjectOf(n),
      text: 'Buenos días. No veo la boleta de mi hija y mañana es la junta.',
    });
  const cards = await waitFor('the tickets', async () => {
    const { data } = await office.api.GET('/api/v1/tickets/list', {
      params: { query: { limit: 50, sort: 'created' } },
    });
    return data?.items.length === ticketCount ? data.items : null;
  });
  // Of half of them the type is known, and with it a priority is proposed.
  for (const card of cards.slice(0, ticketCount / 2))
    await office.api.PATCH('/api/v1/tickets/{ticketId}/classification', {
      params: { path: { ticketId: card.id } },
      body: { typeKey: 'problem' },
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
  const page = await context.newPage();
  await page.goto(`${office.product.url}${path}`);
  const focus = page.getByRole('article', { name: /Ticket en foco/ });
  return {
    page,
    focus,
    progress: (done: number) =>
      expect(page.getByText(`${done} de ${ticketCount}`, { exact: true })).toBeVisible(),
    subject: async () => (await focus.getByRole('heading', { level: 2 }).textContent()) ?? '',
    press: (key: string) => page.keyboard.press(key),
  };
}

test('twenty tickets by keyboard alone: accepted, given a priority and somebody, answered, skipped and undone', async ({
  browser,
}) => {
  const { page, focus, progress, subject, press } = await open(browser, '/');
  await page.getByRole('link', { name: 'Triage' }).click();
  await progress(1);
  await expect(focus.getByRole('heading', { name: 'Va primero porque' })).toBeVisible();
  await expect(focus.getByText('Nadie lo tiene')).toBeVisible();
  await expect(focus.getByText('mañana es la junta')).toBeVisible();
  await expectClean(page, 'triage');

  const first = await subject();
  await press('Enter');
  await progress(2);
  expect(await subject()).not.toBe(first);
  await press('z');
  await progress(1);
  await expect(focus.getByRole('heading', { level: 2 })).toHaveText(first);

  // Skipped, it waits at the end and is not done.
  await press('s');
  await expect(focus.getByRole('heading', { level: 2 })).not.toHaveText(first);
  await progress(1);
  await expect(page.getByText('1 saltado')).toBeVisible();
  await expect(page.locator('[data-queued]').last()).toContainText(first);

  // A priority alone does not settle what nobody has; with somebody it does.
  const second = await subject();
  await press('1');
  await expect(page.getByRole('button', { name: /^Crítica/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(focus.getByRole('heading', { level: 2 })).toHaveText(second);
  await press('a');
  const people = page.getByRole('menu', { name: 'A quién' });
  await expect(people).toBeVisible();
  await people.getByRole('menuitem', { name: colleague.name }).focus();
  await press('Enter');
  await progress(2);
  await expect(page.getByRole('button', { name: /Traer V-\d+ de vuelta/ })).toHaveCount(0);
  await expect(page.getByText(`Crítica · ${colleague.name}`)).toBeVisible();

  // Whoever leaves an answer, for another ticket or for a pause, does not find it open: keys are keys again.
  const answer = page.getByRole('textbox', { name: 'Tu respuesta' });
  const third = await subject();
  for (const [leave, comeBack] of [
    ['j', 'k'],
    ['p', 'p'],
  ] as const) {
    await press('r');
    await expect(answer).toBeFocused();
    await press('Escape');
    await expect(focus).toBeFocused();
    await press(leave);
    if (leave === 'p') await expect(page.getByRole('button', { name: 'Seguir' }).last()).toBeFocused();
    else await expect(focus.getByRole('heading', { level: 2 })).not.toHaveText(third);
    await expect(answer).toBeHidden();
    await press(comeBack);
    await expect(focus.getByRole('heading', { level: 2 })).toHaveText(third);
    await expect(focus).toBeFocused();
    await expect(answer).toBeHidden();
  }

  // An answer leads on to the next one.
  await press('t');
  await expect(page.getByRole('menu', { name: 'Tipo' })).toBeVisible();
  await press('Escape');
  await press('r');
  await expect(answer).toBeFocused();
  await page.keyboard.type('Ya la subimos, gracias por avisar.');
  await press('ControlOrMeta+Enter');
  await progress(3);
  await expect(page.getByText('1 respondido')).toHaveCount(2);

  // Another browser goes on where this one is.
  await page.reload();
  await progress(3);
  for (let done = 3; done <= ticketCount; done += 1) {
    await progress(done);
    await expect(focus).toBeFocused();
    await press('Enter');
  }
  await expect(page.getByText('No queda nada por atender')).toBeVisible();
  await expect(page.getByText(`Hoy revisaste ${ticketCount} tickets.`, { exact: false })).toBeVisible();
  await expectClean(page, 'an empty queue');

  // What comes in the meantime is there by itself.
  await office.send({ from: 'Otra <otra@familias.example>', subject: 'Recién llegado', text: 'Hola.' });
  await expect(focus.getByRole('heading', { name: 'Recién llegado' })).toBeVisible({ timeout: 15_000 });
  await page.context().close();
});

test('what somebody else takes leaves the queue with a word; the round is paused and gone on with', async ({
  browser,
}) => {
  const { page, focus } = await open(browser, '/triage');
  await expect(focus.getByRole('heading', { name: 'Recién llegado' })).toBeVisible();
  const { data } = await office.api.GET('/api/v1/triage/queue', { params: { query: {} } });
  const { data: agents } = await office.api.GET('/api/v1/agents');
  const bruno = agents!.items.find(({ name }) => name === colleague.name)!;
  await page.keyboard.press('r');
  const answer = page.getByRole('textbox', { name: 'Tu respuesta' });
  await expect(answer).toBeFocused();
  await page.keyboard.type('Un momento: ');
  await office.api.POST('/api/v1/tickets/{ticketId}/assign', {
    params: { path: { ticketId: data!.items[0]!.id } },
    body: { agentId: bruno.id },
  });
  await expect(page.getByText(/salió de tu cola: ahora lo tiene Bruno Salas/)).toBeVisible();
  // Who is writing goes on writing, and no letter acts on another ticket.
  await page.keyboard.type('estas son');
  await expect(answer).toHaveText('Un momento: estas son');
  await expect(focus.getByRole('heading', { name: 'Recién llegado' })).toBeVisible();
  await page.getByRole('button', { name: 'Pausar' }).click();
  await expect(page.getByText('Turno en pausa')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText('No queda nada por atender')).toBeVisible();
  await page.context().close();
});

test('who does not agree moves a ticket and says why; on a phone everything is at hand', async ({
  browser,
}) => {
  for (const subject of ['Factura de marzo', 'Liga de admisión'])
    await office.send({ from: `${subject} <x${subject.length}@familias.example>`, subject, text: 'Hola.' });
  const { page, focus } = await open(browser, '/triage');
  await expect(page.locator('[data-queued]')).toHaveCount(2, { timeout: 15_000 });
  const first = (await focus.getByRole('heading', { level: 2 }).textContent()) ?? '';
  await page.getByRole('button', { name: 'No estoy de acuerdo' }).click();
  await page.getByRole('radio', { name: 'Al final' }).check();
  await page.getByRole('textbox', { name: 'Por qué' }).fill('Puede esperar al lunes');
  await expectClean(page, 'the disagreement');
  await page.getByRole('button', { name: 'Moverlo' }).click();
  await expect(page.locator('[data-queued]').last()).toContainText(first);
  await page.getByRole('button', { name: 'Cómo se ordena' }).click();
  await expect(page.getByRole('row', { name: /Antigüedad/ })).toBeVisible();
  await expectClean(page, 'how it is ordered');
  await page.context().close();

  const phone = await open(browser, '/triage', { width: 390, height: 844 });
  await expect(phone.focus).toBeVisible();
  await expectClean(phone.page, 'triage on a phone');
  const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await phone.page
    .getByRole('button', { name: /Saltar/ })
    .tap()
    .catch(() => phone.page.getByRole('button', { name: /Saltar/ }).click());
  await expect(phone.focus.getByRole('heading', { level: 2 })).toHaveText(first);
  await phone.page.context().close();
});

test('weights are tried on the present queue before they are saved, and what they were is told', async ({
  browser,
}) => {
  await office.send({ from: 'Uno <uno@familias.example>', subject: 'Con prioridad', text: 'Hola.' });
  await waitFor('the ticket', async () => {
    const { data } = await office.api.GET('/api/v1/triage/queue', { params: { query: {} } });
    const found = data?.items.find(({ card }) => card.subject === 'Con prioridad');
    if (!found) return false;
    await office.api.PATCH('/api/v1/tickets/{ticketId}/classification', {
      params: { path: { ticketId: found.id } },
      body: { priorityKey: 'low' },
    });
    return true;
  });
  const { page } = await open(browser, '/settings/triage');
  const preview = page.getByRole('complementary', { name: 'Así quedaría tu cola de ahora' });
  await expect(preview.getByText('Nada cambia de lugar')).toBeVisible();
  const weight = page.getByRole('slider', { name: 'Peso de Prioridad' });
  await weight.press('Home');
  await page.getByRole('slider', { name: 'Peso de Antigüedad' }).press('End');
  await expect(page.getByRole('button', { name: 'Guardar' })).toBeEnabled();
  await expectClean(page, 'the weights');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByText('Prioridad: 30 → 0 · Antigüedad: 10 → 100')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Guardar' })).toBeDisabled();
  await page.context().close();
});
