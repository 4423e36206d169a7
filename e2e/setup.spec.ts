import { deflateSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { imapLogin, type MailGround, startMailGround, supportAddress } from './support/office.ts';
import { type Product, startProduct } from './support/product.ts';

const person = { name: 'Lucía Ferrer', email: 'lucia@escuela.example', password: 'pizarra y tiza 2026' };
const secret = 'hecho por Juan en 19.4326,-99.1332';

let product: Product;
test.beforeEach(async () => {
  test.setTimeout(240_000);
  product = await startProduct();
});
test.afterEach(() => product?.remove());

/** A PNG of one colour, 600 px wide and high, with words of a camera in it. */
function makeLogo(): Buffer {
  const side = 600;
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, 0x77)]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length, 0);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, data, crcOf(Buffer.concat([head.subarray(4), data]))]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${secret}`)),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** CRC of a PNG's chunk (PNG, annex D). */
function crcOf(bytes: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const check = Buffer.alloc(4);
  check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return check;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const next = (page: Page) => page.getByRole('button', { name: 'Seguir', exact: true }).click();

async function fillAccount(page: Page) {
  await page.getByRole('textbox', { name: 'Tu nombre' }).fill(person.name);
  await page.getByRole('textbox', { name: 'Tu correo' }).fill(person.email);
  await page.getByLabel('Contraseña', { exact: true }).fill(person.password);
  await next(page);
}

async function fillOrganization(page: Page, name: string) {
  await expect(heading(page, 'Tu organización')).toBeFocused();
  await page.getByRole('textbox', { name: 'Nombre de tu empresa' }).fill(name);
  await next(page);
}

test('from the link to the board: refused colour, logo, going back, reloading, nothing connected', async ({
  page,
}) => {
  // As older versions printed it.
  await page.goto(product.setupLink().replace('#', '?'));
  await expect(heading(page, 'Pon en marcha Ventanilla')).toBeVisible();
  await next(page);
  await expect(page.getByRole('textbox', { name: 'Tu nombre' })).toBeFocused();
  await expectClean(page, 'account');
  await fillAccount(page);

  await page.getByRole('textbox', { name: 'Nombre de tu empresa' }).fill('Escuela Horizonte');
  const colour = page.getByRole('textbox', { name: 'Color de marca' });
  await colour.fill('#ffd54a');
  await expect(page.getByText(/No se distingue del fondo: contraste [\d.]+, hace falta 3/)).toBeVisible();
  await next(page);
  await expect(heading(page, 'Tu organización')).toBeVisible();
  await colour.fill('#0f766e');
  await expect(page.getByText(/Se lee bien/)).toBeVisible();
  const file = { name: 'logo.png', mimeType: 'image/png', buffer: makeLogo() };
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByRole('button', { name: 'Quitar' })).toBeVisible();
  await expectClean(page, 'organisation');

  // Before the administrator exists a reload asks for the password again, and for nothing else.
  await page.reload();
  await expect(page.getByText('La contraseña no se guarda: escríbela otra vez.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Tu correo' })).toHaveValue(person.email);
  await page.getByLabel('Contraseña', { exact: true }).fill(person.password);
  await next(page);
  await page.getByRole('textbox', { name: 'Nombre de tu empresa' }).fill('Escuela Horizonte');
  await page.getByRole('textbox', { name: 'Color de marca' }).fill('#0f766e');
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByRole('button', { name: 'Quitar' })).toBeVisible();
  await next(page);

  await expect(heading(page, 'Idioma y hora')).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Zona horaria' })).toHaveValue('America/Mexico_City');
  await expectClean(page, 'language');
  await page.reload();
  await expect(heading(page, 'Idioma y hora')).toBeVisible();
  await page.getByRole('button', { name: 'Atrás' }).click();
  const name = page.getByRole('textbox', { name: 'Nombre de tu empresa' });
  await expect(name).toHaveValue('Escuela Horizonte');
  await name.fill('Escuela Horizonte Norte');
  await next(page);
  await expect(heading(page, 'Idioma y hora')).toBeVisible();
  await next(page);

  await expect(heading(page, '¿Cómo trabajan?')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Empezar en blanco' })).toBeChecked();
  await page.getByRole('radio', { name: 'Mesa por departamentos' }).check();
  const begins = page.getByRole('region', { name: 'Con «Mesa por departamentos» empiezas así' });
  await expect(begins).toContainText('Soporte Técnico');
  await expect(begins).toContainText('Crítico · 1 h hábil');
  await expectClean(page, 'how they work');
  await next(page);

  await expect(heading(page, 'Conecta tu primer buzón')).toBeVisible();
  await expectClean(page, 'mailbox');
  await page.getByRole('button', { name: 'Más tarde' }).click();
  await expect(heading(page, '¿Con qué empiezas?')).toBeVisible();
  await expectClean(page, 'what one begins with');
  await next(page);
  await expect(heading(page, 'Todo listo, Lucía')).toBeVisible();
  await expect(page.getByText('Conecta un buzón')).toBeVisible();
  await expectClean(page, 'done');
  await page.getByRole('link', { name: 'Ir al mesón' }).click();

  const desk = onDesk(page);
  await desk.board.live();
  await expect(desk.nav.getByText('Escuela Horizonte Norte')).toBeVisible();
  const accent = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--accent'),
  );
  expect(accent.trim()).toBe('#0f766e');
  const logo = await page.request.get(`${product.url}/api/v1/brand/logo`);
  const bytes = await logo.body();
  expect(bytes.includes('Juan')).toBe(false);
  const side = await desk.nav
    .locator('img')
    .first()
    .evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(side).toBe(512);

  // What was chosen is how the desk works, and is said so; another one shows what it would do before it does it.
  await page.goto(`${product.url}/settings/blueprints`);
  const differenceWith = (name: string) =>
    page.getByRole('button', { name: `Ver diferencia con «${name}»` }).click();
  const dialog = page.getByRole('dialog');
  await differenceWith('Mesa por departamentos');
  await expect(dialog).toContainText('Ya trabajas así: no hay nada que cambiar.');
  await dialog.getByRole('button', { name: 'Cerrar' }).last().click();
  await differenceWith('Mesón de conversaciones');
  await expect(dialog.getByRole('region', { name: 'Estados' })).toContainText(
    'nombre: Abierto → No abordado',
  );
  await expectClean(page, 'the difference of a blueprint');
  await dialog.getByRole('button', { name: 'Aplicar' }).click();
  await expect(page.getByText('Listo: «Mesón de conversaciones» está aplicada.')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Descargar' }).click();
  const exported = await (await download).path();
  await page.locator('input[type="file"]').setInputFiles(exported);
  await expect(dialog).toContainText('Ya trabajas así: no hay nada que cambiar.');
  await dialog.getByRole('button', { name: 'Cerrar' }).last().click();
  const broken = { name: 'rota.json', mimeType: 'application/json', buffer: Buffer.from('{"types": [{}]}') };
  await page.locator('input[type="file"]').setInputFiles(broken);
  await expect(page.getByRole('alert')).toContainText('types.0.key');
  await expectClean(page, 'blueprints in the settings');

  // The link is used up; the key appears in nothing that was printed after it.
  await page.goto(product.setupLink());
  await expect(heading(page, 'La puesta en marcha ya se hizo')).toBeVisible();
});

test.describe('with real servers', () => {
  let ground: MailGround;
  test.beforeAll(async () => {
    ground = await startMailGround();
  });
  test.afterAll(() => ground?.close());

  test('the first mailbox is tried step by step, and examples come while one goes on', async ({ page }) => {
    await page.goto(product.setupLink());
    await fillAccount(page);
    await fillOrganization(page, 'Escuela Horizonte');
    await expect(heading(page, 'Idioma y hora')).toBeVisible();
    await next(page);
    await expect(page.getByRole('radio', { name: 'Empezar en blanco' })).toBeChecked();
    await next(page);

    await page.getByRole('textbox', { name: 'Dirección' }).fill(supportAddress);
    await page.getByRole('textbox', { name: 'Nombre' }).fill('Soporte Horizonte');
    await next(page);
    const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
    await expect(field('Servidor')).toHaveValue('imap.escuela.example');
    const connectTo = async ({ port }: { port: number }) => {
      await field('Servidor').fill('127.0.0.1');
      await page.getByRole('combobox', { name: 'Seguridad' }).click();
      await page.getByRole('option', { name: 'Sin cifrar' }).click();
      await field('Puerto').fill(String(port));
    };
    const tryOut = () => page.getByRole('button', { name: 'Probar conexión' }).click();
    const report = page.getByRole('region', { name: /^Resultado de la prueba/ });

    await connectTo(ground.dovecot);
    await field('Usuario').fill(imapLogin.user);
    await page.getByLabel('Contraseña', { exact: true }).fill('no es esta');
    await tryOut();
    await expect(report.getByRole('listitem').filter({ hasText: 'Iniciar sesión' })).toContainText(
      'no aceptó el usuario o la contraseña',
    );
    await expect(report.getByRole('listitem').filter({ hasText: 'Nos conectamos al puerto' })).toContainText(
      'bien',
    );
    await expect(report.getByRole('alert')).toContainText('Qué hacer: escribe otra vez usuario y contraseña');
    await expectClean(page, 'a trial that failed');
    await page.getByLabel('Contraseña', { exact: true }).fill(imapLogin.password);
    await tryOut();
    await expect(page.getByText('Los servidores contestaron bien.')).toBeVisible();
    await next(page);

    await connectTo(ground.sink.server);
    await field('Usuario').fill('');
    await tryOut();
    await expect(page.getByText('Los servidores contestaron bien.')).toBeVisible();
    await page.getByRole('button', { name: 'Conectar y seguir' }).click();

    await page.getByRole('radio', { name: 'Con datos de ejemplo' }).check();
    await expect(page.getByText('Los datos de ejemplo no se quitan después.')).toBeVisible();
    await next(page);
    await expect(page.getByText('Agregando los datos de ejemplo…')).toBeVisible();
    await expect(page.getByText('Los datos de ejemplo están listos')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(`Escribe a ${supportAddress}`)).toBeVisible();
    await page.getByRole('link', { name: 'Ir al mesón' }).click();
    const { board } = onDesk(page);
    await board.live();
    await expect(board.yourTurn.getByRole('article').first()).toBeVisible();
  });
});

test.describe('on a phone, in English', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'en-US', timezoneId: 'America/Chicago' });

  test('every step fits, and the desk is in the language that was chosen', async ({ page }) => {
    await page.goto(product.setupLink());
    await expect(heading(page, 'Set up Ventanilla')).toBeVisible();
    await page.getByRole('textbox', { name: 'Your name' }).fill(person.name);
    await page.getByRole('textbox', { name: 'Your email' }).fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await expectClean(page, 'account, phone');
    const on = () => page.getByRole('button', { name: 'Continue', exact: true }).click();
    await on();
    await page.getByRole('textbox', { name: /company|organization/i }).fill('Horizon School');
    await expectClean(page, 'organisation, phone');
    await on();
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('America/Chicago');
    await on();
    await expect(page.getByRole('radio', { name: 'Start blank' })).toBeChecked();
    await expectClean(page, 'how they work, phone');
    await on();
    await expect(page.getByRole('textbox', { name: 'Address', exact: true })).toBeVisible();
    await expectClean(page, 'mailbox, phone');
    // Who has Microsoft is led to signing in with their account, and may leave it for afterwards.
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill('help@outlook.com');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Help');
    await on();
    await expect(page.getByText('Signing in with your account is the sure way')).toBeVisible();
    await expectClean(page, 'mailbox of Microsoft, phone');
    await page.getByRole('button', { name: 'Connect afterwards' }).click();
    await expectClean(page, 'what one begins with, phone');
    await on();
    await expect(heading(page, 'All set, Lucía')).toBeVisible();
    await expectClean(page, 'done, phone');
    await page.getByRole('link', { name: 'Go to the board' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  });
});
