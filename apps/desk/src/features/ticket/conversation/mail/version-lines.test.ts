import { expect, test } from 'vitest';
import { compareLines } from './version-lines.ts';

const own = (lines: { text: string; isOwn: boolean }[]) =>
  lines.filter(({ isOwn }) => isOwn).map(({ text }) => text);

test('the lines that only one of two readings has are marked, moved and blank ones are not', () => {
  const { before, after } = compareLines('hola\n\nviejo\nigual\nigual', 'igual\nhola  \nnuevo\n');
  expect(own(before)).toEqual(['viejo', 'igual']);
  expect(own(after)).toEqual(['nuevo']);
  expect(before.map(({ text }) => text)).toEqual(['hola', '', 'viejo', 'igual', 'igual']);
});
