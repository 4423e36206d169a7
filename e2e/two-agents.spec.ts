import { expect, type Page, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../apps/server/src/testing/mail.ts';
import { readMail } from '../apps/server/src/testing/mail-client.ts';
import { expectClean } from './support/clean-page.ts';
import { openDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

let sink: SmtpSink;
let office: Office;
let lucia: Awaited<ReturnType<typeof openDesk>>;
let bruno: Awaited<ReturnType<typeof openDesk>>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000);
  sink = await startSmtpSink();
  office = await openOffice({ sink });
  const newContext = () => browser.newContext();
  lucia = await openDesk(newContext, { url: office.product.url, person: admin });
  bruno = await openDesk(newContext, { url: office.product.url, person: colleague });
});

test.afterAll(async () => {
  await lucia?.close();
  await bruno?.close();
  await office?.close();
  await sink?.close();
});

/** Holds what both ask for until both have asked. */
async function together(pages: Page[], path: string): Promise<void> {
  const waiting: (() => void)[] = [];
  for (const page of pages) {
    await page.route(path, async (route) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === pages.length) for (const go of waiting) go();
      });
      await route.continue();
    });
  }
}

test('both press Tomar at once: one has it, the other reads who', async () => {
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'Quién me ayuda', text: 'Hola' });
  for (const { board } of [lucia, bruno])
    await expect(board.card(board.fresh, 'Quién me ayuda')).toBeVisible();
  await together([lucia.page, bruno.page], '**/take');
  await Promise.all([lucia, bruno].map(({ board }) => board.take('Quién me ayuda').click()));

  const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
  const ticket = await waitFor('an owner', async () => {
    const answer = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return answer.data?.items.find(({ owner }) => owner !== null);
  });
  expect(data?.items).toHaveLength(1);
  const luciaWon = ticket.owner?.name === admin.name;
  const [winner, loser] = luciaWon ? [lucia, bruno] : [bruno, lucia];
  await expect(winner.notice(`Tomaste V-${ticket.number}`)).toBeVisible();
  await expect(loser.notice(`V-${ticket.number}: ${ticket.owner?.name} ya tomó este ticket.`)).toBeVisible();
  await expect(winner.board.card(winner.board.fresh, 'Quién me ayuda')).toBeVisible();
  await expect(loser.board.card(loser.board.fresh, 'Quién me ayuda')).toBeHidden();
});

test('an answer written before the customer wrote again is stopped, its text kept, and sent when one insists', async () => {
  await office.send({ from: 'Eva <eva@familias.example>', subject: 'Mi clave', text: 'La perdí' });
  await expect(
    lucia.board.pill(lucia.board.fresh).or(lucia.board.card(lucia.board.fresh, 'Mi clave')).first(),
  ).toBeVisible();
  if (await lucia.board.pill(lucia.board.fresh).isVisible()) await lucia.board.showWaiting(lucia.board.fresh);
  await lucia.board.open('Mi clave');
  await lucia.ticket.reply('Te mando una nueva.');
  await expect(lucia.ticket.messages.last()).toContainText(/Enviado/);
  const answer = await readMail(sink.mails.at(-1)!.raw);
  const before = sink.mails.length;

  await lucia.ticket.replyField.fill('¿Ya la encontraste?');
  await office.send({
    from: 'Eva <eva@familias.example>',
    subject: 'Re: Mi clave',
    text: 'Ya la encontré, gracias.',
    inReplyTo: answer.messageId,
  });
  await expect(lucia.page.getByText('Eva escribió mientras redactabas.')).toBeVisible();
  await lucia.ticket.sendButton.click();
  // A toast of before may still stand beside it.
  const alerts = lucia.page.getByRole('alert');
  await expect(
    alerts.filter({ hasText: 'Eva escribió mientras redactabas. Detuvimos el envío' }),
  ).toBeVisible();
  await expect(lucia.ticket.replyField).toHaveText('¿Ya la encontraste?');
  expect(sink.mails).toHaveLength(before);

  await lucia.page.getByRole('button', { name: 'Enviar igual' }).click();
  await lucia.page.getByRole('button', { name: 'Enviar ya' }).click();
  await waitFor('the answer', () => sink.mails.length === before + 1);
  await expect(lucia.ticket.replyField).toHaveText('');
});

test('who is given a ticket hears of it at the bell, goes to it by key, and reads it', async () => {
  const { page } = bruno;
  await office.send({ from: 'Iris <iris@familias.example>', subject: 'Para Bruno', text: '¿Me ayudan?' });
  const ticket = await waitFor('the ticket', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: 'Para Bruno' } } });
    return data?.items[0];
  });
  const { data: agents } = await office.api.GET('/api/v1/agents');
  const agentId = agents?.items.find(({ email }) => email === colleague.email)?.id ?? '';
  await page.goto(office.product.url);
  await bruno.board.live();
  const before = Number(
    /\d+/.exec((await page.getByRole('button', { name: /^Avisos/ }).innerText()) || '0')?.[0] ?? 0,
  );
  await office.api.POST('/api/v1/tickets/{ticketId}/assign', {
    params: { path: { ticketId: ticket.id } },
    body: { agentId },
  });
  const bell = (count: number) =>
    page.getByRole('button', { name: count > 0 ? `Avisos: ${count} sin leer` : 'Avisos', exact: true });
  await expect(bell(before + 1)).toBeVisible();
  await page.getByRole('heading', { name: 'Mesón' }).click();
  await page.keyboard.press('v');
  const centre = page.getByRole('dialog', { name: 'Avisos' });
  const given = page.getByRole('link', { name: new RegExp(`te dio V-${ticket.number}`) });
  await expect(given).toBeFocused();
  await expectClean(page, 'notices', { without: ['region'] });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectClean(page, 'notices on a phone', { without: ['region'] });
  await page.setViewportSize({ width: 1280, height: 720 });

  await centre.getByRole('button', { name: 'Marcar leídos' }).click();
  await expect(bell(0)).toBeVisible();
});

test('notices are gone through by key, marked, put off until their hour and brought back', async () => {
  const { page } = bruno;
  const { data: agents } = await office.api.GET('/api/v1/agents');
  const agentId = agents?.items.find(({ email }) => email === colleague.email)?.id ?? '';
  const subjects = ['Aviso uno', 'Aviso dos', 'Aviso tres'];
  for (const subject of subjects) {
    await office.send({ from: 'Noé <noe@familias.example>', subject, text: '¿Me ayudan?' });
    const { id: ticketId } = await waitFor('the ticket', async () => {
      const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: subject } } });
      return data?.items[0];
    });
    await office.api.POST('/api/v1/tickets/{ticketId}/assign', {
      params: { path: { ticketId } },
      body: { agentId },
    });
  }
  await page.goto(office.product.url);
  await bruno.board.live();
  const bell = (count: number) =>
    page.getByRole('button', { name: count > 0 ? `Avisos: ${count} sin leer` : 'Avisos', exact: true });
  await expect(bell(3)).toBeVisible();
  await page.getByRole('heading', { name: 'Mesón' }).click();
  await page.keyboard.press('v');
  const centre = page.getByRole('dialog', { name: 'Avisos' });
  const line = (subject: string) => centre.getByRole('listitem').filter({ hasText: subject });
  const link = (subject: string) => line(subject).getByRole('link');
  await expect(link('Aviso tres')).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect(link('Aviso uno')).toBeFocused();
  await page.keyboard.press('k');
  await expect(link('Aviso dos')).toBeFocused();
  await page.keyboard.press('u');
  await expect(bell(2)).toBeVisible();
  await expect(line('Aviso dos').getByRole('button', { name: 'Marcar sin leer' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(bell(3)).toBeVisible();

  const moments = centre.getByRole('group', { name: 'Posponer hasta' });
  await page.keyboard.press('p');
  await expect(moments.getByRole('button', { name: /^En 1 hora/ })).toBeFocused();
  await expectClean(page, 'putting a notice off', { without: ['region'] });
  await page.keyboard.press('Escape');
  await expect(moments).toBeHidden();
  await expect(link('Aviso dos')).toBeFocused();
  await page.keyboard.press('p');
  await page.keyboard.press('Tab');
  await expect(moments.getByRole('button', { name: /^Mañana/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(line('Aviso dos')).toBeHidden();
  await expect(link('Aviso uno')).toBeFocused();
  await expect(bell(2)).toBeVisible();
  await expect(centre.getByText(/^Pospuesto: vuelve /)).toBeVisible();
  await centre.getByRole('button', { name: 'Deshacer' }).click();
  await expect(line('Aviso dos')).toBeVisible();
  await expect(bell(3)).toBeVisible();

  // A moment of one's own, and back at once.
  await line('Aviso dos').hover();
  await line('Aviso dos').getByRole('button', { name: 'Posponer' }).click();
  await moments.getByRole('button', { name: 'Otro momento…' }).click();
  await moments.getByLabel('Hora').fill('16:45');
  await moments.getByRole('button', { name: 'Posponer' }).click();
  await expect(line('Aviso dos')).toBeHidden();
  await centre.getByRole('button', { name: /^Pospuestos 1/ }).click();
  await expect(line('Aviso dos')).toContainText(/Vuelve .*16:45/);
  await expectClean(page, 'what is put off', { without: ['region'] });
  await link('Aviso dos').focus();
  await page.keyboard.press('p');
  await expect(line('Aviso dos')).toBeHidden();
  await expect(bell(3)).toBeVisible();
  await centre.getByRole('button', { name: /^Todo/ }).click();

  // It comes back by itself, to a bell that nobody touches.
  const id = await link('Aviso dos').getAttribute('data-notice');
  const until = new Date(Date.now() + 4_000).toISOString();
  await page.evaluate(
    (body) =>
      fetch('/api/v1/notifications/postpone', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    { ids: [id], until },
  );
  await expect(line('Aviso dos')).toBeHidden();
  await expect(bell(2)).toBeVisible();
  await expect(bell(3)).toBeVisible({ timeout: 20_000 });
  await expect(centre.getByRole('listitem').first()).toContainText('Aviso dos');

  await page.setViewportSize({ width: 390, height: 844 });
  await line('Aviso uno').getByRole('button', { name: 'Posponer' }).click();
  await expect(moments).toBeVisible();
  await expectClean(page, 'putting a notice off on a phone', { without: ['region'] });
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 720 });

  await link('Aviso uno').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Aviso uno' })).toBeVisible();
  await expect(bell(2)).toBeVisible();
  await bell(2).click();
  await centre.getByRole('button', { name: 'Marcar leídos' }).click();
  await expect(bell(0)).toBeVisible();
  await centre.getByRole('button', { name: 'Deshacer' }).click();
  await expect(bell(2)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(centre).toBeHidden();
});
