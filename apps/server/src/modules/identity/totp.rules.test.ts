import { expect, test } from 'vitest';
import { matchingStep, otpauthUrl, stepOf, toBase32, totpAt } from './totp.rules.ts';

const secret = Buffer.from('12345678901234567890');

test.each([
  ['1970-01-01T00:00:59Z', '94287082'],
  ['2005-03-18T01:58:29Z', '07081804'],
  ['2005-03-18T01:58:31Z', '14050471'],
  ['2009-02-13T23:31:30Z', '89005924'],
  ['2033-05-18T03:33:20Z', '69279037'],
  ['2603-10-11T11:33:20Z', '65353130'],
])('the code of %s is that of RFC 6238, appendix B', (instant, code) => {
  expect(totpAt({ secret, step: stepOf(new Date(instant)), digits: 8 })).toBe(code);
});

test.each([
  [0, '755224'],
  [1, '287082'],
  [9, '520489'],
])('the code of the counter %i is that of RFC 4226, appendix D', (step, code) => {
  expect(totpAt({ secret, step })).toBe(code);
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of “%s” is that of RFC 4648, §10, without padding', (text, encoded) => {
  expect(toBase32(Buffer.from(text))).toBe(encoded);
});

const now = new Date('2026-03-02T15:00:00Z');
const at = (offset: number) => totpAt({ secret, step: stepOf(now) + offset });

test('codes of the step before, the present one and the next are taken, no others', () => {
  const taken = [-2, -1, 0, 1, 2].map(
    (offset) => matchingStep({ secret, code: at(offset), now, lastStep: 0 }) !== null,
  );
  expect(taken).toEqual([false, true, true, true, false]);
});

test('a code is not taken twice, nor one older than the last', () => {
  const lastStep = stepOf(now);
  expect(matchingStep({ secret, code: at(0), now, lastStep })).toBeNull();
  expect(matchingStep({ secret, code: at(-1), now, lastStep })).toBeNull();
  expect(matchingStep({ secret, code: at(1), now, lastStep })).toBe(lastStep + 1);
});

test.each(['', '12345', '1234567', 'abcdef', '12345６'])('“%s” is no code', (code) => {
  expect(matchingStep({ secret, code, now, lastStep: 0 })).toBeNull();
});

test('seven digits that begin with the right six are not the code', () => {
  expect(matchingStep({ secret, code: `${at(0)}0`, now, lastStep: 0 })).toBeNull();
});

test('the address for the QR code escapes what the names hold', () => {
  const url = otpauthUrl({ secret: 'MZXW6', issuer: 'Escuela: Sur & Cía', account: 'ana@sur.example' });
  expect(url).toBe(
    'otpauth://totp/Escuela%20%20Sur%20%26%20C%C3%ADa:ana%40sur.example?secret=MZXW6&issuer=Escuela%20%20Sur%20%26%20C%C3%ADa&algorithm=SHA1&digits=6&period=30',
  );
});
