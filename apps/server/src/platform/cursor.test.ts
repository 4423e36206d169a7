import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const at = '2026-03-02T15:00:00.000Z';

test('what was encoded is decoded', () => {
  expect(decodeCursor(encodeCursor([at, id]), 2)).toEqual([at, id]);
  expect(decodeCursor(encodeCursor([id]), 1)).toEqual([id]);
});

test.each([
  ['text that is no cursor', '%%%'],
  ['another number of parts', encodeCursor([id])],
  ['words', encodeCursor(['x', 'y'])],
  ['the parts the other way round', encodeCursor([id, at])],
  ['a day that does not exist', encodeCursor(['2026-99-99T15:00:00.000Z', id])],
  ['a thirtieth of February', encodeCursor(['2026-02-30T15:00:00.000Z', id])],
  ['a year 0', encodeCursor(['0000-01-01T15:00:00.000Z', id])],
  ['numbers', Buffer.from('[1,2]').toString('base64url')],
])('%s is refused', (_, cursor) => {
  expect(() => decodeCursor(cursor, 2)).toThrow(expect.objectContaining({ code: 'http.invalid_request' }));
});
