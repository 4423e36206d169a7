import { describe, expect, test } from 'vitest';
import { waitAfterTry } from './back-off.rules.ts';
import { asksToWait } from './server-words.rules.ts';

describe('what asks for a pause', () => {
  test.each([
    'Too many simultaneous connections. (Failure)',
    '[THROTTLED] Account exceeded command or bandwidth limits.',
    '[LIMIT] Connection limit reached',
    '[OVERQUOTA] Account exceeded bandwidth limits',
    '[UNAVAILABLE] Temporary server error',
    'Request is throttled. Suggested Backoff Time: 5000 milliseconds',
    'Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)',
    'User is authenticated but not connected.',
    'Server Busy, please try again later',
  ])('«%s»', (responseText) => {
    expect(asksToWait(Object.assign(new Error('Command failed'), { responseText }))).toBe(true);
  });

  test('its code alone is enough', () => {
    expect(asksToWait({ serverResponseCode: 'UNAVAILABLE' })).toBe(true);
    expect(asksToWait({ code: 'ETHROTTLE' })).toBe(true);
  });

  test.each(['[AUTHENTICATIONFAILED] Invalid credentials', 'connect ECONNREFUSED', 'Mailbox does not exist'])(
    'a failure is none: «%s»',
    (responseText) => expect(asksToWait({ responseText })).toBe(false),
  );
});

test('waits double up to their most and are spread by chance', () => {
  const wait = (tries: number, chance = 0.5) => waitAfterTry({ end: 'failed', tries, chance });
  expect([1, 2, 3, 6, 9].map((tries) => wait(tries))).toEqual([1000, 2000, 4000, 15_000, 15_000]);
  expect([wait(9, 0), wait(9, 1)]).toEqual([11_250, 18_750]);
  expect(waitAfterTry({ end: 'asked_to_wait', tries: 1, chance: 0.5 })).toBe(30_000);
  expect(waitAfterTry({ end: 'refused', tries: 40, chance: 0.5 })).toBe(600_000);
});
