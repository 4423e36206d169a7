import { z } from 'zod';
import { boardColumnKey } from './board.ts';
import { boardColumnsMax, boardsMax, cardPartsDefault, columnBody } from './boards.ts';
import { calendarDefinition } from './calendar-definition.ts';
import {
  colour,
  definitionKey,
  definitionName,
  definitionsMax,
  fieldOption,
  nameEn,
  newFieldKey,
  newKey,
  priorityTarget,
  text,
} from './classification-definitions.ts';
import { fieldDemands, fieldKinds, flagKeys, formPlaces, tagMarks } from './classification-kinds.ts';
import { oneLine } from './common.ts';
import { closeNeeds, linesMax, notices, teamNote, teamsMax } from './department-rules.ts';
import { departmentKinds, departmentsMax } from './departments.ts';
import { statusCategories } from './events.ts';
import { type Filter, filter, own, steadyFilter } from './filters.ts';
import { narrowable, permissions, scopes } from './permissions.ts';
import { rolesMax } from './roles.ts';
import { policiesMax, slaPolicyBody } from './sla.ts';
import { channelKinds } from './tickets.ts';

/**
 * A way of working as one document: what a file of `blueprints/` holds, what is exported and what is imported. Nothing
 * in it is an id of one installation: definitions go by their key, everything else by its name. It names no person and
 * holds no secret. What is left out of an item stays as it is where the item exists already; what is left out of the
 * document is left alone.
 */
export const blueprintFormat = 'ventanilla.blueprint@1';

export const blueprintKinds = [
  'calendars',
  'teams',
  'types',
  'priorities',
  'subjects',
  'facets',
  'tags',
  'flags',
  'statuses',
  'fields',
  'departments',
  'lines',
  'forms',
  'roles',
  'policies',
  'boards',
] as const;
export type BlueprintKind = (typeof blueprintKinds)[number];

const name = oneLine(80);
/** Retired: nobody chooses it any more. */
const active = z.boolean().default(true);
const definition = { key: newKey, name: definitionName, nameEn: nameEn.optional(), active };
const teamNames = z.array(name).max(50).default([]);
const no = z.boolean().default(false);

/** Whom a rule names, without people: whoever is any of them. */
export const blueprintWho = z.strictObject({ teams: teamNames, members: no, owner: no });
export type BlueprintWho = z.infer<typeof blueprintWho>;

/** Who is told, without people. */
export const blueprintNotice = z.strictObject({
  teams: teamNames,
  assigners: no,
  owner: no,
  closers: no,
  customer: no,
});
export type BlueprintNotice = z.infer<typeof blueprintNotice>;
const blueprintNotices = z.record(notices.keyType, blueprintNotice);

const rules = z.strictObject({
  assign: blueprintWho.optional(),
  take: blueprintWho.optional(),
  flag: blueprintWho.optional(),
  flags: z.partialRecord(z.enum(flagKeys), blueprintWho).optional(),
  close: blueprintWho.optional(),
  atMost: z.number().int().min(1).max(10_000).optional(),
  replyCloses: z.array(z.enum(channelKinds)).optional(),
  closeNeeds: z.array(z.enum(closeNeeds)).optional(),
});
export type BlueprintRules = z.infer<typeof rules>;

/** Of what is known only where it is: people and addresses. */
const elsewhere = [
  'owner',
  'requester',
  'organization',
  'accountManager',
  'successManager',
  'channelAccount',
];

/** Whether a filter asks for somebody or something that only one installation has. */
export function namesPeople(tree: Filter, isSomebody: (value: string) => boolean = () => true): boolean {
  const among = (trees: readonly Filter[]) => trees.some((one) => namesPeople(one, isSomebody));
  if ('and' in tree) return among(tree.and);
  if ('or' in tree) return among(tree.or);
  if ('not' in tree) return among([tree.not]);
  return elsewhere.includes(tree.field) && 'values' in tree && tree.values.some(isSomebody);
}

/** As `namesPeople`, where whoever reads it may be asked for: a column of a board is another for each of them. */
export const namesOthers = (tree: Filter) => namesPeople(tree, (value) => value !== own);

/** As in an installation, with the names of departments and lines in the place of their ids. */
const portableFilter = steadyFilter.refine((tree) => !namesPeople(tree), {
  message: 'owner, requester, organization, channelAccount: only empty and present',
});

/** A column of a board, as `portableFilter` says what stands in it; each reader's own things may be asked for. */
const boardColumn = columnBody
  .extend({
    name: columnBody.shape.name.default(null),
    colour: columnBody.shape.colour.default(null),
    source: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('builtIn'), key: boardColumnKey }),
      z.strictObject({
        kind: z.literal('filter'),
        filter: filter.refine((tree) => !namesOthers(tree), {
          message: 'owner, requester, organization, channelAccount: only @own, empty and present',
        }),
      }),
    ]),
    sort: columnBody.shape.sort.default('-activity'),
    shows: columnBody.shape.shows.default([...cardPartsDefault]),
  })
  .refine(({ name, source }) => name !== null || source.kind === 'builtIn', { message: 'a name' });
export type BlueprintColumn = z.infer<typeof boardColumn>;

const option = z.strictObject({
  ...fieldOption.shape,
  nameEn: nameEn.default(null),
  active: z.boolean().default(true),
});

const items = {
  calendars: z.strictObject({
    name,
    /** The one that holds where none is chosen. */
    isDefault: z.literal(true).optional(),
    definition: calendarDefinition,
  }),
  /** `note`: for whom it is meant; who is in it is never part of a blueprint. */
  teams: z.strictObject({ name, note: teamNote.optional(), active }),
  types: z.strictObject({ ...definition, description: text(400).optional() }),
  priorities: z.strictObject({
    ...definition,
    colour,
    target: priorityTarget,
    typeKeys: z.array(definitionKey).max(definitionsMax.each),
  }),
  subjects: z.strictObject({
    ...definition,
    template: text(4000).optional(),
    typeKey: definitionKey.nullable().optional(),
  }),
  facets: z.strictObject({
    ...definition,
    about: z.enum(['ticket', 'contact']),
    exclusive: z.boolean().optional(),
    free: z.boolean().optional(),
    colour: colour.optional(),
  }),
  tags: z.strictObject({
    ...definition,
    facetKey: definitionKey,
    colour: colour.nullable().optional(),
    mark: z.enum(tagMarks).nullable().optional(),
  }),
  flags: z.strictObject({ ...definition, key: z.enum(flagKeys), meaning: text(200).optional() }),
  statuses: z.strictObject({
    ...definition,
    nameEn: oneLine(80),
    category: z.enum(statusCategories),
    publicName: oneLine(80),
    publicNameEn: oneLine(80),
  }),
  fields: z.strictObject({
    ...definition,
    key: newFieldKey,
    help: text(400).optional(),
    kind: z.enum(fieldKinds),
    options: z.array(option).max(definitionsMax.options).optional(),
    visibility: z.enum(['internal', 'customer']).optional(),
    required: z.enum(fieldDemands).optional(),
  }),
  departments: z.strictObject({
    name,
    description: text(400).optional(),
    kind: z.enum(departmentKinds),
    active,
    calendar: name.nullable().optional(),
    rules: rules.optional(),
    notices: blueprintNotices.optional(),
  }),
  lines: z.strictObject({ name, active, notices: blueprintNotices.optional() }),
  /** `of`: key of the type or subject, name of the department; empty for `always`. */
  forms: z.strictObject({
    place: z.enum(formPlaces),
    of: z.string().max(80).default(''),
    fields: z
      .array(
        z.strictObject({ fieldKey: definitionKey, required: z.enum(fieldDemands).nullable().default(null) }),
      )
      .max(definitionsMax.each),
  }),
  roles: z.strictObject({
    name,
    permissions: z.array(z.enum(permissions)),
    scope: z.enum(scopes),
    narrower: z.partialRecord(z.enum(narrowable), z.enum(scopes)),
  }),
  policies: z.strictObject({
    name,
    filter: portableFilter,
    calendar: name.nullable().optional(),
    targets: slaPolicyBody.shape.targets,
    pauses: slaPolicyBody.shape.pauses.optional(),
    active,
  }),
  /** Of everybody, or of a team; whoever applies it keeps them. */
  boards: z.strictObject({
    name,
    /** Null: everybody's. */
    team: name.nullable().optional(),
    columns: z.array(boardColumn).max(boardColumnsMax),
  }),
} as const satisfies Record<BlueprintKind, z.ZodType>;

const most: Record<BlueprintKind, number> = {
  calendars: 100,
  teams: teamsMax,
  types: definitionsMax.each,
  priorities: definitionsMax.each,
  subjects: definitionsMax.each,
  facets: definitionsMax.each,
  tags: definitionsMax.tags,
  flags: flagKeys.length,
  statuses: definitionsMax.each,
  fields: definitionsMax.each,
  departments: departmentsMax,
  lines: linesMax,
  forms: 500,
  roles: rolesMax,
  policies: policiesMax,
  boards: boardsMax,
};

type Lists = { [K in BlueprintKind]: z.ZodDefault<z.ZodArray<(typeof items)[K]>> };
const lists = Object.fromEntries(
  blueprintKinds.map((kind) => [kind, z.array(items[kind]).max(most[kind]).default([])]),
) as unknown as Lists;

export const blueprint = z.strictObject({
  format: z.literal(blueprintFormat),
  key: definitionKey,
  name,
  nameEn: nameEn.default(null),
  description: text(400).default(''),
  descriptionEn: text(400).default(''),
  ...lists,
});
export type Blueprint = z.infer<typeof blueprint>;
export type BlueprintItem<K extends BlueprintKind> = Blueprint[K][number];
