import { z } from 'zod';
import { blueprint, blueprintKinds } from './blueprint-format.ts';
import { definitionKey, priorityTarget } from './classification-definitions.ts';
import { colours, flagKeys } from './classification-kinds.ts';
import { defineRoute } from './route.ts';

const tag = 'blueprints';
const kind = z.enum(blueprintKinds);

/** Something that a blueprint says, as it is read before choosing it. */
const shownItem = z.object({
  key: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  colour: z.enum(colours).nullable(),
  flag: z.enum(flagKeys).nullable(),
  /** Of priorities alone. */
  target: priorityTarget.optional(),
});

/** A way of working that comes with the product. `settings`: how many things it says. */
export const shippedBlueprint = z.object({
  key: definitionKey,
  name: z.string(),
  nameEn: z.string().nullable(),
  description: z.string(),
  descriptionEn: z.string(),
  settings: z.number().int(),
  /** What is in use under it, by kind; kinds of which it says nothing are left out. */
  contents: z.array(z.object({ kind, items: z.array(shownItem) })),
});
export type ShippedBlueprint = z.infer<typeof shippedBlueprint>;

/** What somebody gave a name to, in one language or in both. */
const named = z.object({ name: z.string(), nameEn: z.string().nullable() });

/**
 * What a property says. In a list a word that begins with `@` stands for whoever it is then: `@owner`, `@members`,
 * `@assigners`, `@closers`, `@customer`; or for a built-in column: `@new`, `@answered`, `@your_turn`.
 */
const said = z.union([z.string(), z.boolean(), z.array(z.union([z.string(), named])), priorityTarget]);

/** One property, before and after; null where there is nothing, or nothing that can be read in a line. */
const changedField = z.object({ field: z.string(), from: said.nullable(), to: said.nullable() });
export type ChangedField = z.infer<typeof changedField>;

export const blueprintChange = z.object({
  kind,
  name: z.string(),
  nameEn: z.string().nullable(),
  action: z.enum(['add', 'change', 'retire']),
  fields: z.array(changedField),
});
export type BlueprintChange = z.infer<typeof blueprintChange>;

const names = z.array(z.object({ kind, names: z.array(named) }));

/** What a blueprint would do to the present configuration. Nothing is ever removed. */
export const blueprintDifference = z.object({
  name: z.string(),
  nameEn: z.string().nullable(),
  changes: z.array(blueprintChange),
  /** Kinds whose order would be another. */
  reordered: z.array(kind),
  /** What is already as it says. */
  kept: names,
  /** What it does not name, and which therefore stays as it is. */
  untouched: names,
  /** Stands for this difference: whoever applies it after reading it gets this one or is told. */
  seen: z.string(),
});
export type BlueprintDifference = z.infer<typeof blueprintDifference>;

/** One that comes with the product, or a document that somebody brings. */
const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shipped'), key: definitionKey }),
  z.strictObject({ kind: z.literal('file'), blueprint }),
]);

const access = 'organization:manage' as const;
const path = '/api/v1/blueprints' as const;
const refused = ['blueprints.not_found', 'blueprints.unknown_reference', 'blueprints.repeated'] as const;

export const listBlueprints = defineRoute({
  operationId: 'listBlueprints',
  method: 'GET',
  path,
  summary: 'Ways of working that come with the product, to begin with or to take up later',
  tag,
  access,
  responses: { 200: z.object({ items: z.array(shippedBlueprint) }) },
  errors: [],
});

export const exportBlueprint = defineRoute({
  operationId: 'exportBlueprint',
  method: 'GET',
  path: `${path}/current`,
  summary: 'The present configuration as a blueprint, without people and secrets',
  tag,
  access,
  responses: {
    200: z.object({
      blueprint,
      /** What is in it without the people that it names, or not at all because it is about people. */
      leftOut: z.array(z.object({ kind, name: z.string(), isWhole: z.boolean() })),
    }),
  },
  errors: [],
});

export const previewBlueprint = defineRoute({
  operationId: 'previewBlueprint',
  method: 'POST',
  path: `${path}/preview`,
  summary: 'What applying a blueprint would add, change and leave alone; nothing is saved',
  tag,
  access,
  body: z.strictObject({ source }),
  responses: { 200: blueprintDifference },
  errors: refused,
});

export const applyBlueprint = defineRoute({
  operationId: 'applyBlueprint',
  method: 'POST',
  path: `${path}/apply`,
  summary: 'Add and change what a blueprint says, all of it or nothing; a second time changes nothing',
  tag,
  access,
  body: z.strictObject({
    source,
    /** That of the difference somebody read; left out: whatever there is to do is done. */
    seen: z.string().max(100).optional(),
  }),
  /** What was done. */
  responses: { 200: blueprintDifference },
  errors: [
    ...refused,
    'blueprints.stale',
    'classification.name_taken',
    'classification.too_many',
    'classification.last_status',
    'boards.name_taken',
    'boards.too_many',
    'boards.too_many_columns',
  ],
});

export const blueprintRoutes = [listBlueprints, exportBlueprint, previewBlueprint, applyBlueprint];
