import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { findTickets } from './support/conversation.ts';
import { openDatabase } from './support/database.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice, supportAddress } from './support/office.ts';

test.describe.configure({ mode: 'serial', timeout: 90_000 });

const tray = '/settings/set-aside';
const unreadable = 'No se deja leer';
const invitation = 'Junta de apoderados';
const called = 'Junta suspendida';

let office: Office;
let database: Awaited<ReturnType<typeof openDatabase>>;
let session: Awaited<ReturnType<BrowserContext['storageState']>>;
let page: Page;
const ids = new Map<string, string>();

/** Hands a raw mail over, as a program with a key would. */
async function handOver(raw: string): Promise<void> {
  const response = await fetch(`${office.product.url}/api/v1/intake/email`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', cookie: office.api.cookie() },
    body: raw.replace(/\r?\n/g, '\r\n'),
  });
  expect(response.status).toBe(200);
}

const meeting = (input: {
  subject: string;
  method: string;
  sequence: number;
}) => `From: Paty Luna <paty@familias.example>
To: ${supportAddress}
Subject: ${input.subject}
Message-ID: <${input.sequence}@junta>
MIME-Version: 1.0
Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s

--s
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Los esperamos en la junta.
--x
Content-Type: text/calendar; charset=utf-8; method=${input.method}

BEGIN:VCALENDAR
METHOD:${input.method}
BEGIN:VEVENT
UID:junta
SEQUENCE:${input.sequence}
SUMMARY:Junta de apoderados, 3° B
LOCATION:Sala 2
DTSTART:20260304T180000Z
DTEND:20260304T193000Z
ORGANIZER;CN=Paty Luna:mailto:paty@familias.example
END:VEVENT
END:VCALENDAR
--x--
--s
Content-Type: application/pgp-signature

firma
--s--
`;

/** What the product leaves after three tries on a mail that its reader cannot finish. */
async function makeUnreadable(subject: string): Promise<void> {
  await database.rows(
    `update message_bodies set text = '', html = null, notices = '{mail.unreadable}' where subject = $1`,
    [subject],
  );
  await database.rows(`update tickets set preview = '' where subject = $1`, [subject]);
  await database.rows(
    `update inbound_raw set state = 'set_aside', attempts = 3, error = 'timeout: 5012 ms of CPU, 5100 ms in all',
       sender = 'rosa@familias.example', subject = $1
     where ticket_id = (select id from tickets where subject = $1)`,
    [subject],
  );
}

const picture = (name: string, of: Page = page) =>
  process.env['SHOTS'] ? of.screenshot({ path: `${process.env['SHOTS']}/${name}.png` }) : null;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  database = await openDatabase(office.product);
  await office.send({
    from: 'Rosa Díaz <rosa@familias.example>',
    subject: unreadable,
    text: 'Por fin se lee lo que escribí.',
  });
  await handOver(meeting({ subject: invitation, method: 'REQUEST', sequence: 1 }));
  await handOver(meeting({ subject: called, method: 'CANCEL', sequence: 2 }));
  await findTickets([unreadable, invitation, called], { office, ids });
  await makeUnreadable(unreadable);
  await database.rows(
    `insert into event_set_aside (id, consumer, pos, event_id, subject_id, state, error, attempts, at)
     select gen_random_uuid(), 'record-interval.on-ticket-changed', l.pos, e.id, e.subject_id, 'failed',
       'Error: ejemplo', 5, e.at
     from events e join events_log l on l.event_id = e.id
     where e.type = 'ticket.created' and e.subject_id = $1`,
    [ids.get(invitation)],
  );
  const context = await browser.newContext({ timezoneId: 'America/Mexico_City', acceptDownloads: true });
  page = await context.newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await expect(page.getByRole('article').first()).toBeVisible();
  session = await context.storageState();
});

test.afterAll(async () => {
  await page?.context().close();
  await database?.close();
  await office?.close();
});

const rowOf = (title: string) => page.getByRole('listitem').filter({ hasText: title });

test('the tray is announced beside the settings, and says what went wrong, whose it is and why', async () => {
  const nav = page.getByRole('navigation', { name: 'Principal' });
  await expect(nav.getByRole('img', { name: '2 problemas por mirar' })).toBeVisible();
  await page.goto(`${office.product.url}${tray}`);
  await expect(page.getByRole('heading', { level: 2, name: 'Bandeja de problemas' })).toBeVisible();
  const row = rowOf(unreadable);
  await expect(row).toContainText('De rosa@familias.example · a Soporte');
  await expect(row).toContainText('Leerlo tomaba demasiado tiempo');
  await expect(row).toContainText('3 intentos');
  await expect(rowOf('Anotar el tiempo de un ticket')).toContainText('Cambió un ticket');
  await expectClean(page);
  await picture('bandeja-light');
});

test('kinds can be told apart', async () => {
  await page.getByText('Ilegibles (1)').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Anotar el tiempo' })).toHaveCount(0);
  await expect(rowOf(unreadable)).toBeVisible();
  await page.getByText('En cuarentena', { exact: true }).click();
  await expect(page.getByText('Ningún problema')).toBeVisible();
  await page.getByText('Todos (2)').click();
});

test('one marked as looked at goes, and comes back by undoing or from those looked at', async () => {
  const row = rowOf('Anotar el tiempo de un ticket');
  await row.getByRole('button', { name: /^Marcar como visto/ }).click();
  await expect(row).toHaveCount(0);
  // Meanwhile another one comes: it is told of, and what only comes back is not.
  await database.rows(
    `insert into mail_alarms (id, reason, address, channel_account_id, mails, first_at, last_at)
     select gen_random_uuid(), 'same_words', 'robot@lejos.example', id, 40, now(), now()
     from channel_accounts limit 1`,
  );
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await expect(row).toBeVisible();
  await expect(page.getByText('Hay un problema nuevo por mirar')).toBeVisible();
  await database.rows('delete from mail_alarms');
  await row.getByRole('button', { name: /^Marcar como visto/ }).click();
  await expect(row).toHaveCount(0);
  await page.getByText('Vistos', { exact: true }).click();
  await expect(row).toContainText(`Lo vio ${admin.name}`);
  await row.getByRole('button', { name: /^Volver a la bandeja/ }).click();
  await expect(page.getByText('Nada visto todavía')).toBeVisible();
  await page.getByText(/^Todos/).click();
  await expect(row).toBeVisible();
});

test('on a phone and in the dark it fits and reads as well', async ({ browser }) => {
  const context = await browser.newContext({
    storageState: session,
    viewport: { width: 390, height: 800 },
    colorScheme: 'dark',
    hasTouch: true,
  });
  const phone = await context.newPage();
  await phone.goto(`${office.product.url}${tray}`);
  await expect(phone.getByRole('button', { name: `Reintentar ${unreadable}` })).toBeVisible();
  await expectClean(phone);
  await picture('bandeja-phone-dark', phone);
  await phone.goto(`${office.product.url}/tickets/${ids.get(invitation)}`);
  await expect(phone.getByRole('region', { name: 'Invitación de calendario' })).toBeVisible();
  await expectClean(phone);
  await picture('invitacion-phone-dark', phone);
  await context.close();
});

test('the ticket of a mail that could not be read says so and has the original', async () => {
  await page.goto(`${office.product.url}${tray}`);
  await rowOf(unreadable)
    .getByRole('link', { name: /^Abrir V-/ })
    .click();
  const message = page.getByRole('region', { name: 'Conversación' }).getByRole('article');
  await expect(message).toContainText('No pudimos leer este correo.');
  await expectClean(page);
  await picture('ilegible-light');
  const downloading = page.waitForEvent('download');
  await message.getByRole('link', { name: 'Descargar el original' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${unreadable}.eml`);
  expect(readFileSync(await download.path(), 'utf8')).toContain('Por fin se lee lo que escrib');
});

test('the original is shown as text, with the focus back where it was', async () => {
  const more = page.getByRole('button', { name: 'Más sobre el correo de Rosa Díaz' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Ver el original' }).click();
  const dialog = page.getByRole('dialog', { name: 'El correo tal como llegó' });
  await expect(dialog.getByRole('region', { name: 'Encabezados' })).toContainText(unreadable);
  await expect(dialog.getByRole('region', { name: 'Contenido' })).toContainText('Por fin se lee');
  await expectClean(page);
  await picture('original-light');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(more).toBeFocused();
});

test('read again, the message has its words, the history says who, and the tray is empty of it', async () => {
  await page.goto(`${office.product.url}${tray}`);
  await page.getByRole('button', { name: `Reintentar ${unreadable}` }).click();
  await expect(page.getByText('Se resolvió 1')).toBeVisible();
  await expect(rowOf(unreadable)).toHaveCount(0);
  await page.goto(`${office.product.url}/tickets/${ids.get(unreadable)}`);
  const message = page.getByRole('region', { name: 'Conversación' }).getByRole('article');
  await expect(message).toContainText('Por fin se lee lo que escribí.');
  await expect(message).not.toContainText('No pudimos leer');
  await page.getByRole('button', { name: 'Más sobre el correo de Rosa Díaz' }).click();
  await page.getByRole('menuitem', { name: 'Volver a leer' }).click();
  await expect(page.getByText('Se leyó de nuevo: dice lo mismo')).toBeVisible();
});

test('an invitation stands on a card in the reader’s time, one called off says so, and a signature is named', async () => {
  await page.goto(`${office.product.url}/tickets/${ids.get(invitation)}`);
  const card = page.getByRole('region', { name: 'Invitación de calendario' });
  await expect(card).toContainText('Junta de apoderados, 3° B');
  await expect(card).toContainText('Invitación actualizada');
  await expect(card).toContainText(/12:00.+13:30/);
  await expect(card).toContainText('Sala 2');
  await expect(card).toContainText('Paty Luna · paty@familias.example');
  await expect(page.getByText('Firmado con PGP (no comprobado)')).toBeVisible();
  await expectClean(page);
  await picture('invitacion-light');
  await page.goto(`${office.product.url}/tickets/${ids.get(called)}`);
  await expect(card).toContainText('Reunión cancelada');
  await expectClean(page);
});
