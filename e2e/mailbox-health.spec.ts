import { expect, test } from '@playwright/test';
import { hasDovecot } from '../apps/server/src/testing/dovecot.ts';
import { freePort } from '../apps/server/src/testing/free-port.ts';
import { dataOf } from '../packages/web/src/api/client.ts';
import { untilWatched } from './support/arrival.ts';
import { expectClean } from './support/clean-page.ts';
import { type Desk, onDesk } from './support/desk.ts';
import {
  admin,
  imapServer,
  type MailGround,
  type Office,
  openOffice,
  startMailGround,
} from './support/office.ts';

test.describe.configure({ mode: 'serial' });
test.skip(!hasDovecot, 'needs root and Dovecot');

const billing = 'cobranza@escuela.example';
let ground: MailGround;
let office: Office;
let desk: Desk;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await startMailGround();
  for (let day = 1; day <= 12; day += 1)
    ground.dovecot.deliver('soporte', oldMail(day), new Date(Date.UTC(2025, 4, day, 12)));
  office = await openOffice({ dovecot: ground.dovecot, sink: ground.sink });
  const imap = { ...imapServer({ port: await freePort() }), user: 'cobranza' };
  await dataOf(office.api.POST('/api/v1/mailboxes', { body: { name: 'Cobranza', address: billing, imap } }));
  await untilWatched(office);
  await ground.send({ from: 'Rosa <rosa@familias.example>', subject: 'Duda', text: '¿Cuánto es?' });
  const context = await browser.newContext();
  desk = onDesk(await context.newPage());
  await desk.page.goto(office.product.url);
  await desk.signIn(admin);
  await expect(desk.page.getByRole('article').first()).toBeVisible();
  await desk.page.goto(`${office.product.url}/settings/mailboxes`);
});
test.afterAll(async () => {
  await desk?.page.context().close();
  await office?.close();
  await ground?.close();
});

function oldMail(day: number): Buffer {
  return Buffer.from(
    `From: Eva <eva@familias.example>\r\nTo: soporte@escuela.example\r\nSubject: Antiguo ${day}\r\nMessage-ID: <antiguo-${day}@familias.example>\r\n\r\nHola\r\n`,
  );
}

const row = (address: string) =>
  desk.page.getByRole('list', { name: 'Correo' }).getByRole('listitem').filter({ hasText: address });

test('each mailbox says how it is doing, and what fails is told at the top and at the side', async () => {
  const aside = desk.page.getByRole('complementary', { name: 'Correo' });
  await expect(row('soporte@escuela.example')).toContainText('1 hoy', { timeout: 20_000 });
  await expect(row('soporte@escuela.example')).toContainText('al día');
  await expect(row('soporte@escuela.example')).toContainText(/retraso \d+ s/);
  await expect(row(billing)).toContainText(/no recibe desde \d/);
  await expect(desk.page.getByText('1 buzón con error', { exact: true })).toBeVisible();
  const mark = { name: '1 buzón con error' };
  await expect(desk.page.getByRole('main').getByRole('img', mark)).toBeVisible();
  await desk.page.reload();
  const nav = desk.page.getByRole('navigation', { name: 'Principal' });
  await expect(nav.getByRole('img', mark)).toBeVisible();
  await expect(aside).toContainText('Retraso de entrada');
  await expect(aside).toContainText('Servidor sin conexión');
  await expect(aside.getByRole('listitem').filter({ hasText: admin.name })).toBeVisible();
  await expectClean(desk.page, 'the mailboxes');
});

test('history is looked at before it comes in, and then it does', async () => {
  await desk.page.getByRole('button', { name: 'Configurar soporte@escuela.example' }).click();
  await desk.page.getByRole('button', { name: 'Historial de soporte@escuela.example' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Desde el día').fill('2025-05-05');
  await dialog.getByRole('button', { name: 'Ver qué traería' }).click();
  await expect(dialog.getByText(/8 correos/)).toBeVisible();
  await expect(dialog.getByText('En tickets cerrados: 8. En tickets abiertos: 0.')).toBeVisible();
  await expectClean(desk.page, 'the history of a mailbox');
  await dialog.getByRole('button', { name: 'Traer el historial' }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(
      async () =>
        (await office.api.GET('/api/v1/mailboxes/health')).data?.items.find(({ history }) => history)
          ?.history,
      {
        timeout: 20_000,
      },
    )
    .toMatchObject({ state: 'done', total: 8, done: 8 });
});
