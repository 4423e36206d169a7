import { expect, test } from 'vitest';
import { placePoints, softPath } from './lag-line.rules.ts';

const box = { width: 100, height: 40, leastTop: 60 };

test('values run from left to right, the largest at the top, and missing ones are passed over', () => {
  expect(placePoints([0, null, 120], box)).toEqual([
    { x: 0, y: 40 },
    { x: 100, y: 0 },
  ]);
});

test('small delays stay low: the top is the goal at least', () => {
  expect(placePoints([30, 30], box).map(({ y }) => y)).toEqual([20, 20]);
});

test('the path leaves and arrives level', () => {
  expect(softPath(placePoints([0, 60], box))).toBe('M0,40C50,40 50,0 100,0');
  expect(softPath([])).toBe('');
});
