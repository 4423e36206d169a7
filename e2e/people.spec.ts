import { createHmac } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { dataOf, ifMatch } from '../packages/web/src/api/client.ts';
import { expectClean } from './support/clean-page.ts';
import { onDesk, openDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

const invited = {
  name: 'Carmen Ruiz',
  email: 'carmen@escuela.example',
  password: 'patio y recreo 2026',
};
const newPassword = 'otra frase para entrar 2026';

let office: Office;

// One office whose people come, change and go: what follows a test that failed would begin without them.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(90_000);
  office = await openOffice();
});

// Each screen is looked at by axe in both themes, which takes its time where others work beside.
test.beforeEach(() => test.setTimeout(240_000));

test.afterAll(async () => {
  await office?.close();
});

/** The link of the last mail of the product to somebody; it stays on the server, which has nowhere to send. */
async function mailedLink(kind: 'invitation' | 'password_reset', to: string): Promise<string> {
  return waitFor(`a mail ${kind} to ${to}`, async () => {
    const { items } = await dataOf(office.api.GET('/api/v1/system-mails', { params: { query: {} } }));
    const found = items.find((mail) => mail.kind === kind && mail.to === to);
    if (!found) return null;
    const path = { systemMailId: found.id };
    const { text } = await dataOf(
      office.api.GET('/api/v1/system-mails/{systemMailId}', { params: { path } }),
    );
    return text?.match(/http\S+#token=\S+/)?.[0] ?? null;
  });
}

/** The code of an authenticator app for a Base32 secret (RFC 6238: SHA-1, 30 s, 6 digits). */
function codeOf(secret: string, atMs: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(secret.replace(/\s|=/g, ''))
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest[19]! & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

const signIn = (page: Page) => page.getByRole('heading', { name: 'Entra a tu mesa de ayuda' });

test('somebody invited by mail chooses a password and is in; the link works once', async ({ browser }) => {
  const lucia = await openDesk(() => browser.newContext(), { url: office.product.url, person: admin });
  await lucia.settings.open(office.product.url, 'agents');
  await lucia.page.getByRole('button', { name: 'Invitar por correo' }).click();
  const { dialog } = lucia.settings;
  await dialog.getByRole('textbox', { name: 'Nombre' }).fill(invited.name);
  await dialog.getByRole('textbox', { name: 'Correo' }).fill(invited.email);
  await dialog.getByRole('button', { name: 'Mandar invitación' }).click();
  const pending = lucia.page.getByRole('list', { name: 'Invitaciones pendientes' });
  await expect(pending.getByText(invited.name)).toBeVisible();

  const first = await mailedLink('invitation', invited.email);
  await lucia.page.getByRole('button', { name: `Mandar otra vez la invitación de ${invited.name}` }).click();
  const link = await waitFor('another link', async () => {
    const next = await mailedLink('invitation', invited.email);
    return next === first ? null : next;
  });

  const page = await newPage(browser);
  await page.goto(first);
  await expect(page.getByRole('heading', { name: 'Esta invitación ya no sirve' })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Te invitaron a Escuela Horizonte' })).toBeVisible();
  await page.getByLabel('Contraseña', { exact: true }).fill('corta');
  await page.getByRole('button', { name: 'Aceptar y entrar' }).click();
  await expect(page.getByText('Le faltan caracteres: son 10 o más')).toBeVisible();
  await page.getByLabel('Contraseña', { exact: true }).fill(invited.password);
  await page.getByRole('button', { name: 'Aceptar y entrar' }).click();
  await onDesk(page).board.live();

  await lucia.page.reload();
  await expect(lucia.page.getByRole('switch', { name: `${invited.name} puede entrar` })).toBeChecked();
  await expect(pending).toBeHidden();
  const late = await newPage(browser);
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'Esta invitación ya no sirve' })).toBeVisible();
  for (const each of [page, late]) await each.context().close();
  await lucia.close();
});

test('a forgotten password: the same answer for everybody, and a link that works once', async ({
  browser,
}) => {
  const page = await newPage(browser);
  await page.goto(office.product.url);
  await page.getByRole('textbox', { name: 'Correo' }).fill('nadie@escuela.example');
  await page.getByRole('link', { name: '¿Olvidaste tu contraseña?' }).click();
  await expect(page.getByRole('button', { name: 'Mandar el enlace' })).toBeVisible();
  // What was typed comes along, and not in the address.
  await expect(page.getByRole('textbox', { name: 'Correo' })).toHaveValue('nadie@escuela.example');
  expect(page.url()).not.toContain('nadie');
  for (const email of ['nadie@escuela.example', colleague.email]) {
    await page.getByRole('textbox', { name: 'Correo' }).fill(email);
    await page.getByRole('button', { name: 'Mandar el enlace' }).click();
    await expect(page.getByRole('heading', { name: 'Revisa tu correo' })).toBeFocused();
    await expect(page.getByText(`Si ${email} es de alguien que atiende aquí`)).toBeVisible();
    await page.getByRole('button', { name: 'Probar con otro correo' }).click();
  }
  const link = await mailedLink('password_reset', colleague.email);
  await page.goto(link);
  await page.getByLabel('Contraseña nueva', { exact: true }).fill(newPassword);
  await page.getByRole('button', { name: 'Guardar contraseña' }).click();
  await expect(page.getByRole('heading', { name: 'Listo, ya cambió' })).toBeVisible();
  await page.getByRole('link', { name: 'Ir a entrar' }).click();
  await onDesk(page).signIn(colleague);
  await expect(page.getByRole('alert').filter({ hasText: 'no coinciden' })).toBeVisible();
  await onDesk(page).signIn({ email: colleague.email, password: newPassword });
  await onDesk(page).board.live();

  const late = await newPage(browser);
  await late.goto(link);
  await late.getByLabel('Contraseña nueva', { exact: true }).fill(newPassword);
  await late.getByRole('button', { name: 'Guardar contraseña' }).click();
  await expect(late.getByRole('heading', { name: 'Este enlace ya no sirve' })).toBeVisible();
  await late.getByRole('link', { name: 'Pedir otro enlace' }).click();
  await expect(late.getByRole('heading', { name: '¿Olvidaste tu contraseña?' })).toBeVisible();
  for (const each of [page, late]) await each.context().close();
});

test('verification in two steps: on with a code of the app, in by code and by backup code, off again', async ({
  browser,
}) => {
  const person = { email: colleague.email, password: newPassword };
  const desk = await openDesk(() => browser.newContext(), { url: office.product.url, person });
  const { page } = desk;
  await page.getByRole('button', { name: /^Tu cuenta/ }).click();
  await page.getByRole('menuitem', { name: 'Tu perfil' }).click();
  await page.getByRole('button', { name: 'Activar' }).click();
  const { dialog } = desk.settings;
  await dialog.getByLabel('Tu contraseña', { exact: true }).fill('no es esta');
  await dialog.getByRole('button', { name: 'Seguir' }).click();
  await expect(dialog.getByRole('alert')).toContainText('no es tu contraseña');
  await dialog.getByLabel('Tu contraseña', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: 'Seguir' }).click();
  const secret = await dialog.getByRole('group', { name: 'Clave' }).innerText();
  await expect(
    dialog.getByRole('img', { name: 'Código QR para tu aplicación de verificación' }),
  ).toBeVisible();
  await expectClean(page, 'the QR code');
  await expect(dialog.getByRole('link', { name: 'Abrir en este equipo' })).toHaveAttribute(
    'href',
    /^otpauth:\/\/totp\//,
  );
  await dialog.getByRole('textbox', { name: 'Código de 6 cifras' }).fill('000000');
  await dialog.getByRole('button', { name: 'Activar' }).click();
  await expect(dialog.getByRole('alert')).toContainText('no coincide');
  // A code is good once: the one before leaves the present one for signing in.
  await dialog.getByRole('textbox', { name: 'Código de 6 cifras' }).fill(codeOf(secret, Date.now() - 30_000));
  await dialog.getByRole('button', { name: 'Activar' }).click();
  const codes = dialog.getByRole('list', { name: 'Códigos de respaldo' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const backupCode = await codes.first().innerText();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Descargar' }).click();
  expect((await download).suggestedFilename()).toBe('codigos-de-respaldo-ventanilla.txt');
  await dialog.getByRole('button', { name: 'Ya los guardé' }).click();
  await expect(page.getByText('Te quedan 10 códigos de respaldo')).toBeVisible();

  const other = await newPage(browser);
  await other.goto(office.product.url);
  await onDesk(other).signIn(person);
  const code = other.getByRole('textbox', { name: 'Código' });
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await code.fill('000000');
  await other.getByRole('button', { name: 'Entrar' }).click();
  await expect(other.getByRole('alert')).toContainText('no es válido');
  await code.fill(codeOf(secret, Date.now()));
  await other.getByRole('button', { name: 'Entrar' }).click();
  await onDesk(other).board.live();

  const third = await newPage(browser);
  await third.goto(office.product.url);
  await onDesk(third).signIn(person);
  await third.getByRole('button', { name: 'Usar un código de respaldo' }).click();
  await third.getByRole('textbox', { name: 'Código de respaldo' }).fill(backupCode);
  await third.getByRole('button', { name: 'Entrar' }).click();
  await onDesk(third).board.live();
  await page.reload();
  await expect(page.getByText('Te quedan 9 códigos de respaldo')).toBeVisible({ timeout: 20_000 });

  await page.getByRole('button', { name: 'Desactivar' }).click();
  await dialog.getByLabel('Tu contraseña', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: 'Desactivar' }).click();
  await expect(page.getByRole('button', { name: 'Activar', exact: true })).toBeVisible();
  for (const each of [other, third]) await each.context().close();
  await desk.close();
});

test('one session is ended from another, and then all of them', async ({ browser }) => {
  const person = { email: invited.email, password: invited.password };
  const here = await openDesk(() => browser.newContext(), { url: office.product.url, person });
  const there = await openDesk(() => browser.newContext(), { url: office.product.url, person });
  await here.page.goto(`${office.product.url}/profile`);
  const sessions = here.page.getByRole('list', { name: 'Sesiones abiertas' });
  await expect(sessions.getByText('Este navegador')).toHaveCount(1);
  const before = await sessions.getByRole('listitem').count();
  await sessions
    .getByRole('button', { name: /^Cerrar la sesión de/ })
    .first()
    .click();
  await expect(sessions.getByRole('listitem')).toHaveCount(before - 1);
  await there.page.reload();
  await expect(signIn(there.page)).toBeVisible();

  await here.page.getByRole('button', { name: 'Cerrar todas' }).click();
  await here.settings.dialog.getByRole('button', { name: 'Cerrar todas' }).click();
  await expect(signIn(here.page)).toBeVisible();
  await here.page.goto(office.product.url);
  await expect(signIn(here.page)).toBeVisible();
  await here.close();
  await there.close();
});

test('the organisation: an unreadable colour is told at once, and whoever was first is never overwritten unasked', async ({
  browser,
}) => {
  const { page, close } = await openDesk(() => browser.newContext(), {
    url: office.product.url,
    person: admin,
  });
  await page.goto(`${office.product.url}/settings/organization`);
  const colour = page.getByRole('textbox', { name: 'Color de marca' });
  await colour.fill('#ffd54a');
  await expect(page.getByText(/No se distingue del fondo/)).toBeVisible();
  await colour.fill('#1d54ab');
  await expect(page.getByText(/Se lee bien/)).toBeVisible();

  const now = await dataOf(office.api.GET('/api/v1/organization'));
  await office.api.PATCH('/api/v1/organization', {
    params: { header: ifMatch(now.version) },
    body: { name: 'Escuela Horizonte Norte' },
  });
  const name = page.getByRole('textbox', { name: 'Nombre de la empresa' });
  await name.fill('Escuela del Sur');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'Alguien guardó cambios antes que tú.' }),
  ).toBeVisible();
  await expect(name).toHaveValue('Escuela del Sur');
  await page.getByRole('button', { name: 'Ver lo que hay' }).click();
  await expect(name).toHaveValue('Escuela Horizonte Norte');
  await colour.fill('#1d54ab');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await expect(page.getByText('Guardado')).toBeVisible();
  const after = await dataOf(office.api.GET('/api/v1/organization'));
  expect(after).toMatchObject({ name: 'Escuela Horizonte Norte', color: '#1d54ab' });
  await close();
});

test('every session but this one ends at once', async ({ browser }) => {
  const person = { email: invited.email, password: invited.password };
  const here = await openDesk(() => browser.newContext(), { url: office.product.url, person });
  const there = await openDesk(() => browser.newContext(), { url: office.product.url, person });
  await here.page.goto(`${office.product.url}/profile`);
  await here.page.getByRole('button', { name: 'Cerrar las demás' }).click();
  await here.settings.dialog.getByRole('button', { name: 'Cerrar las demás' }).click();
  const sessions = here.page.getByRole('list', { name: 'Sesiones abiertas' });
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await there.page.reload();
  await expect(signIn(there.page)).toBeVisible();
  for (const each of [here, there]) await each.close();
});

test('a photo is drawn small before it is sent, and takes the place of the initials', async ({ browser }) => {
  const { page, close } = await openDesk(() => browser.newContext(), {
    url: office.product.url,
    person: admin,
  });
  await page.goto(`${office.product.url}/profile`);
  // What a camera would bring: drawn by the browser itself, far larger than what is shown.
  const large = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1600;
    canvas.height = 1200;
    canvas.getContext('2d')!.fillRect(0, 0, 1600, 1200);
    return canvas.toDataURL('image/jpeg').split(',')[1]!;
  });
  const sent = page.waitForRequest((request) => request.url().endsWith('/session/photo'));
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(large, 'base64') });
  expect((await (await sent).response())?.status()).toBe(200);
  await expect(page.getByText('Imagen guardada')).toBeVisible();
  const photo = page.getByRole('group', { name: 'Foto' }).locator('img');
  await expect(photo).toBeVisible();
  expect(
    await photo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
  ).toEqual([256, 192]);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'nota.png', mimeType: 'image/png', buffer: Buffer.from('no es imagen') });
  await expect(page.getByText('No es una imagen que se pueda abrir.')).toBeVisible();
  await page.getByRole('button', { name: 'Quitar', exact: true }).click();
  await expect(photo).toBeHidden();
  await expectClean(page, 'profile');
  await close();
});

test('a key: its scopes in plain words, shown once, revoked knowing what that does', async ({ browser }) => {
  const { page, settings, close } = await openDesk(() => browser.newContext(), {
    url: office.product.url,
    person: admin,
  });
  await page.goto(`${office.product.url}/settings/api-keys`);
  await page.getByRole('button', { name: 'Nueva clave' }).click();
  await settings.dialog.getByRole('textbox', { name: 'Nombre' }).fill('Informes');
  await settings.dialog.getByRole('checkbox', { name: 'Ver quién atiende' }).check();
  await expectClean(page, 'new key');
  await settings.dialog.getByRole('button', { name: 'Crear clave' }).click();
  const secret = await settings.dialog.getByRole('textbox', { name: 'Clave' }).inputValue();
  expect(secret).toMatch(/^vk_/);
  await settings.dialog.getByRole('button', { name: 'Ya la copié' }).click();
  const use = () =>
    fetch(`${office.product.url}/api/v1/agents`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await use()).status).toBe(200);
  const row = page.getByRole('listitem').filter({ hasText: 'Informes' });
  await expect(row).toContainText('Ver quién atiende');
  await expect(row).toContainText(`de ${admin.name}`);
  await expect(row).toContainText('Activa');
  await row.getByRole('button', { name: 'Revocar Informes' }).click();
  await expect(settings.dialog).toContainText('deja de entrar de inmediato y no se puede deshacer');
  await settings.dialog.getByRole('button', { name: 'Revocar' }).click();
  await expect(row).toContainText('Revocada');
  expect((await use()).status).toBe(401);
  await close();
});

test('any setting is found by plain words, and whoever may not see a page is told whom to ask', async ({
  browser,
}) => {
  const lucia = await openDesk(() => browser.newContext(), { url: office.product.url, person: admin });
  const { page } = lucia;
  await lucia.nav.getByRole('link', { name: 'Ajustes' }).click();
  const search = page.getByRole('searchbox', { name: 'Buscar en ajustes' });
  await search.fill('reabrir');
  await expect(page.getByRole('link', { name: /Cuándo se reabre un ticket/ })).toBeVisible();
  await search.press('Enter');
  await expect(page.getByRole('radio', { name: 'Se abre otro, enlazado al anterior' })).toBeFocused();
  await page.getByRole('radio', { name: /Se reabre el mismo/ }).check();
  await page.getByRole('textbox', { name: 'Días para reabrir' }).fill('12');
  await page.getByRole('button', { name: 'Guardar regla' }).click();
  await expect(page.getByText('Guardado', { exact: true })).toBeVisible();
  expect((await dataOf(office.api.GET('/api/v1/ticket-rules'))).reopenDays).toBe(12);
  await search.fill('xyzzy');
  await expect(page.getByText('Nada con «xyzzy».')).toBeVisible();
  await page.goto(`${office.product.url}/settings/outbox`);
  await page.getByRole('button', { name: 'Mandarme un correo de prueba' }).click();
  await expect(page.getByText('El correo de prueba se quedó aquí')).toBeVisible();
  for (const section of ['organization', 'agents', 'mailboxes', 'outbox', 'set-aside']) {
    await page.goto(`${office.product.url}/settings/${section}`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectClean(page, section);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${office.product.url}/settings`);
  await page.getByRole('link', { name: 'Agentes' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Agentes' })).toBeVisible();
  await expectClean(page, 'agents, phone');
  await page.getByRole('link', { name: 'Ajustes' }).first().click();
  await expect(search).toBeVisible();
  await lucia.close();

  const carmen = await openDesk(() => browser.newContext(), {
    url: office.product.url,
    person: { email: invited.email, password: invited.password },
  });
  await carmen.page.goto(`${office.product.url}/settings/api-keys`);
  await expect(carmen.page.getByText('Claves de API no es visible para ti')).toBeVisible();
  await expect(carmen.page.getByText(`Pídela a ${admin.name}.`)).toBeVisible();
  await carmen.close();
});
