import { expect, test } from '@playwright/test';
import { hasDovecot } from '../apps/server/src/testing/dovecot.ts';
import { readMail } from '../apps/server/src/testing/mail-client.ts';
import { type Desk, onDesk } from './support/desk.ts';
import {
  admin,
  colleague,
  imapLogin,
  type MailGround,
  startMailGround,
  supportAddress,
} from './support/office.ts';
import { type Product, startProduct } from './support/product.ts';
import { waitFor } from './support/wait.ts';

test.describe.configure({ mode: 'serial' });
test.skip(!hasDovecot, 'needs root and Dovecot');

const customer = { name: 'Ana Pérez', address: 'ana@familias.example' };
const from = `${customer.name} <${customer.address}>`;

let product: Product;
let ground: MailGround;
/** The administrator and the colleague, each in a browser of their own. */
let lucia: Desk;
let bruno: Desk;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000);
  ground = await startMailGround();
  product = await startProduct();
  lucia = onDesk(await (await browser.newContext()).newPage());
  bruno = onDesk(await (await browser.newContext()).newPage());
});

test.afterAll(async () => {
  await lucia?.page.context().close();
  await bruno?.page.context().close();
  await product?.remove();
  await ground?.close();
});

test('a newcomer opens the one-time link, makes the account and stands on an empty board', async () => {
  const { page } = lucia;
  await page.goto(product.setupLink());
  await page.getByRole('textbox', { name: 'Tu nombre' }).fill(admin.name);
  await page.getByRole('textbox', { name: 'Tu correo' }).fill(admin.email);
  await page.getByLabel('Contraseña', { exact: true }).fill(admin.password);
  await page.getByRole('button', { name: 'Seguir' }).click();
  await page.getByRole('textbox', { name: 'Nombre de tu empresa' }).fill(admin.organizationName);
  const next = page.getByRole('button', { name: 'Seguir', exact: true });
  await next.click();
  // Language and hour as they were guessed, and nothing to begin with.
  await expect(page.getByRole('heading', { level: 1, name: 'Idioma y hora' })).toBeVisible();
  await next.click();
  await expect(page.getByRole('radio', { name: 'Empezar en blanco' })).toBeChecked();
  await next.click();
  await page.getByRole('button', { name: 'Más tarde' }).click();
  await next.click();
  await page.getByRole('link', { name: 'Ir al mesón' }).click();
  await lucia.board.live();
  await expect(lucia.board.fresh.getByText('Conecta tu primer buzón')).toBeVisible();
});

test('the administrator makes a second agent, who signs in', async () => {
  await lucia.nav.getByRole('link', { name: 'Ajustes' }).click();
  await lucia.page.getByRole('link', { name: 'Agentes' }).click();
  await lucia.settings.createAgent(colleague);
  await expect(lucia.page.getByText(colleague.email)).toBeVisible();

  await bruno.page.goto(product.url);
  await bruno.signIn(colleague);
  await bruno.board.live();
});

test('the mailbox is tried before it is kept: a wrong password is said in words, the right one connects', async () => {
  const { page, settings } = lucia;
  await page.getByRole('link', { name: 'Correo', exact: true }).click();
  await page.getByRole('button', { name: 'Conectar buzón' }).click();
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Soporte');
  await page.getByRole('textbox', { name: 'Dirección' }).fill(supportAddress);
  await settings.goOn();
  const incoming = { host: '127.0.0.1', port: ground.dovecot.port, user: imapLogin.user };
  await settings.fillServer({ ...incoming, password: 'no es esta' });
  await settings.tryOut();
  await expect(settings.report).toContainText('no aceptó el usuario o la contraseña');
  await page.getByLabel('Contraseña', { exact: true }).fill(imapLogin.password);
  await settings.tryOut();
  await expect(settings.report).toContainText('Los servidores contestaron bien.');
  await settings.goOn();
  const { host, port } = ground.sink.server;
  await settings.fillServer({ host, port, user: '', password: '' });
  await settings.goOn();
  await page.getByRole('button', { name: 'Conectar', exact: true }).click();
  await expect(page.getByText(supportAddress).first()).toBeVisible();
  await waitFor('the inbox is watched', async () => {
    const answer = await page.request.get(`${product.url}/api/v1/mailboxes`);
    const { items } = (await answer.json()) as { items: { address: string; lastFetchedAt: string | null }[] };
    return items.find(({ address }) => address === supportAddress)?.lastFetchedAt;
  });
  await lucia.nav.getByRole('link', { name: 'Mesón' }).click();
  await lucia.board.live();
});

let firstMailId: string;
/** `V-…` of the first ticket. */
let number: string;

test('a real mail becomes a ticket on both open boards without reload', async () => {
  firstMailId = await ground.send({
    from,
    subject: 'No puedo entrar',
    text: 'Hola, desde ayer no puedo entrar al sistema.',
  });
  await expect(lucia.board.card(lucia.board.fresh, 'No puedo entrar')).toBeVisible();
  await expect(bruno.board.card(bruno.board.fresh, 'No puedo entrar')).toBeVisible();
});

test('with cards on the column a further ticket waits behind the pill, so that nothing moves under the hand', async () => {
  await ground.send({
    from: 'Beto <beto@familias.example>',
    subject: 'Otra duda',
    text: '¿Dónde veo las notas?',
  });
  await expect(lucia.board.pill(lucia.board.fresh)).toHaveText('1 ticket nuevo');
  await expect(lucia.board.card(lucia.board.fresh, 'Otra duda')).toBeHidden();
  await lucia.board.showWaiting(lucia.board.fresh);
  await expect(lucia.board.card(lucia.board.fresh, 'Otra duda')).toBeVisible();
});

test('who takes it keeps it, and the colleague sees it go', async () => {
  // A card under the pointer would stay, marked as gone.
  await bruno.page.mouse.move(2, 2);
  number = await lucia.board.numberOf('No puedo entrar');
  await lucia.board.take('No puedo entrar').click();
  await expect(lucia.notice(`Tomaste ${number}`)).toBeVisible();
  await expect(
    lucia.board.card(lucia.board.fresh, 'No puedo entrar').getByRole('img', { name: 'Lo tienes tú' }),
  ).toBeVisible();
  await expect(bruno.board.card(bruno.board.fresh, 'No puedo entrar')).toBeHidden();
});

test('the answer leaves by SMTP as a reply to the mail, and its state turns to sent by itself', async () => {
  await lucia.board.open('No puedo entrar');
  await expect(lucia.ticket.conversation).toContainText('desde ayer no puedo entrar');
  await lucia.ticket.reply('Hola, Ana: ya puedes entrar.');
  const answer = lucia.ticket.messages.filter({ hasText: 'ya puedes entrar' });
  await expect(answer).toContainText(/Enviado/);

  const sent = await waitFor('the answer', () => ground.sink.mails[0]);
  const mail = await readMail(sent.raw);
  expect(sent).toMatchObject({ from: supportAddress, to: [customer.address] });
  expect(mail.subject).toBe('Re: No puedo entrar');
  expect(mail.text).toContain('Hola, Ana: ya puedes entrar.');
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}\.m\d+-k[0-9a-f]+-[a-z2-7]{24}@escuela\.example>$/);
  expect(mail.inReplyTo).toBe(firstMailId);
  expect([mail.references].flat()).toEqual([firstMailId]);
  expect(ground.sink.mails).toHaveLength(1);

  await lucia.ticket.toBoard.click();
  await expect(lucia.board.card(lucia.board.answered, 'No puedo entrar')).toBeVisible();
});

test('the customer answers, and the same ticket comes back under «Te toca» with the conversation whole', async () => {
  const answer = await readMail(ground.sink.mails[0]!.raw);
  await ground.send({
    from,
    subject: 'Re: No puedo entrar',
    text: 'Ya entré, pero no veo a mi hijo.',
    inReplyTo: answer.messageId,
    references: [firstMailId, answer.messageId!],
  });
  await expect(lucia.board.card(lucia.board.yourTurn, 'No puedo entrar')).toBeVisible();
  await expect(lucia.board.card(lucia.board.answered, 'No puedo entrar')).toBeHidden();
  await lucia.board.open('No puedo entrar');
  await expect(lucia.ticket.messages).toHaveCount(3);
  await expect(lucia.ticket.messages.last()).toContainText('no veo a mi hijo');
});

test('after closing, a further mail opens a new ticket with the earlier one beside it', async () => {
  await lucia.ticket.reply('Listo: ya aparece.');
  const second = await waitFor('the second answer', () => ground.sink.mails[1]);
  await lucia.ticket.action('Cerrar').click();
  await expect(lucia.ticket.action('Reabrir')).toBeVisible();
  await lucia.ticket.toBoard.click();
  await expect(lucia.board.card(lucia.board.answered, 'No puedo entrar')).toBeHidden();

  const answer = await readMail(second.raw);
  await ground.send({
    from,
    subject: 'Re: No puedo entrar',
    text: 'Pasó otra vez.',
    inReplyTo: answer.messageId,
    references: [firstMailId, answer.messageId!],
  });
  await expect(
    lucia.board.pill(lucia.board.fresh).or(lucia.board.card(lucia.board.fresh, 'No puedo entrar')).first(),
  ).toBeVisible();
  if (await lucia.board.pill(lucia.board.fresh).isVisible()) await lucia.board.showWaiting(lucia.board.fresh);
  await lucia.board.open('No puedo entrar');
  await expect(lucia.ticket.messages).toHaveCount(1);
  await expect(
    lucia.ticket.conversation.getByRole('link', { name: `Continúa ${number}: No puedo entrar` }),
  ).toBeVisible();
  const data = lucia.ticket.data;
  await expect(data.getByRole('heading', { name: 'Tickets anteriores' })).toBeVisible();
  await expect(data.getByText('continúa en este')).toBeVisible();
  await expect(data.getByRole('button', { name: 'No puedo entrar' })).toBeVisible();
  await lucia.ticket.conversation.getByRole('link', { name: `Continúa ${number}: No puedo entrar` }).click();
  await expect(lucia.ticket.messages).toHaveCount(4);
  await expect(lucia.ticket.conversation.getByRole('link', { name: /^Sigue en V-\d+$/ })).toBeVisible();
});

test('what nobody answered can be ignored, and a further mail of that person opens a new ticket beside it', async () => {
  await bruno.page.reload();
  await bruno.board.open('Otra duda');
  await bruno.ticket.action('Ignorar').click();
  await expect(bruno.ticket.action('Reabrir')).toBeVisible();
  await bruno.ticket.toBoard.click();
  await expect(bruno.board.card(bruno.board.fresh, 'Otra duda')).toBeHidden();
  await ground.send({ from: 'Beto <beto@familias.example>', subject: 'Sigo con la duda', text: '¿Hola?' });
  await expect(bruno.board.pill(bruno.board.fresh)).toBeVisible();
  await bruno.board.showWaiting(bruno.board.fresh);
  await bruno.board.open('Sigo con la duda');
  await expect(bruno.ticket.data.getByRole('button', { name: 'Otra duda' })).toBeVisible();
});

test('the number finds the ticket, with or without V-', async () => {
  for (const typed of [number, number.slice(2)]) {
    await lucia.nav.getByRole('link', { name: 'Mesón' }).click();
    await lucia.search(typed);
    await expect(lucia.page.getByRole('button', { name: number })).toBeVisible();
  }
});
