import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { png } from './support/writing.ts';

let office: Office;
let page: Page;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await onDesk(page).board.live();
});
test.afterAll(async () => {
  await page?.context().close();
  await office?.close();
});

const picture = { name: 'retrato.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') };

/** Whether a picture with that address is there and was really drawn. */
const drawn = (address: RegExp) =>
  page.evaluate(
    (source) =>
      [...document.images].some((image) => new RegExp(source).test(image.src) && image.naturalWidth > 0),
    address.source,
  );

for (const [what, path, label, address] of [
  ['photo', '/profile', 'Foto', /\/photo/],
  ['logo', '/settings/organization', 'Logo', /logo/],
] as const) {
  test(`a ${what} is taken in, shown at once and everywhere, refused when it is none, and taken away`, async () => {
    await page.goto(`${office.product.url}${path}`);
    const field = page.getByRole('group', { name: label, exact: true });
    const chooser = async (file: typeof picture) => {
      const opened = page.waitForEvent('filechooser');
      await field.getByRole('button', { name: /imagen$/ }).click();
      await (await opened).setFiles(file);
    };
    await chooser({ name: 'nota.png', mimeType: 'image/png', buffer: Buffer.from('no es una imagen') });
    await expect(page.getByText('No es una imagen que se pueda abrir.')).toBeVisible();
    await chooser(picture);
    await expect(field.getByRole('button', { name: 'Cambiar imagen' })).toBeVisible();
    await expect.poll(() => drawn(address)).toBe(true);
    await expectClean(page, `a page with a ${what}`);
    await page.reload();
    await expect.poll(() => drawn(address)).toBe(true);
    await field.getByRole('button', { name: 'Quitar' }).click();
    await expect(field.getByRole('button', { name: 'Subir imagen' })).toBeVisible();
    await expect.poll(() => drawn(address)).toBe(false);
  });
}
