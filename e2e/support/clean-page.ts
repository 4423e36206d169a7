import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Nothing for axe to find in either theme, and nothing wider than the window. `what` names the screen where one fails,
 * `without` the rules that do not hold there. The theme of the page is as before afterwards.
 */
export async function expectClean(
  page: Page,
  what = 'the screen',
  { without = [] }: { without?: string[] } = {},
): Promise<void> {
  await settle(page);
  expect.soft(await violationsOf(page, { without }), `${what}: axe`).toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(beyond, `${what}: px too wide`).toBeLessThanOrEqual(0);
  // In the other theme only colours change, and nobody who chose a theme of their own has another.
  const before = await schemeOf(page);
  const other = before === 'dark' ? 'light' : 'dark';
  await page.emulateMedia({ colorScheme: other });
  if ((await schemeOf(page)) === other) {
    await settle(page);
    expect
      .soft(await violationsOf(page, { only: ['color-contrast'] }), `${what}: axe in the ${other} theme`)
      .toEqual([]);
  }
  await page.emulateMedia({ colorScheme: before });
}

/** What moves is looked at where it comes to rest; what never rests is not waited for. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const finite = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < 2000);
    await Promise.allSettled(finite.map((animation) => animation.finished));
  });
}

/**
 * Each with the elements it is about. All that axe can say of a page costs four times as much as what is wrong with it;
 * no script runs inside the frame of a mail, so that axe would wait for its answer for ever: the words in there are the
 * customer's, and the frame itself is looked at.
 */
async function violationsOf(
  page: Page,
  rules: { only: string[] } | { without: string[] },
): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude('iframe[sandbox]');
  const { violations } = await ('only' in rules
    ? axe.withRules(rules.only)
    : axe.disableRules(rules.without)
  ).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

function schemeOf(page: Page): Promise<'light' | 'dark'> {
  return page.evaluate(() =>
    document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark' ? 'dark' : 'light',
  );
}
