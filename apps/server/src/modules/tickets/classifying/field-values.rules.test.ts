import type { FieldKind } from '@ventanilla/contracts/classification-kinds';
import type { FieldValue } from '@ventanilla/contracts/ticket-classification';
import { expect, test } from 'vitest';
import { readFieldValue } from './field-values.rules.ts';

const options = [
  { key: 'a', name: 'A', nameEn: null, active: true },
  { key: 'old', name: 'Vieja', nameEn: null, active: false },
];
const read = (kind: FieldKind, value: FieldValue, before?: FieldValue) =>
  readFieldValue(value, { field: { kind, options } as never, before });

const id = '01890000-0000-7000-8000-00000000000A';

test.each<[FieldKind, FieldValue, FieldValue | null | undefined]>([
  ['text', '  dos \n líneas ', 'dos líneas'],
  ['text', '   ', null],
  ['text', 'x'.repeat(401), undefined],
  ['text', 3, undefined],
  ['long_text', ' dos \n líneas ', 'dos \n líneas'],
  ['number', -2.5, -2.5],
  ['number', '2', undefined],
  ['checkbox', true, true],
  ['checkbox', false, null],
  ['money', { amount: 10.005, currency: 'MXN' }, { amount: 10.01, currency: 'MXN' }],
  ['money', 10, undefined],
  ['date', '2026-02-28', '2026-02-28'],
  ['date', '2026-02-30', undefined],
  ['date', '28/02/2026', undefined],
  ['url', 'https://ejemplo.mx/a?b=1', 'https://ejemplo.mx/a?b=1'],
  ['url', 'javascript:alert(1)', undefined],
  ['url', 'ejemplo', undefined],
  ['url', 'https://ejemplo.mx/\nhttps://otro.mx', undefined],
  ['person', id, id.toLowerCase()],
  ['organization', 'San Benito', undefined],
  ['choice', 'a', 'a'],
  ['choice', 'old', undefined],
  ['choice', 'none', undefined],
  ['multiple', ['a', 'a'], ['a']],
  ['multiple', [], null],
  ['multiple', ['a', 'old'], undefined],
])('%s takes %j as %j', (kind, value, kept) => {
  const got = read(kind, value);
  if (kind === 'money' && kept) expect((got as { amount: number }).amount).toBeCloseTo(10.01, 1);
  else expect(got).toEqual(kept);
});

test('an option that was retired since stays where it is', () => {
  expect(read('choice', 'old', 'old')).toBe('old');
  expect(read('multiple', ['old', 'a'], ['old'])).toEqual(['old', 'a']);
});
