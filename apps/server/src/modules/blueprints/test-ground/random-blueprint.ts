import { boardColumnKeys } from '@ventanilla/contracts/board';
import { cardParts } from '@ventanilla/contracts/boards';
import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import { colours, fieldDemands, fieldKinds, tagMarks } from '@ventanilla/contracts/classification-kinds';
import { closeNeeds } from '@ventanilla/contracts/department-rules';
import { statusCategories } from '@ventanilla/contracts/events';
import type { Filter } from '@ventanilla/contracts/filters';
import { narrowable, permissions } from '@ventanilla/contracts/permissions';
import { ticketSort } from '@ventanilla/contracts/views';
import fc from 'fast-check';

const words = [
  'Educación',
  "O'Brien",
  '«Caja»',
  'a "b"',
  '{x}',
  '日本',
  'Ñandú',
  '<b>',
  '100 %',
  '$&',
  'À\u0301',
];
const word = fc.constantFrom(...words);
/** No two of one list have one name, whatever the words. */
const named = <T extends object>(prefix: string, rest: fc.Arbitrary<T>, most = 3) =>
  fc
    .array(fc.tuple(word, rest), { maxLength: most })
    .map((list) => list.map(([text, more], n) => ({ name: `${prefix} ${n} ${text}`, ...more })));
const defined = <T extends object>(prefix: string, rest: fc.Arbitrary<T>, most = 3) =>
  named(prefix, rest, most).map((list) =>
    list.map((item, n) => ({ key: `${prefix.toLowerCase()}_${n}`, ...item })),
  );
const flag = fc.boolean();
const nameEn = fc.option(word, { nil: null });

type Periods = CalendarDefinition['week']['monday'];
const hours = (from: string, to: string): Periods => [{ from, to }];
const day = fc.constantFrom<Periods[]>([], hours('09:00', '14:00'), hours('22:00', '06:00'), [
  ...hours('08:00', '12:30'),
  ...hours('13:00', '24:00'),
]);
const week = fc.record({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: fc.constant<Periods>([]),
});
const definition: fc.Arbitrary<CalendarDefinition> = fc.record({
  timeZone: fc.constantFrom('America/Mexico_City', 'America/Santiago', 'Europe/Madrid', 'America/Caracas'),
  week,
  seasons: fc.constantFrom<CalendarDefinition['seasons'][]>(
    [],
    [{ name: 'Cierre', from: '12-20', to: '01-06', week: null }],
  ),
  holidays: fc.constantFrom<CalendarDefinition['holidays'][]>(
    [],
    [{ name: 'Muertos', date: '11-02', closed: { from: '12:00', to: '24:00' } }],
  ),
  openings: fc.constantFrom<CalendarDefinition['openings'][]>(
    [],
    [{ name: 'Guardia', date: '2026-11-02', hours: { from: '10:00', to: '12:00' } }],
  ),
});

const people = (teams: readonly string[]) => ({
  teams: fc.subarray([...teams]),
  owner: flag,
});
const who = (teams: readonly string[]) => fc.record({ ...people(teams), members: flag });
const notice = (teams: readonly string[]) =>
  fc.record({ ...people(teams), assigners: flag, closers: flag, customer: fc.constant(false) });
const notices = (teams: readonly string[]) =>
  fc.record(
    { created: notice(teams), assigned: notice(teams), closed: notice(teams), 'flag:green': notice(teams) },
    { requiredKeys: [] },
  );
const rules = (teams: readonly string[]) =>
  fc.record(
    {
      assign: who(teams),
      take: who(teams),
      flag: who(teams),
      flags: fc.record({ green: who(teams) }, { requiredKeys: [] }),
      close: who(teams),
      atMost: fc.integer({ min: 1, max: 400 }),
      replyCloses: fc.subarray(['email', 'phone']),
      closeNeeds: fc.subarray([...closeNeeds]),
    },
    { requiredKeys: [] },
  );

/** Asks for what the house has, as deep as a filter may be asked by hand. */
function filterOf(departments: readonly string[], types: readonly string[]): fc.Arbitrary<Filter> {
  const leaves: fc.Arbitrary<Filter>[] = [
    fc.constant({ field: 'dueAt', op: 'present' }),
    fc.constant({ field: 'owner', op: 'empty' }),
    fc.constant({ field: 'channel', op: 'any_of', values: ['email'] }),
  ];
  const of = (field: 'department' | 'type', values: readonly string[]) =>
    values.length === 0
      ? []
      : [
          fc
            .tuple(
              fc.constantFrom('any_of' as const, 'none_of' as const),
              fc.subarray([...values], { minLength: 1 }),
            )
            .map(([op, chosen]): Filter => ({ field, op, values: chosen })),
        ];
  const leaf = fc.oneof(...leaves, ...of('department', departments), ...of('type', types));
  const list = fc.array(leaf, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    leaf,
    list.map((and): Filter => ({ and })),
    list.map((or): Filter => ({ not: { or } })),
  );
}

/** Columns of a board: built-in ones, and filters of what the house has and of each reader's own things. */
function columns(areas: readonly { name: string }[], types: readonly string[], teams: readonly string[]) {
  const own: Filter = { field: 'owner', op: 'any_of', values: ['@own'] };
  const ofTeams: Filter[] =
    teams.length === 0 ? [] : [{ field: 'ownerTeam', op: 'any_of', values: [...teams] }];
  const filter = fc.oneof(
    filterOf(
      areas.map(({ name }) => name),
      types,
    ),
    fc.constantFrom<Filter>(own, { field: 'createdAt', op: 'after', moment: '-3d' }, ...ofTeams),
  );
  const look = {
    colour: fc.constantFrom(null, ...colours),
    sort: fc.constantFrom(...ticketSort.options),
    shows: fc.subarray([...cardParts]),
  };
  const builtIn = fc.record({
    ...look,
    name: fc.oneof(fc.constant(null), word),
    source: fc.constantFrom(...boardColumnKeys).map((key) => ({ kind: 'builtIn' as const, key })),
  });
  const filtered = fc.record({
    ...look,
    name: word,
    source: filter.map((tree) => ({ kind: 'filter' as const, filter: tree })),
  });
  return fc.uniqueArray(fc.oneof(builtIn, filtered), {
    maxLength: 4,
    selector: ({ name, source }) => ('key' in source ? `@${source.key}` : name?.toLowerCase()),
  });
}

const targets = fc.record(
  {
    first_response: fc.constant({ target: { kind: 'business', ms: 3_600_000 }, warn: { fraction: 0.75 } }),
    next_response: fc.constant({ target: { kind: 'calendar', ms: 86_400_000 }, warn: null }),
    resolution: fc.constant({
      target: { kind: 'end_of_day', cutOffMs: 1_800_000 },
      warn: { beforeMs: 600_000 },
    }),
    no_news: fc.constant({ target: { kind: 'business_days', days: 3 }, warn: null }),
  },
  { requiredKeys: [] },
);
const optionNames = fc.uniqueArray(word, {
  minLength: 1,
  maxLength: 4,
  selector: (text) => text.toLowerCase(),
});
const field = fc
  .record({
    nameEn,
    help: word,
    kind: fc.constantFrom(...fieldKinds),
    options: optionNames,
    visibility: fc.constantFrom('internal', 'customer'),
    required: fc.constantFrom(...fieldDemands),
  })
  .map(({ options, ...rest }) => ({
    ...rest,
    options: ['choice', 'multiple'].includes(rest.kind)
      ? options.map((name, n) => ({ key: `option_${n}`, name, nameEn: null, active: n !== 1 }))
      : [],
  }));

/** The parts that nothing else refers to, or only to others of these. */
const parts = fc.record({
  calendars: named('Calendario', fc.record({ definition }), 2),
  teams: named('Equipo', fc.record({ note: word, active: flag })),
  types: defined('Tipo', fc.record({ nameEn, description: word, active: flag })),
  facets: defined(
    'Faceta',
    fc.record({
      nameEn,
      about: fc.constantFrom('ticket', 'contact'),
      exclusive: flag,
      free: flag,
      colour: fc.constantFrom(...colours),
    }),
    2,
  ),
  flags: fc.constantFrom([], [{ key: 'green', name: 'Lista', meaning: 'Se puede cerrar', active: false }]),
  statuses: defined(
    'Estado',
    fc.record({
      nameEn: word,
      category: fc.constantFrom(...statusCategories),
      publicName: word,
      publicNameEn: word,
      active: flag,
    }),
  ),
  fields: defined('Campo', field, 4),
  roles: named(
    'Rol',
    fc.record({
      permissions: fc.subarray([...permissions]),
      scope: fc.constant('all'),
      narrower: fc.constantFrom({}, { [narrowable[0]]: 'own' }),
    }),
    2,
  ),
});

/** What a house could be: everything that a blueprint may say, with words that are hard to write, and what refers to what. */
export const randomBlueprint = parts.chain((made) => {
  const teams = made.teams.map(({ name }) => name);
  const types = made.types.map(({ key }) => key);
  const facets = made.facets.map(({ key }) => key);
  const fields = made.fields.map(({ key }) => key);
  const calendar = fc.constantFrom(null, ...made.calendars.map(({ name }) => name));
  const departments = named(
    'Área',
    fc.record({
      description: word,
      kind: fc.constantFrom('external', 'internal'),
      active: flag,
      calendar,
      rules: rules(teams),
      notices: notices(teams),
    }),
  );
  return departments.chain((areas) => {
    const use = fc.subarray(fields).map((keys) => keys.map((fieldKey) => ({ fieldKey, required: null })));
    const forms = [
      { place: 'always', of: '' },
      ...types.map((of) => ({ place: 'type', of })),
      ...areas.map(({ name }) => ({ place: 'department', of: name })),
    ];
    return fc.record({
      ...Object.fromEntries(Object.entries(made).map(([key, value]) => [key, fc.constant(value)])),
      departments: fc.constant(areas),
      priorities: defined(
        'Prioridad',
        fc.record({
          nameEn,
          colour: fc.constantFrom(...colours),
          target: fc.constantFrom({ kind: 'end_of_day' }, { kind: 'business_hours', hours: 2.5 }),
          typeKeys: fc.subarray(types),
          active: flag,
        }),
      ),
      subjects: defined(
        'Asunto',
        fc.record({ nameEn, template: word, typeKey: fc.constantFrom(null, ...types), active: flag }),
      ),
      tags:
        facets.length === 0
          ? fc.constant([])
          : defined(
              'Etiqueta',
              fc.record({
                facetKey: fc.constantFrom(...facets),
                colour: fc.constantFrom(null, ...colours),
                mark: fc.constantFrom(null, ...tagMarks),
                active: flag,
              }),
              5,
            ),
      lines: named('Línea', fc.record({ notices: notices(teams), active: flag }), 2),
      forms: fc.tuple(...forms.map((form) => use.map((uses) => ({ ...form, fields: uses })))),
      policies: named(
        'Regla',
        fc.record({
          filter: filterOf(
            areas.map(({ name }) => name),
            types,
          ),
          calendar,
          targets,
          pauses: fc.constantFrom({}, { resolution: ['waiting_customer'] }),
          active: flag,
        }),
      ),
      boards: named(
        'Tablero',
        fc.record({ team: fc.constantFrom(null, ...teams), columns: columns(areas, types, teams) }),
        2,
      ),
    });
  });
});
