import { describe, expect, it } from 'vitest';
import { safeNext } from './safe-next.ts';

const origin = 'https://mesa.escuela.example';

describe('where signing in leads on to', () => {
  it.each(['/', '/tickets/V-12?message=a#b', '/search?q=https%3A%2F%2Fx.example'])(
    'goes on to %s',
    (next) => {
      expect(safeNext(next)).toBe(next);
    },
  );

  it.each([
    undefined,
    '',
    'tickets',
    'https://ladron.example/',
    '//ladron.example',
    '///ladron.example',
    '/\\ladron.example',
    '\\\\ladron.example',
    '/\t/ladron.example',
    '\n//ladron.example',
    '/a\\..\\b',
    'javascript:alert(1)',
    ' //ladron.example',
    '/\u0000/ladron.example',
  ])('is the board for %j', (next) => {
    expect(safeNext(next)).toBe('/');
  });

  it('never leaves the desk, however the address is written', () => {
    const parts = ['/', '//', '\\', 'ladron.example', '@', '.', '%2f', '\t', ':', 'https:', '?', '#'];
    for (const a of parts)
      for (const b of parts)
        for (const c of parts) expect(new URL(safeNext(`/${a}${b}${c}`), origin).origin).toBe(origin);
  });
});
