import { type Blueprint, blueprint, blueprintFormat } from '@ventanilla/contracts/blueprint-format';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { adoptKeys } from './adopt-keys.rules.ts';
import { changesNothing, compareBlueprint } from './compare.rules.ts';
import { tellDifference } from './difference.rules.ts';
import { findFault } from './references.rules.ts';

type Written = Partial<z.input<typeof blueprint>>;

const make = (said: Written): Blueprint =>
  blueprint.parse({ format: blueprintFormat, key: 'trial', name: 'De prueba', ...said });

const named = (name: string, nameEn: string | null = null) => ({ name, nameEn });
const who = (teams: string[] = []) => ({ teams });
const problem = { key: 'problem', name: 'Problema', nameEn: null, description: '' };
const task = { key: 'task', name: 'Tarea', nameEn: null, description: '' };
const day = { kind: 'calendar_hours' as const, hours: 24 };
const normal = {
  key: 'normal',
  name: 'Normal',
  nameEn: null,
  colour: 'blue' as const,
  target: day,
  typeKeys: ['task'],
};
const choice = {
  key: 'level',
  name: 'Nivel',
  nameEn: null,
  help: '',
  kind: 'choice' as const,
  options: [{ key: 'low', name: 'Básico' }],
  visibility: 'internal' as const,
  required: 'no' as const,
};
const support = {
  name: 'Soporte',
  description: '',
  kind: 'external' as const,
  calendar: null,
  rules: { close: { teams: ['Cierre'] } },
  notices: {},
};

/** What is there, what is wanted, and what that comes to: `kind action name field…`. */
const table: [string, Written, Written, string[]][] = [
  ['what is not there is added', {}, { types: [task] }, ['types add Tarea']],
  ['what is as it is said stays', { types: [task] }, { types: [task] }, []],
  [
    'what is left out of an item stays as somebody wrote it',
    { types: [{ ...task, description: 'Altas y bajas' }] },
    { types: [{ key: 'task', name: 'Tarea' }] },
    [],
  ],
  [
    'a rule that names nobody is no rule, and a form without fields no form',
    { departments: [support] },
    {
      departments: [{ ...support, rules: { take: who(), flags: { green: who() }, replyCloses: [] } }],
      forms: [{ place: 'always' as const, fields: [] }],
    },
    [],
  ],
  [
    'of a role only what it may do at all can reach less far',
    {
      roles: [{ name: 'Caja', permissions: ['tickets:read' as const], scope: 'all' as const, narrower: {} }],
    },
    {
      roles: [
        {
          name: 'Caja',
          permissions: ['tickets:read' as const],
          scope: 'all' as const,
          narrower: { 'tickets:take': 'own' as const },
        },
      ],
    },
    [],
  ],
  [
    'to name nobody any more is a change',
    { departments: [support] },
    { departments: [{ ...support, rules: { close: who() } }] },
    ['departments change Soporte rules.close'],
  ],
  ['what the document does not say is left alone', { types: [task, problem] }, { types: [task] }, []],
  [
    'another name is a change of what has the key',
    { types: [task] },
    { types: [{ ...task, name: 'Pendiente' }] },
    ['types change Tarea name'],
  ],
  [
    'what is no longer used is retired, not removed',
    { types: [task] },
    { types: [{ ...task, active: false }] },
    ['types retire Tarea active'],
  ],
  [
    'what is retired is used again where it is wanted',
    { types: [{ ...task, active: false }] },
    { types: [task] },
    ['types change Tarea active'],
  ],
  [
    'types that somebody gave to a priority by hand stay beside those that are said',
    { types: [task, { ...problem, key: 'mine' }], priorities: [{ ...normal, typeKeys: ['mine', 'task'] }] },
    { types: [task], priorities: [normal] },
    [],
  ],
  [
    'a priority loses a type that the document knows and does not give it',
    { types: [task, problem], priorities: [{ ...normal, typeKeys: ['task', 'problem'] }] },
    { types: [task, problem], priorities: [normal] },
    ['priorities change Normal typeKeys'],
  ],
  [
    'options of one’s own stay at the end of a list',
    { fields: [{ ...choice, options: [...choice.options, { key: 'mine', name: 'Mío' }] }] },
    { fields: [choice] },
    [],
  ],
  [
    'fields of one’s own stay in a form',
    {
      fields: [choice, { ...choice, key: 'mine' }],
      forms: [{ place: 'always', fields: [{ fieldKey: 'level' }, { fieldKey: 'mine' }] }],
    },
    { forms: [{ place: 'always', fields: [{ fieldKey: 'level' }] }] },
    [],
  ],
  [
    'departments go by their name, whatever its capitals',
    { departments: [{ ...support, name: 'SOPORTE' }] },
    { departments: [support] },
    [],
  ],
  [
    'of rules and notices only the parts that are said change',
    {
      departments: [
        { ...support, rules: { ...support.rules, take: who(['Turno']) }, notices: { closed: who(['A']) } },
      ],
    },
    { departments: [{ ...support, rules: { close: who(['Jefas']) }, notices: { created: who(['B']) } }] },
    ['departments change Soporte rules.close notices.created'],
  ],
  [
    'a flag’s people are told apart from those of the other flags',
    { departments: [{ ...support, rules: { flags: { blue: who(['A']), green: who(['B']) } } }] },
    { departments: [{ ...support, rules: { flags: { green: who(['C']) } } }] },
    ['departments change Soporte rules.flag:green'],
  ],
  [
    'names of teams in a rule have no order and no capitals',
    { departments: [{ ...support, rules: { close: who(['uno', 'Dos']) } }] },
    { departments: [{ ...support, rules: { close: who(['Dos', 'Uno']) } }] },
    [],
  ],
  [
    'of a new one what it says is told',
    {},
    { departments: [support] },
    ['departments add Soporte rules.close kind'],
  ],
];

describe('the difference', () => {
  test.each(table)('%s', (_, present, wanted, expected) => {
    const { steps } = compareBlueprint({ wanted: make(wanted), present: make(present) });
    const told = steps.flatMap(({ kind, action, name, fields }) =>
      action === 'keep' ? [] : [[kind, action, name, ...fields].join(' ')],
    );
    expect(told).toEqual(expected);
  });

  test('the order is told only where what is there would stand in another one', () => {
    const present = make({ types: [task, { ...task, key: 'mine', name: 'Mía' }, problem] });
    const orders = (keys: (typeof task)[]) =>
      compareBlueprint({ wanted: make({ types: keys }), present }).orders.map(({ kind }) => kind);
    expect(orders([task, problem])).toEqual([]);
    expect(orders([problem, task])).toEqual(['types']);
    expect(orders([task, problem, { ...task, key: 'new', name: 'Nueva' }])).toEqual([]);
    expect(orders([task, { ...task, key: 'new', name: 'Nueva' }, problem])).toEqual(['types']);
  });

  test('it says what stays and why: as it is said, or not said at all', () => {
    const present = make({ types: [task, problem], departments: [support] });
    const wanted = make({ types: [task] });
    const comparison = compareBlueprint({ wanted, present });
    expect(changesNothing(comparison)).toBe(true);
    expect(tellDifference(comparison, { wanted, present })).toMatchObject({
      changes: [],
      kept: [{ kind: 'types', names: [named('Tarea')] }],
      untouched: [
        { kind: 'types', names: [named('Problema')] },
        { kind: 'departments', names: [named('Soporte')] },
      ],
    });
  });

  test('values are told in names and words, people by their part', () => {
    const present = make({ types: [task, problem], priorities: [normal], departments: [support] });
    const wanted = make({
      types: [task, { ...problem, nameEn: 'Problem' }],
      priorities: [{ ...normal, target: { kind: 'end_of_day' }, typeKeys: ['problem'] }],
      departments: [{ ...support, rules: { close: { teams: ['Cierre'], owner: true } } }],
    });
    const { changes } = tellDifference(compareBlueprint({ wanted, present }), { wanted, present });
    expect(changes.flatMap(({ fields }) => fields)).toEqual([
      { field: 'nameEn', from: null, to: 'Problem' },
      { field: 'target', from: day, to: { kind: 'end_of_day' } },
      { field: 'typeKeys', from: [named('Tarea')], to: [named('Problema', 'Problem')] },
      { field: 'rules.close', from: ['Cierre'], to: ['@owner', 'Cierre'] },
    ]);
  });

  test('what was read stands for this difference and no other', () => {
    const seen = (present: Written) => {
      const both = { wanted: make({ types: [task] }), present: make(present) };
      return tellDifference(compareBlueprint(both), both).seen;
    };
    expect(seen({})).toBe(seen({ flags: [] }));
    expect(seen({})).not.toBe(seen({ types: [{ ...task, name: 'Otra' }] }));
  });
});

describe('keys of one’s own', () => {
  const mine = '01890000-0000-7000-8000-000000000001';

  test('what somebody made under the same name is the same thing, wherever it is named', () => {
    const present = make({
      types: [{ ...problem, key: mine }],
      fields: [{ ...choice, key: 'mine-2' }],
      facets: [{ key: 'mine-3', name: 'Servicio', about: 'ticket' }],
      tags: [{ key: 'mine-4', name: 'Portal', facetKey: 'mine-3' }],
    });
    const wanted = make({
      types: [problem],
      priorities: [{ ...normal, typeKeys: ['problem'] }],
      subjects: [{ key: 'alta', name: 'Alta', typeKey: 'problem', template: 'Nivel: {level}, {otro}' }],
      facets: [{ key: 'service', name: 'servicio', about: 'ticket' }],
      tags: [{ key: 'portal', name: 'Portal', facetKey: 'service' }],
      fields: [choice],
      forms: [{ place: 'type', of: 'problem', fields: [{ fieldKey: 'level' }] }],
      policies: [
        {
          name: 'P',
          targets: {},
          filter: {
            and: [
              { field: 'type', op: 'any_of', values: ['problem'] },
              { field: 'field:level', op: 'present' },
              { not: { field: 'tag', op: 'any_of', values: ['portal'] } },
            ],
          },
        },
      ],
    });
    const adopted = adoptKeys({ wanted, present });
    expect(adopted.types[0]?.key).toBe(mine);
    expect(adopted.priorities[0]?.typeKeys).toEqual([mine]);
    expect(adopted.subjects[0]).toMatchObject({ typeKey: mine, template: 'Nivel: {mine-2}, {otro}' });
    expect(adopted.tags[0]).toMatchObject({ key: 'mine-4', facetKey: 'mine-3' });
    expect(adopted.forms[0]).toMatchObject({ of: mine, fields: [{ fieldKey: 'mine-2' }] });
    expect(adopted.policies[0]?.filter).toEqual({
      and: [
        { field: 'type', op: 'any_of', values: [mine] },
        { field: 'field:mine-2', op: 'present' },
        { not: { field: 'tag', op: 'any_of', values: ['mine-4'] } },
      ],
    });
  });

  test('not where they differ in what never changes, nor where the key is there already', () => {
    const present = make({
      types: [task, { ...task, key: mine, name: 'Problema' }],
      facets: [{ key: 'mine', name: 'Servicio', about: 'contact' }],
    });
    const wanted = make({
      types: [{ ...task, name: 'Problema' }],
      facets: [{ key: 'service', name: 'Servicio', about: 'ticket' }],
    });
    expect(adoptKeys({ wanted, present })).toEqual(wanted);
  });
});

describe('faults of a document', () => {
  const faults: [string, Written, string | null][] = [
    ['a name of something that it has itself', { types: [task], priorities: [normal] }, null],
    ['a type that nothing has', { priorities: [normal] }, 'priorities.0.typeKeys.0 task'],
    ['a team that nothing has', { departments: [support] }, 'departments.0.rules.close.teams.0 Cierre'],
    [
      'a flag that nothing has',
      { lines: [{ name: 'L', notices: { 'flag:blue': {} } }] },
      'lines.0.notices.flag:blue blue',
    ],
    ['a form of nowhere', { forms: [{ place: 'type', fields: [] }] }, 'forms.0.of ?'],
    [
      'a department in a filter',
      {
        policies: [
          { name: 'P', targets: {}, filter: { not: { field: 'department', op: 'any_of', values: ['X'] } } },
        ],
      },
      'policies.0.filter.not.values.0 X',
    ],
    ['one key twice', { types: [task, { ...task, name: 'Otra' }] }, 'types.1.key Otra'],
    ['one name twice', { types: [task, { ...task, key: 'otra', name: 'TAREA' }] }, 'types.1.key TAREA'],
    [
      'one department twice',
      {
        departments: [
          { name: 'A', kind: 'external' },
          { name: 'a', kind: 'internal' },
        ],
      },
      'departments.1.name a',
    ],
  ];
  test.each(faults)('%s', (_, wanted, expected) => {
    const fault = findFault({ wanted: make(wanted), present: make({}) });
    expect(fault && `${fault.path} ${fault.name}`).toBe(expected);
  });

  test('what the installation has may be named without being said', () => {
    expect(
      findFault({ wanted: make({ priorities: [normal] }), present: make({ types: [task] }) }),
    ).toBeNull();
  });

  test('people and addresses of one installation cannot be asked for', () => {
    const asking = (field: string, op: string) =>
      blueprint.safeParse({
        ...make({}),
        policies: [
          {
            name: 'P',
            targets: {},
            filter: { and: [{ field, op, ...(op === 'any_of' ? { values: ['x'] } : {}) }] },
          },
        ],
      }).success;
    expect(asking('owner', 'any_of')).toBe(false);
    expect(asking('owner', 'empty')).toBe(true);
    expect(asking('priority', 'any_of')).toBe(true);
  });
});
