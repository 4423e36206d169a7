import { expect, test } from 'vitest';
import { InvalidMailHeaderError } from '../compose/compose-mail.ts';
import { isServerTrouble, outcomeOfFailure, waitAfterTry } from './delivery.rules.ts';

const now = new Date('2026-03-02T15:00:00Z');
const failure = (fields: object) => Object.assign(new Error('falló'), fields);

test.each([
  [1, 30_000],
  [2, 60_000],
  [3, 120_000],
  [7, 1_920_000],
  [8, 3_600_000],
  [12, 3_600_000],
])('after try %i the wait is %i ms', (attempts, waitMs) => {
  expect(waitAfterTry(attempts)).toBe(waitMs);
});

test.each([
  ['a 5xx about the mail', failure({ code: 'EENVELOPE', responseCode: 550 }), 1, 'failed'],
  ['a 5xx after the data', failure({ code: 'EMESSAGE', responseCode: 554 }), 1, 'failed'],
  ['a 4xx', failure({ code: 'EENVELOPE', responseCode: 451 }), 1, 'retry'],
  ['a refused sign-in', failure({ code: 'EAUTH', responseCode: 535 }), 1, 'retry'],
  ['a broken line', failure({ code: 'ECONNECTION' }), 11, 'retry'],
  ['the twelfth try', failure({ code: 'ECONNECTION' }), 12, 'failed'],
  ['a header that cannot be sent', new InvalidMailHeaderError('Subject'), 1, 'failed'],
])('%s → on try %#', (_, error, attempts, kind) => {
  expect(outcomeOfFailure({ error, attempts }, now).kind).toBe(kind);
});

test('the server’s words are kept on one line and bounded', () => {
  const error = failure({ responseCode: 550, response: `550 No\r\nexiste ${'x'.repeat(500)}` });
  const { said } = outcomeOfFailure({ error, attempts: 1 }, now);
  expect(said).toMatch(/^550 No existe x+$/);
  expect(said.length).toBe(300);
});

test('trouble of the whole server is told from trouble with one mail', () => {
  expect(isServerTrouble(failure({ code: 'ECONNECTION' }))).toBe(true);
  expect(isServerTrouble(failure({ code: 'ESOCKET' }))).toBe(true);
  expect(isServerTrouble(failure({ code: 'EENVELOPE', responseCode: 550 }))).toBe(false);
});
