import { expect, test } from 'vitest';
import { findNamedReceiver } from './named-receiver.rules.ts';

const support = { id: '1', address: 'soporte@escuela.example', isDefault: true };
const sales = { id: '2', address: 'ventas@escuela.example', isDefault: false };

const find = (head: string) => findNamedReceiver(Buffer.from(`${head}\r\n\r\nHola`), [support, sales]);

test.each([
  ['the first of ours among others', 'To: Ana <ana@x.mx>, Ventas <ventas+a@escuela.example>', sales],
  ['a copy', 'To: ana@x.mx\r\nCC: ventas@escuela.example', sales],
  [
    'who delivered it before what it says',
    'To: soporte@escuela.example\r\nDelivered-To: ventas@escuela.example',
    sales,
  ],
  ['a second line of the same header', 'To: ana@x.mx\r\nTo: ventas@escuela.example', sales],
  ['the default one where it names none of ours', 'To: ana@x.mx', support],
  ['a copy after endless recipients', `To: ${'a,'.repeat(20_000)}\r\nCc: ventas@escuela.example`, sales],
])('a mail is for %s', (_, head, receiver) => {
  expect(find(head)).toBe(receiver);
});

test.each([
  ['names', `To: ${'a,'.repeat(32_000)}x@y.z\r\n`.repeat(16)],
  ['headers that are not ASCII', 'T:\u00e9\r\n'.repeat(200_000)],
])('a megabyte of %s holds nobody up', (_, head) => {
  const began = performance.now();
  expect(find(head)).toBe(support);
  expect(performance.now() - began).toBeLessThan(500);
});
