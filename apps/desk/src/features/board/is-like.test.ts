import { expect, it } from 'vitest';
import { isLike } from './is-like.ts';

it.each([
  ['Lucía Ferrer', 'luc', true],
  ['Lucía Ferrer', 'LUCIA', true],
  ['Lucía Ferrer', 'fe lu', true],
  ['Lucía Ferrer', '', true],
  ['Lucía Ferrer', 'uci', false],
  ['Lucía Ferrer', 'lu salas', false],
  ['En espera del cliente', 'espera', true],
])('«%s» and «%s»: %s', (name, typed, expected) => {
  expect(isLike(name, typed)).toBe(expected);
});
