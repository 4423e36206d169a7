import { expect, it } from 'vitest';
import { paint } from './paint.rules.ts';

const kinds = (text: string) =>
  paint(text, [])
    .filter(({ kind }) => kind !== 'plain')
    .map(({ text: word, kind }) => `${kind} ${word}`);

it.each([
  ['estado:abierto,progreso -etiqueta:spam', ['key estado:', 'without -etiqueta:']],
  ['(prioridad:>=urgente o vence:<hoy-18:00)', ['key prioridad:', 'join o', 'key vence:']],
  ['"estado:abierto o no"', []],
  ['oro y plata', ['join y']],
  ['título:"sin cerrar', ['key título:']],
])('colours the words of a filter: %s', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

it('paints every letter once, and marks only what is wrong', () => {
  const text = 'estado:abiertto o (prioridad:urgente "a';
  const painted = paint(text, [{ at: 7, length: 8 }]);
  expect(painted.map((part) => part.text).join('')).toBe(text);
  expect(painted.filter(({ isWrong }) => isWrong).map((part) => part.text)).toEqual(['abiertto']);
});
