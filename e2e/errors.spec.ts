import { randomUUID } from 'node:crypto';
import type { Browser } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { freePort } from '../apps/server/src/testing/free-port.ts';
import { type SmtpSink, startSmtpSink } from '../apps/server/src/testing/mail.ts';
import { onDesk, openDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice, supportAddress } from './support/office.ts';
import { waitFor } from './support/wait.ts';

let sink: SmtpSink;
let office: Office;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  sink = await startSmtpSink();
  office = await openOffice({ sink });
});

test.afterAll(async () => {
  await office?.close();
  await sink?.close();
});

/** A mail comes in; its ticket is opened by its address. */
async function openTicket(
  desk: ReturnType<typeof onDesk>,
  mail: { subject: string; text?: string; html?: string },
) {
  await office.send({ from: 'Ana Pérez <ana@familias.example>', text: 'Hola', ...mail });
  const ticket = await waitFor('the ticket', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items.find(({ subject }) => subject === mail.subject);
  });
  await desk.page.goto(`${office.product.url}/tickets/${ticket.id}`);
  await expect(desk.ticket.conversation).toBeVisible();
  return ticket;
}

const openAs = (browser: Browser, person: typeof admin | typeof colleague) =>
  openDesk(() => browser.newContext(), { url: office.product.url, person });

test('a wrong password is said in words, and the right one still enters', async ({ page }) => {
  const desk = onDesk(page);
  await page.goto(office.product.url);
  await desk.signIn({ email: admin.email, password: 'no es esta clave' });
  await expect(
    page.getByRole('alert').filter({ hasText: 'El correo o la contraseña no coinciden.' }),
  ).toBeVisible();
  await desk.signIn(admin);
  await desk.board.live();
});

test('a session that ends in an open tab leads to signing in and back to the same ticket with the draft', async ({
  browser,
}) => {
  const bruno = await openAs(browser, colleague);
  const ticket = await openTicket(bruno, { subject: 'Con borrador' });
  await bruno.ticket.replyField.fill('Esto todavía no lo envío.');
  await expect(bruno.ticket.composer.getByText('Guardado', { exact: true })).toBeVisible();

  const faults: string[] = [];
  bruno.page.on('console', (said) => said.type() === 'error' && faults.push(said.text()));
  const elsewhere = await openAs(browser, colleague);
  await elsewhere.page.request.delete(`${office.product.url}/api/v1/sessions`, {
    headers: { origin: office.product.url },
  });
  await expect(bruno.page.getByText('Tu sesión terminó. Entra otra vez.')).toBeVisible();
  // No screen fails on the way, not even for a moment.
  expect(faults.filter((fault) => !fault.startsWith('Failed to load resource'))).toEqual([]);
  await bruno.signIn(colleague);
  await expect(bruno.page).toHaveURL(new RegExp(`/tickets/${ticket.id}`));
  await expect(bruno.ticket.replyField).toHaveText('Esto todavía no lo envío.');
  await elsewhere.close();
  await bruno.close();
});

test('what the other server refuses is shown in its own words, and leaves when tried again', async ({
  browser,
}) => {
  const lucia = await openAs(browser, admin);
  await openTicket(lucia, { subject: 'Buzón lleno' });
  sink.answer(() => ({ code: 552, said: 'Buzon lleno, vuelva otro dia' }));
  await lucia.ticket.reply('Aquí va tu constancia.');
  const answer = lucia.ticket.messages.last();
  await expect(answer).toContainText('No se envió');
  await expect(answer).toContainText('Buzon lleno, vuelva otro dia');
  const before = sink.mails.length;

  sink.answer(() => null);
  await answer.getByRole('button', { name: 'Reintentar' }).click();
  await expect(answer).toContainText(/Enviado/);
  expect(sink.mails.slice(before)).toHaveLength(1);
  await lucia.close();
});

test('a dead server of outgoing mail: the message says that it has not left yet, and why', async ({
  browser,
}) => {
  const { data } = await office.api.GET('/api/v1/mailboxes');
  const mailbox = data?.items.find(({ address }) => address === supportAddress);
  const change = async (port: number, version: number) => {
    const answer = await office.api.PATCH('/api/v1/mailboxes/{mailboxId}', {
      params: { path: { mailboxId: mailbox!.id }, header: { 'If-Match': `"${version}"` } },
      body: { smtp: { ...sink.server, port } },
    });
    return answer.data!.version;
  };
  const version = await change(await freePort(), mailbox!.version);
  const lucia = await openAs(browser, admin);
  await openTicket(lucia, { subject: 'Sin salida' });
  await lucia.ticket.reply('Esto espera.');
  const answer = lucia.ticket.messages.last();
  await expect(answer).toContainText('En cola, se reintenta a las');
  await expect(answer).toContainText('ECONNREFUSED');
  await change(sink.server.port, version);
  await lucia.close();
});

test('a ticket that does not exist, and an address that leads nowhere, say so', async ({ browser }) => {
  const lucia = await openAs(browser, admin);
  for (const id of [randomUUID(), 'esto-no-es-un-id']) {
    await lucia.page.goto(`${office.product.url}/tickets/${id}`);
    await expect(lucia.page.getByText('No encontramos ese ticket')).toBeVisible();
  }
  await lucia.page.goto(`${office.product.url}/nada/por/aqui`);
  await expect(lucia.page.getByRole('heading', { name: 'Aquí no hay nada' })).toBeVisible();
  await lucia.close();
});

test('a double click on send sends once', async ({ browser }) => {
  const lucia = await openAs(browser, admin);
  await openTicket(lucia, { subject: 'Doble clic' });
  const before = sink.mails.length;
  await lucia.ticket.replyField.fill('Una sola vez.');
  await lucia.ticket.sendButton.dblclick();
  await lucia.page.getByRole('button', { name: 'Enviar ya' }).click();
  await expect(lucia.ticket.messages.last()).toContainText(/Enviado/);
  await expect(lucia.ticket.messages).toHaveCount(2);
  await lucia.page.reload();
  await expect(lucia.ticket.messages).toHaveCount(2);
  expect(sink.mails.slice(before)).toHaveLength(1);
  await lucia.close();
});

/** What mails have tried on readers: scripts, handlers, frames, forms, navigation, and everything that loads. */
const hostileHtml = (away: string) => `
<html><head><meta http-equiv="refresh" content="0;url=${away}/refresh"><base href="${away}/" target="_top">
<link rel="stylesheet" href="${away}/style.css"><style>@import url("${away}/import.css");
body { background: url("${away}/body.png") } @font-face { font-family: x; src: url("${away}/font.woff2") }</style></head>
<body onload="top.attacked = 1" background="${away}/background.png">
<script>top.attacked = 1; fetch("${away}/script")</script>
<img src="${away}/pixel.png" onerror="top.attacked = 1" srcset="${away}/set.png 2x">
<img src=x onerror="parent.attacked = 1; location = '${away}/handler'">
<svg onload="top.attacked = 1"><image href="${away}/svg.png"/><script>top.attacked = 1</script></svg>
<iframe src="${away}/frame"></iframe><object data="${away}/object"></object><embed src="${away}/embed">
<video poster="${away}/poster.png" src="${away}/video.mp4" autoplay></video><audio src="${away}/audio.mp3" autoplay></audio>
<form action="${away}/form"><input name="clave" autofocus onfocus="top.attacked = 1"><button>Entrar</button></form>
<p style="background-image: url('${away}/inline.png')">Texto visible del correo hostil.</p>
<a href="javascript:top.attacked = 1">enlace con guion</a>
<math><mtext><table><mglyph><style><img src=x onerror="top.attacked = 1"></style></mglyph></table></mtext></math>
</body></html>`;

test('a hostile HTML mail loads nothing, runs nothing and leads nowhere', async ({ browser }) => {
  const away = `http://127.0.0.1:${await freePort()}`;
  const lucia = await openAs(browser, admin);
  const asked: string[] = [];
  let dialogs = 0;
  lucia.page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== office.product.url) asked.push(request.url());
  });
  lucia.page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const ticket = await openTicket(lucia, {
    subject: 'Correo hostil',
    html: hostileHtml(away),
    text: undefined,
  });
  const frame = lucia.page.frameLocator('iframe').first();
  await expect(frame.getByText('Texto visible del correo hostil.')).toBeVisible();
  const link = frame.getByText('enlace con guion');
  if ((await link.count()) > 0) await link.click({ timeout: 2_000 }).catch(() => undefined);
  await lucia.page.waitForTimeout(1_500);

  expect(asked).toEqual([]);
  expect(dialogs).toBe(0);
  expect(await lucia.page.evaluate(() => 'attacked' in window)).toBe(false);
  await expect(lucia.page).toHaveURL(new RegExp(`^${office.product.url}/tickets/${ticket.id}`));
  expect(lucia.page.context().pages()).toHaveLength(1);
  await lucia.close();
});
