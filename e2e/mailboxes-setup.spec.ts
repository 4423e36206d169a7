import { expect, type Page, test } from '@playwright/test';
import { freePort } from '../apps/server/src/testing/free-port.ts';
import { makeMail, type SmtpSink, startSmtpSink } from '../apps/server/src/testing/mail.ts';
import { type FakeProvider, startOAuthProvider } from '../apps/server/src/testing/oauth-provider.ts';
import { startXOAuth2Imap, type XOAuth2Imap } from '../apps/server/src/testing/xoauth2-imap.ts';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import {
  admin,
  imapLogin,
  type MailGround,
  type Office,
  openOffice,
  startMailGround,
} from './support/office.ts';
import { waitFor } from './support/wait.ts';

/** An administrator connects mailboxes: with a password, tried beforehand; and with the provider's consent. */
test.describe.configure({ mode: 'serial' });

const salesAddress = 'ventas@escuela.example';
const googleAddress = 'familias@gmail.com';
let ground: MailGround;
let provider: FakeProvider;
let imap: XOAuth2Imap;
let smtp: SmtpSink;
let office: Office;
let page: Page;

test.beforeAll(async ({ browser }) => {
  ground = await startMailGround();
  provider = await startOAuthProvider(googleAddress);
  imap = await startXOAuth2Imap(provider.takes);
  smtp = await startSmtpSink({ takes: provider.takes });
  const places = [
    `oauth=${provider.url}`,
    `imap=imap://127.0.0.1:${imap.port}`,
    `smtp=smtp://127.0.0.1:${smtp.server.port}`,
  ];
  office = await openOffice({
    env: { VENTANILLA_GOOGLE_MAIL: places.join(','), VENTANILLA_MAILBOX_POLL_SECONDS: '1' },
  });
  page = await (await browser.newContext()).newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await expect(page.getByRole('navigation', { name: 'Principal' })).toBeVisible();
});
test.afterAll(async () => {
  await page?.context().close();
  await office?.close();
  await smtp?.close();
  await imap?.close();
  await provider?.close();
  await ground?.close();
});

/** For the eyes, where a folder is given. */
const picture = (name: string, of: Page = page) =>
  process.env['SHOTS']
    ? of.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true })
    : null;

const openPage = (on = page) => on.goto(`${office.product.url}/settings/mailboxes`);

test('a mailbox is connected step by step; what is wrong is said in words, beside what to do', async () => {
  const { settings } = onDesk(page);
  await openPage();
  await page.getByRole('button', { name: 'Conectar buzón' }).click();
  await page.getByRole('textbox', { name: 'Dirección' }).fill(salesAddress);
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Ventas');
  await page
    .getByRole('combobox', { name: 'Otras direcciones de este buzón' })
    .fill('cursos@escuela.example');
  await page.keyboard.press('Enter');
  await picture('address');
  await expectClean(page, 'the address');
  await settings.goOn();

  await expect(page.getByRole('textbox', { name: 'Servidor', exact: true })).toHaveValue(
    'imap.escuela.example',
  );
  await settings.fillServer({
    host: '127.0.0.1',
    port: ground.dovecot.port,
    user: imapLogin.user,
    password: 'no es esta',
  });
  await settings.tryOut();
  const step = (name: string) => settings.report.getByRole('listitem').filter({ hasText: name });
  await expect(step('Iniciar sesión')).toContainText('no aceptó el usuario o la contraseña');
  await expect(step('Leer la bandeja')).toContainText('no se intentó');
  await expect(settings.report.getByRole('alert')).toContainText('Qué hacer: escribe otra vez');
  await picture('wrong-password');
  await expectClean(page, 'a wrong password');
  await page.getByLabel('Contraseña', { exact: true }).fill(imapLogin.password);
  await settings.tryOut();
  await expect(step('Leer la bandeja')).toContainText('0 correos en la bandeja');
  await settings.goOn();

  const { host, port } = ground.sink.server;
  await settings.fillServer({ host, port: await freePort(), user: '', password: '' });
  await settings.tryOut();
  await expect(settings.report.getByRole('alert')).toContainText('revisa el puerto');
  await page.getByRole('textbox', { name: 'Puerto', exact: true }).fill(String(port));
  await settings.tryOut();
  await expect(step('Enviar un correo de prueba')).toContainText(admin.email);
  expect(ground.sink.mails.at(-1)?.to).toEqual([admin.email]);
  await expect(step('Entrega confiable')).toBeVisible();
  await picture('outgoing');
  await settings.goOn();
  await page.getByRole('button', { name: 'Conectar', exact: true }).click();
  await expect(page.getByRole('button', { name: `Configurar ${salesAddress}` })).toBeVisible();

  await office.send({
    from: 'Ana <ana@familias.example>',
    to: 'cursos@escuela.example',
    subject: 'Por el alias',
  });
  const ticket = await waitFor('the ticket', async () => {
    const { data } = await office.api.GET('/api/v1/boards/{boardId}', {
      params: { path: { boardId: 'default' } },
    });
    return data?.columns.flatMap(({ items }) => items).find(({ subject }) => subject === 'Por el alias');
  });
  const { data } = await office.api.GET('/api/v1/tickets/{ticketId}', {
    params: { path: { ticketId: ticket.id } },
  });
  expect(data?.replyTo?.from).toBe('cursos@escuela.example');
});

test('a mailbox that exists is changed, put back and paused in place', async () => {
  const form = page.getByRole('form', { name: salesAddress });
  const host = form.getByRole('textbox', { name: 'Servidor', exact: true });
  await expect(host).toHaveValue('127.0.0.1');
  await host.fill('localhost');
  await form.getByLabel('Contraseña', { exact: true }).fill(imapLogin.password);
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByText('Guardado').first()).toBeVisible();
  // It waits until what is being saved is saved.
  await form.getByRole('button', { name: 'Volver a la anterior' }).click();
  await expect(host).toHaveValue('127.0.0.1');
  await page.getByRole('button', { name: 'Pausar' }).click();
  const list = page.getByRole('list', { name: 'Correo', exact: true });
  await expect(list.getByRole('listitem').filter({ hasText: salesAddress })).toContainText('en pausa');
  await page.getByRole('button', { name: 'Reanudar' }).click();
  await picture('mailbox');
  await expectClean(page, 'a mailbox');
});

test('with Google one registers the application once and agrees; a consent withdrawn is said, and renewed', async () => {
  await page.getByRole('button', { name: 'Conectar buzón' }).click();
  await page.getByRole('textbox', { name: 'Dirección' }).fill(googleAddress);
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Familias');
  await expect(page.getByText('Tu correo está en Google.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Dirección de retorno' })).toHaveValue(
    `${office.product.url}/settings/mailboxes`,
  );
  await page.getByRole('textbox', { name: /^Identificador/ }).fill(provider.client.clientId);
  await page
    .getByLabel(/^Secreto/)
    .first()
    .fill(provider.client.clientSecret);
  await picture('application');
  await expectClean(page, 'the application');
  await page.getByRole('button', { name: 'Registrar la aplicación' }).click();
  await page.getByRole('button', { name: 'Conectar con Google' }).click();
  await expect(page.getByText(`${googleAddress} ya está conectado con ${googleAddress}`)).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
  await expect(page.getByText(`${googleAddress} dio permiso`)).toBeVisible();
  await waitFor('the mailbox is read', async () => (await mailbox())?.lastFetchedAt);
  imap.deliver(makeMail({ to: googleAddress, subject: 'Con permiso' }));
  await waitFor('the ticket', async () => {
    const { data } = await office.api.GET('/api/v1/boards/{boardId}', {
      params: { path: { boardId: 'default' } },
    });
    return data?.columns.flatMap(({ items }) => items).some(({ subject }) => subject === 'Con permiso');
  });

  provider.withdraw();
  imap.drop();
  await waitFor('the mailbox stands still', async () => (await mailbox())?.consent?.withdrawn, 30_000);
  await openPage();
  const row = page
    .getByRole('list', { name: 'Correo', exact: true })
    .getByRole('listitem')
    .filter({ hasText: googleAddress });
  await expect(row).toContainText('Google retiró el permiso: vuelve a conectar.');
  await page.getByRole('button', { name: `Configurar ${googleAddress}` }).click();
  await picture('withdrawn');
  await expectClean(page, 'a consent withdrawn');
  await page.getByRole('button', { name: 'Volver a conectar' }).click();
  await expect(page.getByText(`${googleAddress} dio permiso`)).toBeVisible();
  await waitFor('it is well again', async () => (await mailbox())?.state === 'active');
  const output = office.product.output();
  const secrets = [provider.client.clientSecret, imapLogin.password, 'acceso-', 'renueva-', 'codigo-'];
  expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
});

const mailbox = async () =>
  (await office.api.GET('/api/v1/mailboxes')).data?.items.find(({ address }) => address === googleAddress);

test('on a phone everything fits, and disconnecting says what becomes of the tickets', async ({
  browser,
}) => {
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: { width: 390, height: 844 },
  });
  const phone = await context.newPage();
  await openPage(phone);
  await phone.getByRole('button', { name: `Configurar ${salesAddress}` }).click();
  await phone.getByRole('button', { name: 'Salida' }).click();
  await picture('phone', phone);
  await expectClean(phone, 'a mailbox on a phone');
  await phone.getByRole('button', { name: 'Desconectar' }).click();
  const dialog = phone.getByRole('dialog');
  await expect(dialog).toContainText('Sus tickets y mensajes se quedan');
  await expectClean(phone, 'disconnecting');
  await dialog.getByRole('button', { name: 'Desconectar' }).click();
  await expect(phone.getByRole('button', { name: `Configurar ${salesAddress}` })).toHaveCount(0);
  await context.close();
});
