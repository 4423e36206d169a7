import { filter as filterSchema } from '@ventanilla/contracts/filters';
import { filterWords as en } from '@ventanilla/phrases/en/filter-words';
import { filterWords as es } from '@ventanilla/phrases/es/filter-words';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyFilter, namesIn } from '../test-ground/any-filter.ts';
import { normalFilter } from './normal-filter.ts';
import { readFilter } from './read-filter.ts';
import { slugOf } from './slug.ts';
import type { Names } from './vocabulary.ts';
import { writeFilter } from './write-filter.ts';

const names = namesIn('es');
const read = (text: string) => readFilter(text, names);
const ana = '0197a000-0000-7000-8000-000000000002';
const sanBenito = '0197a000-0000-7000-8000-000000000061';

describe('a filter as text', () => {
  test('any filter written and read again is the same, in Spanish and in English', () => {
    fc.assert(
      fc.property(anyFilter, fc.constantFrom('es' as const, 'en' as const), (tree, language) => {
        const normal = normalFilter(tree);
        fc.pre(filterSchema.safeParse(normal).success);
        const text = writeFilter(tree, namesIn(language));
        expect({ text, ...readFilter(text, namesIn(language)) }).toEqual({
          text,
          filter: normal,
          problems: [],
        });
        // What was written in one language is understood by whoever reads in the other.
        expect(readFilter(text, namesIn(language === 'es' ? 'en' : 'es')).filter).toEqual(normal);
      }),
      { numRuns: 1500 },
    );
  });

  test('any text at all is read, and either is a filter or says what is wrong and where', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.string({
            unit: fc.constantFrom(
              'estado',
              ':',
              'o',
              '(',
              ')',
              '-',
              '"',
              ',',
              ' ',
              'abierto',
              '>=',
              'creado',
              'hace-3d',
              'sin',
              '@',
              '#',
            ),
            maxLength: 14,
          }),
        ),
        (text) => {
          const { filter, problems } = read(text);
          expect(filter === null).toBe(problems.length > 0);
          if (filter) expect(filterSchema.safeParse(filter).success).toBe(true);
          for (const { at, length } of problems) expect(at >= 0 && at + length <= text.length).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test.each([
    [
      'estado:abierto prioridad:>=urgente',
      {
        and: [
          { field: 'status', op: 'any_of', values: ['open'] },
          { field: 'priority', op: 'at_least', values: ['urgent'] },
        ],
      },
    ],
    ['STATUS:Open', { field: 'status', op: 'any_of', values: ['open'] }],
    ['de:@colegio-san-benito', { field: 'organization', op: 'under', values: [sanBenito] }],
    ['de:@"Colegio San Benito"', null],
    [
      'sin:asignar "no puedo entrar"',
      {
        and: [
          { field: 'owner', op: 'empty' },
          { field: 'text', op: 'contains', text: '"no puedo entrar"' },
        ],
      },
    ],
    ['asignado:yo,ana@casa.mx', { field: 'owner', op: 'any_of', values: ['@own', ana] }],
    [
      'asignado:#0197a000-0000-7000-8000-000000000001',
      { field: 'owner', op: 'any_of', values: ['0197a000-0000-7000-8000-000000000001'] },
    ],
    ['-etiqueta:spam,vip', { field: 'tag', op: 'none_of', values: ['spam', 'vip'] }],
    [
      '(vence:<hoy-18:00 o es:sin-leer) boletas',
      {
        and: [
          {
            or: [
              { field: 'clockDueAt', op: 'before', moment: 'today-18:00' },
              { field: 'unread', op: 'is', value: true },
            ],
          },
          { field: 'text', op: 'contains', text: 'boletas' },
        ],
      },
    ],
    ['contestado:<hace-2dh', { field: 'ourLastAt', op: 'before', moment: '-2bd' }],
    ['creado:esta-semana', { field: 'createdAt', op: 'within', period: 'this_week' }],
    ['notas:>2', { not: { field: 'notes', op: 'max', number: 2 } }],
    ['nivel:primaria', null],
    ['campo.level:primaria', { field: 'field:level', op: 'any_of', values: ['p'] }],
    [
      'no puedo https://a.mx/b a las 12:30',
      { field: 'text', op: 'contains', text: 'no puedo https://a.mx/b a las 12:30' },
    ],
    ['', { and: [] }],
  ] as const)('«%s»', (text, filter) => {
    expect(read(text).filter).toEqual(filter);
  });

  test.each([
    ['estdo:abierto', { code: 'unknown_field', at: 0, word: 'estdo', suggestions: ['estado'] }],
    ['estado:abrto', { code: 'unknown_value', at: 7, word: 'abrto', suggestions: ['abierto'] }],
    [
      'estado:"en espera"',
      { code: 'unknown_value', at: 7, length: 11, suggestions: ['en-espera-del-cliente'] },
    ],
    ['estado:cliente', { code: 'unknown_value', suggestions: ['en-espera-del-cliente'] }],
    ['prioridad:xyz', { code: 'unknown_value', suggestions: ['normal', 'urgente', 'critico-ya'] }],
    ['de:benito', { code: 'unknown_value', suggestions: ['@colegio-san-benito'] }],
    [
      'asignado:ana-lopez',
      { code: 'several_meant', suggestions: ['ana-lopez#0197a000', 'ana-lopez#0297a000'] },
    ],
    ['creado:<nunca', { code: 'unknown_moment', suggestions: ['hace-3d', 'hoy-18:00'] }],
    ['notas:muchas', { code: 'unknown_number' }],
    ['estado:>=abierto', { code: 'not_asked' }],
    ['estado:', { code: 'nothing_there' }],
    ['a o', { code: 'nothing_there' }],
    ['"no puedo', { code: 'unclosed_quote', at: 0 }],
    ['(a b', { code: 'unclosed_group' }],
    ['a)', { code: 'unexpected', at: 1 }],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, { code: 'too_much' }],
  ] as const)('«%s» says what is wrong', (text, problem) => {
    expect(read(text).problems[0]).toMatchObject(problem);
  });

  test('several faults are told at once', () => {
    expect(read('estdo:abierto prioridad:urgnte (').problems.map(({ code }) => code)).toEqual([
      'unknown_field',
      'unknown_value',
      'unclosed_group',
    ]);
  });

  test('among thousands of names each is looked at a few times, and not as often as there are others', () => {
    let looks = 0;
    const tags = Array.from({ length: 2_000 }, (_, index) => ({
      value: `tag_${index}`,
      get names() {
        looks++;
        return [`Etiqueta ${index}`];
      },
    }));
    const many: Names = { ...names, valuesOf: (field) => (field === 'tag' ? tags : names.valuesOf(field)) };
    expect(readFilter('etiqueta:zzz', many).problems[0]?.code).toBe('unknown_value');
    expect(readFilter('etiqueta:etiqueta-77', many).filter).toMatchObject({ values: ['tag_77'] });
    expect(looks / tags.length).toBeLessThan(20);
  });

  test('no word means two fields, in whichever language it is written', () => {
    const meant = new Map<string, string>();
    for (const { fields, is, has, lacks, from, ownField } of [es, en]) {
      const all = { ...fields, '@is': is, '@has': has, '@lacks': lacks, '@from': from, '@own': ownField };
      for (const [field, word] of Object.entries(all)) {
        expect([word, meant.get(slugOf(word)) ?? field]).toEqual([word, field]);
        meant.set(slugOf(word), field);
      }
    }
  });
});
