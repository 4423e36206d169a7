import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fold, nameMarks, nameRank } from './marks.ts';

describe('names that answer what was typed', () => {
  it.each([
    ['Responder', 'res', 0],
    ['Ir al mesón', 'meson', 1],
    ['Ir al mesón', 'ir al', 0],
    ['Escribir nota interna', 'nota', 1],
    ['Escribir nota interna', 'interna escr', 1],
    ['Responder', 'onder', null],
    ['Responder', '!', null],
    ['Responder', '', 1],
  ])('%s for «%s»: %s', (name, typed, rank) => {
    expect(nameRank(name, typed)).toBe(rank);
  });

  it.each([
    ['Zacarías Núñez', 'nunez', ['Núñez']],
    ['Colegio San Benito', 'san ben', ['San', 'Ben']],
    ['Ana Solís · Liceo', '"x" sol', ['Sol']],
    ['Ana', 'zzz', []],
  ])('marks in %s for «%s»', (text, typed, words) => {
    expect(nameMarks(text, typed).map(({ start, length }) => text.slice(start, start + length))).toEqual(
      words,
    );
  });

  test('positions hold whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(fold(text)).toHaveLength(text.length);
      }),
    );
  });
});
