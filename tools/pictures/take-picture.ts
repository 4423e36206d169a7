import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = join(import.meta.dirname, '../../docs/img');
const bytesMax = 300_000;

export const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
export type Size = keyof typeof sizes;
const themes = ['light', 'dark'] as const;

/** What the README shows; the same names stand in .gitignore. */
const shown = new Set(['meson-wide-light', 'ticket-wide-light', 'meson-wide-dark', 'ticket-phone-light']);

/** A page is still once its text has stayed the same so long; one that never rests is taken as it is. */
const stillMs = 500;
const stillMsMax = 8_000;

/** Resolves once nothing loads any more: something is there, no skeleton, nothing busy, fonts in, the text at rest. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const began = performance.now();
  let since = began;
  let last = '';
  while (performance.now() - since < stillMs && performance.now() - began < stillMsMax) {
    const { text, isBusy } = await page.evaluate(() => ({
      text: document.body.innerText,
      isBusy: document.querySelector('[aria-busy="true"], [data-skeleton]') !== null,
    }));
    if (text.trim() === '' || text !== last || isBusy) since = performance.now();
    last = text;
    await page.waitForTimeout(50);
  }
}

/** Takes what a page shows, light and dark, into docs/img; answers how many pictures that were. */
export async function takePictures(page: Page, name: string, size: Size): Promise<number> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    await stillness(page);
    const picture = `${name}-${size}-${theme}`;
    const path = join(folder, `${picture}.png`);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    const bytes = statSync(path).size;
    if (shown.has(picture) && bytes > bytesMax)
      throw new Error(`${picture}.png has ${bytes} bytes, at most ${bytesMax}`);
  }
  return themes.length;
}
