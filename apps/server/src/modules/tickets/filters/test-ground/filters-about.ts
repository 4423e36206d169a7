import { filterFields } from '@ventanilla/contracts/filter-fields';
import type { Condition, Filter } from '@ventanilla/contracts/filters';
import fc from 'fast-check';
import type { Facts } from './filter-model.ts';

interface About {
  facts: readonly Facts[];
  /** Keys of own fields by their kind. */
  fields: Readonly<Record<string, string>>;
  /** An organisation that others belong to. */
  parent: string;
}

const moments = fc.constantFrom(
  'now',
  'today',
  'today-12:00',
  '-3d',
  '-2bd',
  '+1bd',
  '-1w',
  '+6h',
  '-1mo',
  '2026-11-15',
);
const periods = fc.constantFrom(
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  '2026-11-12..2026-11-16',
);

/** Conditions whose values are those of some ticket, or of none. */
function conditionsAbout({ facts, fields, parent }: About): fc.Arbitrary<Condition> {
  const kinds = {
    text: 'text',
    number: 'number',
    money: 'number',
    date: 'instant',
    checkbox: 'switch',
  } as const;
  const shapes: [string, string][] = [
    ...Object.entries(filterFields)
      .filter(([field]) => field !== 'text')
      .map(([field, { shape }]): [string, string] => [field, shape]),
    ...Object.entries(kinds).map(([kind, shape]): [string, string] => [`field:${fields[kind]}`, shape]),
  ];
  return fc.constantFrom(...shapes).chain(([field, shape]) => {
    const seen = [...new Set(facts.flatMap((fact) => fact[field] ?? []).map(String))];
    const values = fc.uniqueArray(fc.constantFrom(...seen, '@own', 'none', parent), {
      minLength: 1,
      maxLength: 3,
    });
    const numbers = fc.constantFrom(
      ...facts.flatMap((fact) => (typeof fact[field] === 'number' ? [fact[field] as number] : [])),
      2.5,
      -1,
    );
    const presence = fc.constantFrom({ op: 'empty' }, { op: 'present' });
    const chosen = fc.oneof(
      presence,
      values.chain((list) =>
        fc.constantFrom({ op: 'any_of', values: list }, { op: 'none_of', values: list }),
      ),
    );
    const byShape: Record<string, fc.Arbitrary<object>> = {
      reference: chosen,
      choice: chosen,
      tree: fc.oneof(
        chosen,
        values.map((list) => ({ op: 'under', values: list })),
      ),
      rank: fc.oneof(
        chosen,
        values.chain(([one]) =>
          fc.constantFrom({ op: 'at_least', values: [one] }, { op: 'at_most', values: [one] }),
        ),
      ),
      instant: fc.oneof(
        presence,
        moments.chain((moment) => fc.constantFrom({ op: 'before', moment }, { op: 'after', moment })),
        periods.map((period) => ({ op: 'within', period })),
      ),
      number: fc.oneof(
        presence,
        numbers.chain((number) =>
          fc.constantFrom({ op: 'min', number }, { op: 'max', number }, { op: 'equals', number }),
        ),
      ),
      switch: fc.boolean().map((value) => ({ op: 'is', value })),
      text: fc.constantFrom('salon', 'ÁLGEBRA', '3.', '%', 'no').map((text) => ({ op: 'contains', text })),
    };
    return byShape[shape]!.map((rest) => ({ field, ...rest }) as Condition);
  });
}

/** Filters of any form about what some tickets have. */
export function treesAbout(about: About): fc.Arbitrary<Filter> {
  return fc.letrec<{ tree: Filter }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      conditionsAbout(about),
      fc.array(tie('tree'), { maxLength: 3 }).map((and) => ({ and })),
      fc.array(tie('tree'), { maxLength: 3 }).map((or) => ({ or })),
      tie('tree').map((not) => ({ not })),
    ),
  })).tree;
}
