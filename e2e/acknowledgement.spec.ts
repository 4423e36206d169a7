import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../apps/server/src/testing/mail.ts';
import { readMail } from '../apps/server/src/testing/mail-client.ts';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice, supportAddress } from './support/office.ts';
import { waitFor } from './support/wait.ts';

test.describe.configure({ mode: 'serial' });

const customer = 'ana@familias.example';
const subject = 'No puedo entrar';

let sink: SmtpSink;
let office: Office;
let page: Page;
let session: Awaited<ReturnType<BrowserContext['storageState']>>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  sink = await startSmtpSink();
  office = await openOffice({ sink });
  page = await (await browser.newContext()).newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await onDesk(page).board.live();
  session = await page.context().storageState();
});
test.afterAll(async () => {
  await page?.context().close();
  await office?.close();
  await sink?.close();
});

const opener = (on = page) =>
  on.getByRole('button', { name: `Acuse de recibo de ${supportAddress}`, exact: true });
const form = (on = page) => on.getByRole('dialog', { name: `Acuse de recibo · ${supportAddress}` });

test('turned on with the keyboard alone, seen beforehand as the customer reads it', async () => {
  await page.goto(`${office.product.url}/settings/mailboxes`);
  await page.getByRole('button', { name: `Configurar ${supportAddress}` }).press('Enter');
  await opener().focus();
  await page.keyboard.press('Enter');
  const preview = form().getByRole('region', { name: 'Así lo lee tu cliente' });
  await expect(preview).toContainText('Hola, Ana Pérez');
  await form().getByRole('switch', { name: 'Avisar a quien escribe que su mensaje llegó' }).focus();
  await page.keyboard.press('Space');
  const field = form().getByRole('textbox', { name: 'Asunto' });
  await field.fill('Llegó {{clave}}');
  await expect(preview).toContainText('No conocemos {{clave}}');
  await field.fill('Llegó «{{asunto}}» ({{número}})');
  await expect(preview).toContainText(`Llegó «${subject}» (V-1024)`);
  await expectClean(page, 'the automatic reply');
  await field.press('Enter');
  await expect(page.getByText('Este buzón ya avisa que recibió el mensaje')).toBeVisible();
  await expect(form()).toHaveCount(0);
  await expect(opener()).toBeFocused();
  await expect(page.getByText('Con acuse')).toBeVisible();
});

test('on a phone the form fits', async ({ browser }) => {
  const context = await browser.newContext({ storageState: session, viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await phone.goto(`${office.product.url}/settings/mailboxes`);
  await phone.getByRole('button', { name: `Configurar ${supportAddress}` }).click();
  await opener(phone).click();
  await expect(form(phone).getByRole('switch')).toBeChecked();
  await expectClean(phone, 'the automatic reply on a phone');
  await context.close();
});

test('who writes gets one answer that no machine answers, and it stands in the conversation as automatic', async () => {
  const from = `Ana Pérez <${customer}>`;
  const messageId = await office.send({ from, subject, text: 'Desde ayer no puedo entrar.' });
  const got = await waitFor('the automatic answer', () => sink.mails.find(({ to }) => to.includes(customer)));
  expect(got.from).toBe('');
  const mail = await readMail(got.raw);
  expect(mail.subject).toMatch(new RegExp(`^Llegó «${subject}» \\(V-\\d+\\)$`));
  expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
  expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
  expect(mail.headers.get('precedence')).toBe('bulk');
  expect(mail.inReplyTo).toBe(messageId);
  expect(mail.references).toBe(messageId);

  await page.goto(office.product.url);
  await onDesk(page).board.open(subject);
  const { messages } = onDesk(page).ticket;
  await expect(messages).toHaveCount(2);
  await expect(messages.last()).toContainText('Automático');
  await expectClean(page, 'a conversation with an automatic answer');

  await office.send({ from, subject: `Re: ${subject}`, text: 'Otra cosa más.', inReplyTo: messageId });
  await expect(messages).toHaveCount(3);
  await expect(page.getByText('Otra cosa más.').last()).toBeVisible();
  // The answer would have been written together with the message that now stands there.
  const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: subject } } });
  const detail = await office.api.GET('/api/v1/tickets/{ticketId}', {
    params: { path: { ticketId: data!.items[0]!.id } },
  });
  expect(detail.data!.messages.map(({ direction, isAuto }) => [direction, isAuto])).toEqual([
    ['in', false],
    ['out', true],
    ['in', false],
  ]);
  expect(detail.data!.ticket.firstAnswerAt).toBeNull();
});
