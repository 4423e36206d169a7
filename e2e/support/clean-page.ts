import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No axe violation in either theme, and nothing wider than the window. `what` names the screen where one fails. */
export async function expectCleanInBothThemes(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // What moves is checked where it comes to rest; what never rests is not waited for.
    await page.evaluate(async () => {
      const finite = document
        .getAnimations()
        .filter((each) => each.effect?.getTiming().iterations !== Infinity);
      await Promise.allSettled(finite.map((each) => each.finished));
    });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
    expect([what, colorScheme, found]).toEqual([what, colorScheme, []]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([what, Math.max(0, beyond)]).toEqual([what, 0]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
