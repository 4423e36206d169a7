import { z } from 'zod';
import { definitionKey } from './classification-definitions.ts';
import { flagKeys } from './classification-kinds.ts';
import { instant, oneLine } from './common.ts';

/** Characters of the longest text that a field holds. */
export const fieldTextMax = 10_000;
/** Fields, and tags, changed in one go. */
const changesMax = 200;

/**
 * A value by the kind of its field: text, link, day (`2026-03-02`), key of an option, id of a person or organisation;
 * keys of options; number; whether it is checked; an amount of money with its currency.
 */
export const fieldValue = z.union([
  z.string().max(fieldTextMax),
  z.number(),
  z.boolean(),
  z.array(definitionKey).max(changesMax),
  z.strictObject({ amount: z.number().min(-1e12).max(1e12), currency: z.string().regex(/^[A-Z]{3}$/) }),
]);
export type FieldValue = z.infer<typeof fieldValue>;

/** What a ticket has of everything by which tickets are told apart. */
export const ticketClassification = z.object({
  typeKey: z.string().nullable(),
  subjectKey: z.string().nullable(),
  priorityKey: z.string().nullable(),
  flag: z.enum(flagKeys).nullable(),
  /** When it is needed at a given hour (W9). */
  dueAt: instant.nullable(),
  tags: z.array(z.string()),
  /** Of its requester: they stand on every ticket of theirs. */
  contactTags: z.array(z.string()),
  fields: z.record(z.string(), fieldValue),
  /** Names of the people and organisations that its fields refer to, by id. */
  names: z.record(z.string(), z.string()),
});
export type TicketClassification = z.infer<typeof ticketClassification>;

/** What is left out stays; null empties. Tags are added and taken away, so that two people lose nothing of each other. */
export const classifying = z.object({
  typeKey: definitionKey.nullable().optional(),
  subjectKey: definitionKey.nullable().optional(),
  priorityKey: definitionKey.nullable().optional(),
  /** Why, where the priority is none that its type and hour suggest (W7). */
  priorityReason: oneLine(400).optional(),
  flag: z.enum(flagKeys).nullable().optional(),
  dueAt: instant.nullable().optional(),
  /** Of facets about tickets and of facets about people; one of an exclusive facet takes the place of another. */
  addTags: z.array(definitionKey).max(changesMax).default([]),
  removeTags: z.array(definitionKey).max(changesMax).default([]),
  /** Values for facets that take any; one that is there already is taken. */
  newTags: z
    .array(z.object({ facetKey: definitionKey, name: oneLine(80) }))
    .max(20)
    .default([]),
  fields: z.record(definitionKey, fieldValue.nullable()).default({}),
});
export type Classifying = z.infer<typeof classifying>;

/** The flag, tags, type and priority that a card shows, named in the reader's language. */
export const cardFlag = z.object({ key: z.enum(flagKeys), name: z.string() });
/** A tag in the colour that it has of itself or of its facet. */
export const cardTag = z.object({ key: z.string(), name: z.string(), colour: z.string() });
export const cardType = z.object({ key: z.string(), name: z.string() });
export const cardPriority = z.object({ key: z.string(), name: z.string(), colour: z.string() });

export const classifyErrors = [
  'tickets.not_found',
  'tickets.beyond_scope',
  'tickets.beyond_rule',
  'tickets.is_spam',
  'tickets.unknown_value',
  'tickets.field_invalid',
  'tickets.reason_missing',
  'tickets.facet_not_free',
  'classification.too_many',
] as const;
