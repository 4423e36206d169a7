import { filterFields, fixedChoices } from '@ventanilla/contracts/filter-fields';
import type { Condition, Filter } from '@ventanilla/contracts/filters';
import fc from 'fast-check';
import type { Names, OwnFieldWords } from '../text/vocabulary.ts';

/** Names as trying as an installation may have them: alike, with signs, in both languages, one that reads like a word of ours. */
export const namedValues: Record<string, readonly (readonly [value: string, ...names: string[]])[]> = {
  status: [
    ['open', 'Abierto', 'Open'],
    ['waiting', 'En espera del cliente', 'Waiting for the customer'],
    ['odd', '«En curso» (2)'],
  ],
  priority: [
    ['normal', 'Normal'],
    ['urgent', 'Urgente', 'Urgent'],
    ['critical', 'Crítico, ya', 'Critical'],
  ],
  type: [
    ['problem', 'Problema', 'Problem'],
    ['same', 'Problema'],
  ],
  subject: [['signup', 'Alta de usuario']],
  tag: [
    ['vip', 'VIP'],
    ['spam', 'spam'],
  ],
  contactTag: [['angry', 'Cliente molesto']],
  owner: [
    ['0197a000-0000-7000-8000-000000000001', 'Yo'],
    ['0197a000-0000-7000-8000-000000000002', 'Ana López', 'ana@casa.mx'],
    ['0297a000-0000-7000-8000-000000000003', 'Ana López'],
  ],
  accountManager: [['0197a000-0000-7000-8000-000000000002', 'Ana López', 'ana@casa.mx']],
  successManager: [['0297a000-0000-7000-8000-000000000003', 'Ana López']],
  ownerTeam: [['0197a000-0000-7000-8000-000000000011', 'Mañana']],
  department: [['0197a000-0000-7000-8000-000000000021', 'Soporte Técnico']],
  line: [['0197a000-0000-7000-8000-000000000031', 'Educación']],
  channelAccount: [['0197a000-0000-7000-8000-000000000041', 'Ayuda', 'ayuda@casa.mx']],
  requester: [['0197a000-0000-7000-8000-000000000051', 'O’Brien "Pat", J.']],
  organization: [['0197a000-0000-7000-8000-000000000061', 'Colegio San Benito']],
  'field:level': [
    ['p', 'Primaria'],
    ['s', 'Secundaria 1.º'],
  ],
  'field:who': [['0197a000-0000-7000-8000-000000000051', 'O’Brien "Pat", J.']],
};

const ownFields: readonly OwnFieldWords[] = [
  { key: 'level', names: ['Nivel'], kind: 'choice' },
  { key: 'who', names: ['Persona'], kind: 'person' },
  { key: 'status', names: ['Estado'], kind: 'text' },
  { key: 'again', names: ['Nivel'], kind: 'long_text' },
  { key: 'sum', names: ['3 montos'], kind: 'money' },
  { key: 'day', names: ['Día de corte', 'Cut day'], kind: 'date' },
  { key: 'done', names: ['Listo'], kind: 'checkbox' },
];

export function namesIn(language: 'es' | 'en'): Names {
  const fixed = (field: string) =>
    (fixedChoices as Record<string, readonly string[]>)[field]?.map((value) => [value, value] as const) ?? [];
  return {
    language,
    ownFields,
    valuesOf: (field) => (namedValues[field] ?? fixed(field)).map(([value, ...names]) => ({ value, names })),
  };
}

const words = fc.oneof(
  fc.stringMatching(/^[a-zñáé0-9]{1,6}( [a-zñáé]{1,6}){0,2}$/),
  fc.constantFrom(
    '"no puedo entrar"',
    'o',
    'y',
    'a o b',
    '-no',
    'estado:abierto',
    '(',
    '12:30',
    'https://a.mx/b',
    'a "b c" d',
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const text = words.map((said) => said.trim()).filter((said) => said.length > 0);
const moment = fc.oneof(
  fc.constantFrom('now', 'today', 'yesterday', 'tomorrow', 'today-18:00', '2026-02-28', '2026-11-22-09:30'),
  fc
    .tuple(
      fc.constantFrom('+', '-'),
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom('m', 'h', 'd', 'w', 'mo', 'bd'),
    )
    .map((parts) => parts.join('')),
);
const period = fc.constantFrom(
  'today',
  'yesterday',
  'this_week',
  'next_month',
  '2026-01-05',
  '2026-01-05..2026-02-01',
);
const number = fc.oneof(fc.integer({ min: -5, max: 9000 }), fc.constantFrom(0.5, -12.25));

/** Values of a field, or `@own` where there is one. */
function values(field: string): fc.Arbitrary<string[]> {
  const known = namesIn('es')
    .valuesOf(field as Condition['field'])
    .map(({ value }) => value);
  const own = [
    'owner',
    'department',
    'ownerTeam',
    'accountManager',
    'successManager',
    'organization',
  ].includes(field)
    ? ['@own']
    : [];
  // One that there no longer is, too.
  const gone = field.endsWith('er') ? '0197a000-0000-7000-8000-0000000000ff' : 'gone';
  return fc.uniqueArray(fc.constantFrom(...known, ...own, gone), { minLength: 1, maxLength: 3 });
}

const chosen = (field: string) =>
  fc.oneof(
    values(field).chain((list) =>
      fc.constantFrom({ op: 'any_of', values: list }, { op: 'none_of', values: list }),
    ),
    fc.constantFrom({ op: 'empty' }, { op: 'present' }),
  );
const byShape: Record<string, (field: string) => fc.Arbitrary<object>> = {
  reference: chosen,
  tree: (field) =>
    fc.oneof(
      chosen(field),
      values(field).map((list) => ({ op: 'under', values: list })),
    ),
  choice: chosen,
  rank: (field) =>
    fc.oneof(
      chosen(field),
      values(field).chain(([one]) =>
        fc.constantFrom({ op: 'at_least', values: [one] }, { op: 'at_most', values: [one] }),
      ),
    ),
  instant: () =>
    fc.oneof(
      moment.chain((at) => fc.constantFrom({ op: 'before', moment: at }, { op: 'after', moment: at })),
      period.map((days) => ({ op: 'within', period: days })),
      fc.constantFrom({ op: 'empty' }, { op: 'present' }),
    ),
  number: () =>
    number.chain((n) =>
      fc.constantFrom({ op: 'min', number: n }, { op: 'max', number: n }, { op: 'equals', number: n }),
    ),
  switch: () => fc.boolean().map((value) => ({ op: 'is', value })),
  text: () => text.map((said) => ({ op: 'contains', text: said })),
};
const shapeOfOwn: Record<string, string> = {
  'field:level': 'choice',
  'field:who': 'reference',
  'field:status': 'text',
  'field:again': 'text',
  'field:sum': 'number',
  'field:day': 'instant',
  'field:done': 'switch',
};

const shapes = {
  ...Object.fromEntries(Object.entries(filterFields).map(([key, { shape }]) => [key, shape])),
  ...shapeOfOwn,
};

export const anyCondition: fc.Arbitrary<Condition> = fc
  .constantFrom(...Object.entries(shapes))
  .chain(([field, shape]) =>
    byShape[shape as string]!(field).map((rest) => ({ field, ...rest }) as Condition),
  );

/** Any filter that the language can say. */
export const anyFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyCondition,
    fc.array(tie('filter'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('filter'), { maxLength: 3 }).map((or) => ({ or })),
    tie('filter').map((not) => ({ not })),
  ),
})).filter;
