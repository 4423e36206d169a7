import { expect, test } from 'vitest';
import { usualFrom } from './from.rules.ts';

const own = [
  { address: 'soporte@ejemplo.mx', mailboxName: 'Soporte' },
  { address: 'ventas@otra.mx', mailboxName: 'Ventas' },
];
const answered = (to: string[], from = 'paty@x.mx') => ({ to, cc: [], from });

test.each([
  ['nothing in particular is answered', null, 'soporte@ejemplo.mx'],
  [
    'the message answered went to another of ours',
    answered(['rector@x.mx', 'Ventas@otra.mx']),
    'ventas@otra.mx',
  ],
  ['it went to the signed address of another of ours', answered(['ventas+t1-a-b@otra.mx']), 'ventas@otra.mx'],
  ['it is one that we sent', answered(['paty@x.mx'], 'ventas@otra.mx'), 'ventas@otra.mx'],
  ['it went to none that sends now', answered(['lista@x.mx']), 'soporte@ejemplo.mx'],
])('an answer leaves from the address written to: %s', (_, message, expected) => {
  expect(usualFrom({ from: 'soporte@ejemplo.mx', answered: message, own })).toBe(expected);
});
