import { expect, test } from 'vitest';
import { newProblems } from './problem-news.rules.ts';

test.each([
  ['at the first look nothing is new, however much there is', null, { open: 4, known: 9 }, 0],
  ['nothing happened', { open: 2, known: 5 }, { open: 2, known: 5 }, 0],
  ['two came', { open: 2, known: 5 }, { open: 4, known: 7 }, 2],
  ['one came while another was looked at', { open: 2, known: 5 }, { open: 2, known: 6 }, 1],
  ['one was looked at', { open: 2, known: 5 }, { open: 1, known: 5 }, 0],
  ['one that was looked at came back to the tray', { open: 1, known: 5 }, { open: 2, known: 5 }, 0],
  ['one was mended', { open: 2, known: 5 }, { open: 1, known: 4 }, 0],
  ['one came and somebody looked at it at once', { open: 0, known: 5 }, { open: 0, known: 6 }, 0],
])('%s', (_, before, now, expected) => {
  expect(newProblems(before, now)).toBe(expected);
});
