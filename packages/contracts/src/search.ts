import { z } from 'zod';
import { cappedCount, cursor, id, instant, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'search';

/** Hits considered for one search, the newest; more would say nothing. */
export const searchHitsMax = 500;
export const searchTextMax = 200;

export const searchStates = ['open', 'closed', 'spam'] as const;
export type SearchState = (typeof searchStates)[number];

/** Where a text shows what was looked for, in UTF-16 units; marks come in order and never overlap. */
export const textMark = z.object({ start: z.number().int(), length: z.number().int() });
export type TextMark = z.infer<typeof textMark>;

const messageMatch = z.object({
  messageId: id,
  visibility: z.enum(['public', 'private', 'internal']),
  authorName: z.string(),
  at: instant,
  /** Words around what was found, as plain text. */
  snippet: z.string(),
  marks: z.array(textMark),
});

export const searchHit = ticketCard.extend({
  /** Marks of `subject`. */
  subjectMarks: z.array(textMark),
  /** The newest message or note with the words; null where number or people were what matched. */
  match: messageMatch.nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

export const searchAnswer = z.object({
  items: z.array(searchHit),
  nextCursor: cursor.nullable(),
  /** Tickets found among the newest `searchHitsMax` hits; null where nothing was asked. */
  total: cappedCount.nullable(),
  /** `similar`: nothing is exactly so, and these people's names look like it. */
  precision: z.enum(['exact', 'prefix', 'similar']),
  /** A word of our subjects that looks like the one nothing was found for. */
  suggestion: z.string().nullable(),
  /** Name of the person or organisation that was asked for. */
  of: z.string().nullable(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

export const searchTickets = defineRoute({
  operationId: 'searchTickets',
  method: 'GET',
  path: '/api/v1/tickets',
  summary:
    'Tickets by number, phone, e-mail, name of person or organisation, words or “phrases” of messages and notes, tags and values of fields; newest first',
  tag,
  access: 'tickets:read',
  query: pageQuery.extend({
    q: z.string().trim().max(searchTextMax).default(''),
    /** Without it, whatever is not spam. */
    state: z.enum(searchStates).optional(),
    /** Only tickets of this person, of this organisation, or the caller's own. */
    requester: id.optional(),
    organization: id.optional(),
    owner: z.literal('me').optional(),
  }),
  responses: { 200: searchAnswer },
  errors: ['tickets.search_too_slow'],
});

export const searchRoutes = [searchTickets];
