import { expect, test } from 'vitest';
import { paceOf } from './pace.rules.ts';

const at = (...minutes: number[]) => minutes.map((minute) => new Date(Date.UTC(2026, 2, 2, 9, minute)));

test.each([
  ['too few to say', at(0, 1), null],
  ['the mean of what lies between', at(0, 1, 3), 90_000],
  ['in any order', at(3, 0, 1), 90_000],
  ['without the long pauses', at(0, 1, 3, 40, 41), 80_000],
])('pace: %s', (_, steps, pace) => {
  expect(paceOf(steps)).toBe(pace);
});
