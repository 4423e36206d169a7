import { expect, test } from 'vitest';
import { phoneMatchKey } from './directory.rules.ts';

test.each([
  ['55 8123 4470', '525581234470'],
  ['+52 55 8123 4470', '525581234470'],
  ['(442) 218-0931', '524422180931'],
  ['+1 (415) 555-2671', '14155552671'],
  ['tel. 442.218.0931', '524422180931'],
  ['12345', '12345'],
])('the phone %s is compared as %s', (written, key) => {
  expect(phoneMatchKey(written)).toBe(key);
});

test.each(['', '12', 'V-1024', 'boletas 2026'])('%s is no phone', (written) => {
  expect(phoneMatchKey(written)).toBeNull();
});
