import { expect, test } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { contrastRatio, demandLegible } from './brand.rules.ts';

test.each([
  ['#ffffff', '#000000', 21],
  ['#ffffff', '#ffffff', 1],
  ['#767676', '#ffffff', 4.54],
  ['#777777', '#ffffff', 4.48],
])('the contrast of %s and %s is %d', (a, b, ratio) => {
  expect(contrastRatio(a, b)).toBeCloseTo(ratio, 1);
  expect(contrastRatio(b, a)).toBe(contrastRatio(a, b));
});

const problemOf = (color: string) => {
  try {
    demandLegible(color);
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.params['min']];
    throw error;
  }
  return null;
};

test.each([
  ['#5046b8', null],
  ['#000000', null],
  ['#767676', null],
  ['#777777', ['organization.color_under_text', 4.5]],
  ['#d9650b', ['organization.color_under_text', 4.5]],
  ['#ffd400', ['organization.color_on_paper', 3]],
  ['#ffffff', ['organization.color_on_paper', 3]],
])('%s → %j', (color, problem) => {
  expect(problemOf(color)).toEqual(problem);
});
