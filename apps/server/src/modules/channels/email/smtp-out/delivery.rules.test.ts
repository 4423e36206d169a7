import { expect, test } from 'vitest';
import { InvalidMailHeaderError } from '../compose/compose-mail.ts';
import {
  givesUpAfterMs,
  isServerTrouble,
  isThrottle,
  outcomeByRecipient,
  outcomeOfFailure,
  waitAfterTry,
} from './delivery.rules.ts';

const now = new Date('2026-03-02T15:00:00Z');
const failure = (fields: object) => Object.assign(new Error('falló'), fields);

test.each([
  [1, 30_000],
  [2, 60_000],
  [3, 120_000],
  [7, 1_920_000],
  [8, 3_600_000],
  [60, 3_600_000],
])('after try %i the wait is %i ms and up to a fifth more, each mail its own', (attempts, waitMs) => {
  const waits = Array.from({ length: 40 }, (_, at) => waitAfterTry({ attempts, seed: `correo-${at}` }));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(waitMs);
  expect(Math.max(...waits)).toBeLessThanOrEqual(waitMs * 1.2);
  expect(new Set(waits).size).toBeGreaterThan(30);
});

const tried = { attempts: 1, triedSince: now, seed: 'correo' };
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

test.each([
  ['a 5xx about the mail', failure({ code: 'EENVELOPE', responseCode: 550 }), {}, 'failed'],
  ['a 5xx after the data', failure({ code: 'EMESSAGE', responseCode: 554 }), {}, 'failed'],
  ['a 4xx', failure({ code: 'EENVELOPE', responseCode: 451 }), {}, 'retry'],
  ['a refused sign-in', failure({ code: 'EAUTH', responseCode: 535 }), {}, 'retry'],
  [
    'a used up quota of Gmail',
    failure({
      code: 'EENVELOPE',
      responseCode: 550,
      response: '550-5.4.5 Daily user sending limit exceeded',
    }),
    {},
    'retry',
  ],
  ['a broken line after 47 hours', failure({ code: 'ECONNECTION' }), { triedSince: hoursAgo(47) }, 'retry'],
  ['a broken line after 48 hours', failure({ code: 'ECONNECTION' }), { triedSince: hoursAgo(48) }, 'failed'],
  ['a header that cannot be sent', new InvalidMailHeaderError('Subject'), {}, 'failed'],
])('%s → %#', (_, error, change, kind) => {
  expect(outcomeOfFailure({ error, tried: { ...tried, ...change } }, now).kind).toBe(kind);
});

test('the last try is 48 hours after the first, not later', () => {
  const triedSince = hoursAgo(47.9);
  const outcome = outcomeOfFailure(
    { error: failure({ responseCode: 451 }), tried: { attempts: 50, triedSince, seed: 'x' } },
    now,
  );
  expect(outcome).toMatchObject({ nextTryAt: new Date(triedSince.getTime() + givesUpAfterMs) });
});

test('the server’s words are kept on one line and bounded', () => {
  const error = failure({ responseCode: 550, response: `550 No\r\nexiste ${'x'.repeat(500)}` });
  const { said } = outcomeOfFailure({ error, tried }, now);
  expect(said).toMatch(/^550 No existe x+$/);
  expect(said.length).toBe(300);
});

test('of several recipients some are taken, some refused, some asked to wait', () => {
  const rejection = (recipient: string, responseCode: number) =>
    failure({ code: 'EENVELOPE', recipient, responseCode, response: `${responseCode} de ${recipient}` });
  const recipients = ['a@x.mx', 'b@x.mx', 'c@x.mx'];
  const rejectedErrors = [rejection('B@x.mx', 550), rejection('c@x.mx', 450)];
  expect(outcomeByRecipient({ recipients, rejectedErrors, tried }, now)).toMatchObject({
    accepted: ['a@x.mx'],
    refused: [{ address: 'B@x.mx', said: '550 de B@x.mx' }],
    rest: { kind: 'retry', said: '450 de c@x.mx' },
  });
});

test.each([
  [421, '421 Service not available', true],
  [450, '450 4.7.1 Try again later', true],
  [432, '432 4.3.2 Concurrent connections limit exceeded', true],
  [451, '451 4.3.0 Mail server temporarily rejected', false],
  [550, '550 5.7.1 Blocked', false],
  [550, '550 5.4.5 Daily sending quota exceeded', true],
])('%i «%s» asks for patience: %s', (responseCode, response, asks) => {
  expect(isThrottle(failure({ responseCode, response }))).toBe(asks);
});

test('trouble of the whole server is told from trouble with one mail', () => {
  expect(isServerTrouble(failure({ code: 'ECONNECTION' }))).toBe(true);
  expect(isServerTrouble(failure({ code: 'ESOCKET' }))).toBe(true);
  expect(isServerTrouble(failure({ code: 'EENVELOPE', responseCode: 550 }))).toBe(false);
});
