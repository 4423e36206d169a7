import { expect, it } from 'vitest';
import { addAddresses, readAddresses } from './addresses.ts';

it.each([
  ['ana@escuela.mx', ['ana@escuela.mx'], []],
  ['Ana Ruiz <ana@escuela.mx>; luis@b.edu.mx,', ['ana@escuela.mx', 'luis@b.edu.mx'], []],
  ['ana@escuela', [], ['ana@escuela']],
  ['ana, b@c.mx', ['b@c.mx'], ['ana']],
  ['a@b@c.mx', [], ['a@b@c.mx']],
  ['  ', [], []],
])('reads the addresses in «%s»', (text, valid, wrong) => {
  expect(readAddresses(text)).toEqual({ valid, wrong });
});

it('adds an address once, whatever its case', () => {
  expect(addAddresses(['Ana@b.mx'], ['ana@B.mx', 'luis@b.mx', 'luis@b.mx'])).toEqual([
    'Ana@b.mx',
    'luis@b.mx',
  ]);
});
