import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSnippet, marksIn, readSought } from './search-marks.ts';

const sought = (tsquery: string, phrases: string[] = []) => readSought(tsquery, { phrases });
const words = (text: string, query: ReturnType<typeof sought>) =>
  marksIn(text, query).map(({ start, length }) => text.slice(start, start + length));

describe('what was looked for is marked', () => {
  test.each([
    [
      'with its endings and accents',
      'La conciliación y las CONCILIACIONES, no el concilio',
      "'concili' | 'conciliacion'",
      ['conciliación', 'CONCILIACIONES', 'concilio'],
    ],
    [
      'not where a longer word only begins alike',
      'El mesón y la mesa de las mesas',
      "'mes'",
      ['mesa', 'mesas'],
    ],
    ['while it is typed', 'reinscripciones', "'reinscrip':*", ['reinscripciones']],
    ['as part of a compound', 'El folio sub-boletas-2026 llegó', "'bolet'", ['boletas']],
    [
      'as an address',
      'Escribe a z.nunez@sanbenito.mx hoy',
      "'z.nunez@sanbenito.mx'",
      ['z.nunez@sanbenito.mx'],
    ],
    ['with a quote in it', "La oficina d'aquí", "'d''aqui' | 'aqui'", ['aquí']],
  ])('%s', (_, text, tsquery, expected) => {
    expect(words(text, sought(tsquery))).toEqual(expected);
  });

  test('a phrase as a whole, whatever its case, accents and spaces', () => {
    expect(words('Salió una Hója  en blanco.'.replace('  ', ' '), sought('', ['hoja en  blanco']))).toEqual([
      'Hója en blanco',
    ]);
  });

  test('never overlapping, always within the text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.array(fc.string({ maxLength: 6 })),
        (text, lexemes) => {
          const query = sought(
            lexemes.map((lexeme) => `'${lexeme.replaceAll("'", "''")}'`).join(' & '),
            lexemes,
          );
          let end = 0;
          for (const { start, length } of makeSnippet(text, query).marks) {
            expect(start).toBeGreaterThanOrEqual(end);
            expect(length).toBeGreaterThan(0);
            end = start + length;
          }
          expect(end).toBeLessThanOrEqual(makeSnippet(text, query).text.length);
        },
      ),
    );
  });
});

describe('a snippet', () => {
  const filler = 'Buenos días, les escribimos por lo siguiente que nos preocupa mucho. '.repeat(6);

  test('is the whole text on one line when that is short', () => {
    expect(makeSnippet('Hola,\n\n  sale en blanco.', sought("'blanc'"))).toEqual({
      text: 'Hola, sale en blanco.',
      marks: [{ start: 14, length: 6 }],
    });
  });

  test('shows two places where two words stand far from each other', () => {
    const { text, marks } = makeSnippet(
      `${filler}La boleta falla. ${filler}El pago también.`,
      sought("'bolet' & 'pag'"),
    );
    expect(marks.map(({ start, length }) => text.slice(start, start + length))).toEqual(['boleta', 'pago']);
    expect(text).toContain(' … ');
    expect(text.length).toBeLessThan(320);
  });

  test('prefers the place with more of the words', () => {
    const { text } = makeSnippet(
      `${filler}boleta. ${filler}El pago de la boleta. ${filler}`,
      sought("'bolet' & 'pag'"),
    );
    expect(text).toContain('pago de la boleta');
    expect(text).not.toContain(' … ');
  });

  test('begins with the text where nothing in it was found', () => {
    const { text, marks } = makeSnippet(filler, sought("'bolet'"));
    expect(filler.startsWith(text)).toBe(true);
    expect(marks).toEqual([]);
    expect(text.length).toBeLessThan(230);
  });

  test('of a text of one endless word ends', () => {
    expect(makeSnippet('x'.repeat(20_000), sought("'x'")).text.length).toBeLessThan(400);
  });
});
