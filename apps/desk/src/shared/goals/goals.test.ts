import { expect, test } from 'vitest';
import { isReached, reachedOf } from './goals.ts';

test.each([
  [{ done: 14, of: null, target: 20 }, 14, false],
  [{ done: 20, of: null, target: 20 }, 20, true],
  // A share is never rounded up to its goal, and of nothing there is none.
  [{ done: 899, of: 1000, target: 90 }, 89, false],
  [{ done: 9, of: 10, target: 90 }, 90, true],
  [{ done: 0, of: 0, target: 90 }, null, false],
])('%o is at %s', (goal, reached, isDone) => {
  expect(reachedOf(goal)).toBe(reached);
  expect(isReached(goal)).toBe(isDone);
});
