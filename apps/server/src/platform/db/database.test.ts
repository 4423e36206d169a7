import { expect, test } from 'vitest';
import { isTransient } from './database.ts';

const error = (fields: object) => Object.assign(new Error('x'), fields);

test.each([
  ['a lost connection', error({ code: '08006' }), true],
  ['a deadlock', error({ code: '40P01' }), true],
  ['a full disk of the database', error({ code: '53100' }), true],
  ['a restart', error({ code: '57P01' }), true],
  ['a socket that is not there yet', error({ code: 'ENOENT', syscall: 'connect' }), true],
  ['a file that is missing', error({ code: 'ENOENT', syscall: 'open' }), false],
  ['a broken constraint', error({ code: '23505' }), false],
  ['a bug', new TypeError('x'), false],
  ['something thrown that is no error', 'x', false],
  ['a connection that ended', new Error('Connection terminated unexpectedly'), true],
])('%s passes by itself or not', (_, thrown, expected) => {
  expect(isTransient(thrown)).toBe(expected);
});
