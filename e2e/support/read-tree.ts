import { expect, type Page } from '@playwright/test';

/** Roles that people act on; each needs a name to be told of. */
const acting =
  /^\s*- '?(button|link|textbox|searchbox|combobox|checkbox|switch|radio|tab|slider|spinbutton|menuitem\w*|option)\b(?! ")/;

/**
 * Reads the accessibility tree of the page as a screen reader would tell it, and holds it to what makes it usable:
 * whatever can be acted on has a name, there is one heading of the first level and no level is skipped after another,
 * and there is the landmark of what the page is about. A list beside the page may come before its heading. Answers the tree.
 */
export async function readTree(page: Page, what: string): Promise<string> {
  const tree = await page.locator('body').ariaSnapshot();
  const lines = tree.split('\n');
  expect
    .soft(
      lines.filter((line) => acting.test(line)),
      `${what}: without a name`,
    )
    .toEqual([]);
  const levels = lines.flatMap((line) => {
    const level = /- '?heading .*\[level=(\d)\]/.exec(line)?.[1];
    return level ? [Number(level)] : [];
  });
  expect
    .soft(
      levels.filter((level) => level === 1),
      `${what}: first headings of ${levels.join()}`,
    )
    .toEqual([1]);
  const skipped = levels.filter((level, index) => level > (levels[index - 1] ?? 1) + 1);
  expect.soft(skipped, `${what}: levels skipped in ${levels.join()}`).toEqual([]);
  expect.soft(tree, `${what}: main landmark`).toMatch(/^\s*- main\b/m);
  return tree;
}
