import { z } from 'zod';
import { colours, fieldDemands, fieldKinds, flagKeys, formPlaces, tagMarks } from './classification-kinds.ts';
import { oneLine } from './common.ts';
import { statusCategories } from './events.ts';

export const definitionsMax = { each: 200, tags: 2000, options: 200 } as const;

/** Stable name of a definition: readable where the product or a blueprint made it, an id where a person did. */
export const definitionKey = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/);
export const colour = z.enum(colours);
/**
 * The key of something new that somebody names themselves: none that every object has already, such as `constructor`, and
 * of no field that of what the history tells by its own name.
 */
export const newKey = definitionKey.refine((key) => !(key in {}), { message: 'reserved' });
const historyKeys = ['type', 'subject', 'priority', 'flag', 'due', 'tag', 'contact_tag', 'field'];
export const newFieldKey = newKey.refine((key) => !historyKeys.includes(key), { message: 'reserved' });
export const definitionName = oneLine(80);
const name = definitionName;

/** What each definition has. `name`: in the house's language; `nameEn`: what English readers see instead. */
const common = {
  key: definitionKey,
  name: z.string(),
  nameEn: z.string().nullable(),
  position: z.number().int(),
  /** Retired: nobody chooses it any more, and what has it stays readable. */
  active: z.boolean(),
  version: z.number().int(),
};

const hours = z.number().min(0.25).max(2000);
export const priorityTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('business_hours'), hours }),
  z.object({ kind: z.literal('calendar_hours'), hours }),
  z.object({ kind: z.literal('end_of_day') }),
]);

export const ticketType = z.object({ ...common, description: z.string() });
/** In their order each is more urgent than the one before; `typeKeys` is the matrix of W7. */
export const priority = z.object({
  ...common,
  colour,
  target: priorityTarget,
  typeKeys: z.array(definitionKey),
});
/** `template`: the customer's words, with `{field_key}` where an answer of the form goes (W10). */
export const catalogueSubject = z.object({
  ...common,
  template: z.string(),
  typeKey: definitionKey.nullable(),
});
/** `exclusive`: at most one of its tags at a time. `free`: whoever classifies may add values. */
export const tagFacet = z.object({
  ...common,
  about: z.enum(['ticket', 'contact']),
  exclusive: z.boolean(),
  free: z.boolean(),
  colour,
});
export const tagDefinition = z.object({
  ...common,
  facetKey: definitionKey,
  colour: colour.nullable(),
  mark: z.enum(tagMarks).nullable(),
});
export const flagDefinition = z.object({ ...common, key: z.enum(flagKeys), meaning: z.string() });
/** Both names of a status are always there; customers read the public ones. */
export const statusDefinition = z.object({
  ...common,
  nameEn: z.string(),
  category: z.enum(statusCategories),
  publicName: z.string(),
  publicNameEn: z.string(),
});
export const fieldOption = z.object({
  key: definitionKey,
  name: z.string(),
  nameEn: z.string().nullable(),
  active: z.boolean(),
});
export const fieldDefinition = z.object({
  ...common,
  help: z.string(),
  kind: z.enum(fieldKinds),
  options: z.array(fieldOption),
  visibility: z.enum(['internal', 'customer']),
  required: z.enum(fieldDemands),
});
/** Which fields appear in one place, in order. `required`: null where it is what the field says. */
export const fieldForm = z.object({
  place: z.enum(formPlaces),
  /** Key of the type or subject, id of the department; empty for `always`. */
  placeKey: z.string(),
  fields: z.array(z.object({ fieldKey: definitionKey, required: z.enum(fieldDemands).nullable() })),
  /** Of a form that nobody wrote yet: 0. */
  version: z.number().int(),
});
export type FieldForm = z.infer<typeof fieldForm>;

/** Everything by which tickets are told apart, retired definitions included, each list in its order. */
export const classification = z.object({
  types: z.array(ticketType),
  priorities: z.array(priority),
  subjects: z.array(catalogueSubject),
  facets: z.array(tagFacet),
  tags: z.array(tagDefinition),
  flags: z.array(flagDefinition),
  statuses: z.array(statusDefinition),
  fields: z.array(fieldDefinition),
  forms: z.array(fieldForm),
});
export type Classification = z.infer<typeof classification>;

export const nameEn = oneLine(80).nullable();
export const text = (max: number) => z.string().trim().max(max);
const optionWritten = z.object({
  /** Left out: a new option. */
  key: definitionKey.optional(),
  name,
  nameEn: nameEn.default(null),
  active: z.boolean().default(true),
});

/** What may be written of each kind; `defaults` are those of a new one. What never changes is only in `created`. */
export const typeWritten = z.object({ name, nameEn, description: text(400) });
export const priorityWritten = z.object({
  name,
  nameEn,
  colour,
  target: priorityTarget,
  typeKeys: z.array(definitionKey).max(definitionsMax.each),
});
export const subjectWritten = z.object({
  name,
  nameEn,
  template: text(4000),
  typeKey: definitionKey.nullable(),
});
export const facetWritten = z.object({ name, nameEn, exclusive: z.boolean(), free: z.boolean(), colour });
export const tagWritten = z.object({
  name,
  nameEn,
  colour: colour.nullable(),
  mark: z.enum(tagMarks).nullable(),
});
export const flagWritten = z.object({ name, nameEn, meaning: text(200) });
export const statusWritten = z.object({
  name,
  nameEn: oneLine(80),
  publicName: oneLine(80),
  publicNameEn: oneLine(80),
});
export const fieldWritten = z.object({
  name,
  nameEn,
  help: text(400),
  options: z.array(optionWritten).max(definitionsMax.options),
  visibility: z.enum(['internal', 'customer']),
  required: z.enum(fieldDemands),
});
