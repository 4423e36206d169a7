import { z } from 'zod';
import { cappedCount } from './common.ts';
import { filter } from './filters.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'filters';
export const filterTextLengthMax = 2000;
/** Told at once; whoever has more begins with these. */
export const filterProblemsMax = 10;

/**
 * What is wrong with a filter's text. `unknown_field`, `unknown_value`, `unknown_moment`, `unknown_number`: there is no
 * such thing; `several_meant`: a name that several go by; `not_asked`: not of this field; `nothing_there`: something is
 * missing; `unexpected`: something is too much.
 */
export const filterProblemCodes = [
  'unknown_field',
  'unknown_value',
  'unknown_moment',
  'unknown_number',
  'several_meant',
  'not_asked',
  'nothing_there',
  'unexpected',
  'unclosed_quote',
  'unclosed_group',
  'too_much',
] as const;

export const filterProblem = z.object({
  /** Where, in UTF-16 units. */
  at: z.number().int(),
  length: z.number().int(),
  code: z.enum(filterProblemCodes),
  /** As it was written. */
  word: z.string(),
  /** The word of the field whose value it is. */
  field: z.string().optional(),
  /** What may have been meant, as it would be written. */
  suggestions: z.array(z.string()),
});
export type FilterProblem = z.infer<typeof filterProblem>;

/** A filter in both of its forms, with the names that it mentions. */
export const filterForms = z.object({
  filter: filter,
  text: z.string(),
  /** Names of the people, organisations and other things whose ids are in it, by id. */
  names: z.record(z.string(), z.string()),
});
export type FilterForms = z.infer<typeof filterForms>;

export const readFilter = defineRoute({
  operationId: 'readFilter',
  method: 'GET',
  path: '/api/v1/filters/read',
  summary:
    'The filter that a text means, in the words of either language, or everything that is wrong with it',
  tag,
  access: 'tickets:read',
  query: z.object({ text: z.string().max(filterTextLengthMax) }),
  responses: {
    200: z.object({ forms: filterForms.nullable(), problems: z.array(filterProblem) }),
  },
  errors: [],
});

export const writeFilter = defineRoute({
  operationId: 'writeFilter',
  method: 'POST',
  path: '/api/v1/filters/write',
  summary: 'A filter as text in the reader’s language; reading it again gives the same filter',
  tag,
  access: 'tickets:read',
  body: z.object({ filter }),
  responses: { 200: filterForms },
  errors: [],
});

export const completion = z.object({
  /** What is put in the place of the word at the cursor. */
  text: z.string(),
  /** What it is, for whoever reads. */
  label: z.string(),
  kind: z.enum(['field', 'value', 'moment']),
});
export type FilterCompletion = z.infer<typeof completion>;

export const completeFilter = defineRoute({
  operationId: 'completeFilter',
  method: 'GET',
  path: '/api/v1/filters/complete',
  summary: 'Words that may go on at a place in a filter’s text: fields before a colon, values after it',
  tag,
  access: 'tickets:read',
  query: z.object({
    text: z.string().max(filterTextLengthMax),
    at: z.coerce.number().int().min(0).max(filterTextLengthMax),
  }),
  responses: {
    200: z.object({
      /** The stretch of the text that a completion takes the place of. */
      from: z.number().int(),
      to: z.number().int(),
      items: z.array(completion),
    }),
  },
  errors: [],
});

/** Tickets shown of a filter that is being made. */
export const previewTicketsMax = 3;
/** Conditions of which each is counted; of a longer filter only the first, and all of them together. */
export const previewStepsMax = 20;

export const previewFilter = defineRoute({
  operationId: 'previewFilter',
  method: 'POST',
  path: '/api/v1/filters/preview',
  summary:
    'How many of the tickets that one sees a filter fits, how many each of its conditions leaves, and the first',
  tag,
  access: 'tickets:read',
  body: z.object({ filter }),
  responses: {
    200: z.object({
      count: cappedCount,
      /** After the first part of an `and`, after the first two, and so on, at most `previewStepsMax`. */
      steps: z.array(cappedCount),
      first: z.array(ticketCard).max(previewTicketsMax),
    }),
  },
  errors: ['tickets.search_too_slow'],
});

export const filterRoutes = [readFilter, writeFilter, completeFilter, previewFilter];
