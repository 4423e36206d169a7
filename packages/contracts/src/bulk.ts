import { z } from 'zod';
import { definitionKey } from './classification-definitions.ts';
import { flagKeys } from './classification-kinds.ts';
import { id, instant, oneLine, page, pageQuery } from './common.ts';
import { filter } from './filters.ts';
import { defineRoute } from './route.ts';

const tag = 'bulk';

/** Tickets of one run. */
export const runTicketsMax = 50_000;
/** Tickets that are named one by one, or left out of a whole result. */
export const namedTicketsMax = 5_000;
/** Tags that are put on, and taken off, in one run. */
const tagsMax = 20;
/** Present values that a preview names; the others are counted together. */
export const previewGroupsMax = 5;
/** Days after which a run and what it changed are forgotten. */
export const runDaysKept = 30;

/** What a run does to each of its tickets, each time as if it were done to that one alone. */
const bulkAction = z.discriminatedUnion('kind', [
  /** Null: back to where anyone can take it. */
  z.strictObject({
    kind: z.literal('assign'),
    agentId: id.nullable(),
    /** Also where that is more than they handle at once, for whoever may. */
    anyway: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('department'), departmentId: id.nullable() }),
  /** Into a status of any category: closing and ignoring keep their own rules. */
  z.strictObject({ kind: z.literal('status'), statusKey: definitionKey }),
  z.strictObject({ kind: z.literal('reopen') }),
  z.strictObject({ kind: z.literal('flag'), flag: z.enum(flagKeys).nullable() }),
  z.strictObject({
    kind: z.literal('priority'),
    priorityKey: definitionKey.nullable(),
    /** For the tickets whose type and hour suggest another. */
    reason: oneLine(400).optional(),
  }),
  z.strictObject({ kind: z.literal('type'), typeKey: definitionKey.nullable() }),
  z
    .strictObject({
      kind: z.literal('tags'),
      add: z.array(definitionKey).max(tagsMax),
      remove: z.array(definitionKey).max(tagsMax),
    })
    .refine(({ add, remove }) => add.length + remove.length > 0, { message: 'at least one' }),
  z.strictObject({ kind: z.literal('spam'), isSpam: z.boolean() }),
  /** By whoever does it. */
  z.strictObject({ kind: z.literal('read') }),
]);
export type BulkAction = z.infer<typeof bulkAction>;

/** Tickets by name, or all that a filter fits but some. */
const bulkSelection = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(namedTicketsMax) }),
  z.strictObject({ filter, except: z.array(id).max(namedTicketsMax) }),
]);
export type BulkSelection = z.infer<typeof bulkSelection>;

const asked = z.strictObject({ selection: bulkSelection, action: bulkAction });

/** Why some tickets stay as they are, in the reader's language. */
const refusal = z.object({ code: z.string(), detail: z.string(), count: z.number().int() });

const bulkPreview = z.object({
  total: z.number().int(),
  /** They will be other than they are. */
  changing: z.number().int(),
  /** They are so already. */
  untouched: z.number().int(),
  /** What those that change have now, most first: a key or an id, null for none. Empty where that says nothing. */
  groups: z.array(z.object({ from: z.string().nullable(), count: z.number().int() })).max(previewGroupsMax),
  /** Those that change and stand in no group. */
  others: z.number().int(),
  refused: z.array(refusal),
  /** Open tickets of whoever is given them, before and after; null where nobody is. */
  load: z.object({ now: z.number().int(), after: z.number().int() }).nullable(),
  /** They have a priority that nothing suggests: a reason is to be given for them. */
  reasonsNeeded: z.number().int(),
  /** Customers who are written to, because their department tells them of a closing. */
  customersTold: z.number().int(),
});
export type BulkPreview = z.infer<typeof bulkPreview>;

const bulkStates = ['queued', 'running', 'done', 'cancelled'] as const;

/** One run over a fixed set of tickets. What arrived after it began is not in it. */
const bulkRun = z.object({
  id,
  action: bulkAction,
  /** The run that this one takes back; null for any other. */
  undoOf: id.nullable(),
  state: z.enum(bulkStates),
  total: z.number().int(),
  changed: z.number().int(),
  /** They were so already. */
  unchanged: z.number().int(),
  failed: z.number().int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** What it changed can be taken back, by a run of its own. */
  canUndo: z.boolean(),
});
export type BulkRun = z.infer<typeof bulkRun>;

const bulkFailure = z.object({
  ticketId: id,
  /** Null where it is not to be seen any more. */
  number: z.number().int().nullable(),
  subject: z.string().nullable(),
  code: z.string(),
  /** Why, in the reader's language. */
  detail: z.string(),
});
export type BulkFailure = z.infer<typeof bulkFailure>;

const params = z.object({ runId: id });
const unknowns = [
  'tickets.unknown_agent',
  'tickets.unknown_status',
  'departments.not_found',
  'departments.retired',
] as const;

export const previewBulk = defineRoute({
  operationId: 'previewBulk',
  method: 'POST',
  path: '/api/v1/bulk/preview',
  summary: 'What a run over some tickets would change, what it would leave, and why',
  tag,
  access: 'tickets:read',
  body: asked,
  responses: { 200: bulkPreview },
  errors: [...unknowns, 'bulk.too_many', 'tickets.search_too_slow'],
});

export const startBulk = defineRoute({
  operationId: 'startBulk',
  method: 'POST',
  path: '/api/v1/bulk/runs',
  summary: 'Change many tickets, each by its own rules, in the background; one run of a person at a time',
  tag,
  access: 'tickets:read',
  body: asked,
  responses: { 201: bulkRun },
  errors: [...unknowns, 'bulk.too_many', 'bulk.nothing_selected', 'bulk.too_many_runs'],
});

export const listBulkRuns = defineRoute({
  operationId: 'listBulkRuns',
  method: 'GET',
  path: '/api/v1/bulk/runs',
  summary: 'One’s own runs, newest first',
  tag,
  access: 'tickets:read',
  query: pageQuery,
  responses: { 200: page(bulkRun) },
  errors: [],
});

export const getBulkRun = defineRoute({
  operationId: 'getBulkRun',
  method: 'GET',
  path: '/api/v1/bulk/runs/{runId}',
  summary: 'How far one’s own run is',
  tag,
  access: 'tickets:read',
  params,
  responses: { 200: bulkRun },
  errors: ['bulk.not_found'],
});

export const listBulkFailures = defineRoute({
  operationId: 'listBulkFailures',
  method: 'GET',
  path: '/api/v1/bulk/runs/{runId}/failures',
  summary: 'The tickets that a run could not change, and why',
  tag,
  access: 'tickets:read',
  params,
  query: pageQuery,
  responses: { 200: page(bulkFailure) },
  errors: ['bulk.not_found'],
});

export const cancelBulk = defineRoute({
  operationId: 'cancelBulk',
  method: 'POST',
  path: '/api/v1/bulk/runs/{runId}/cancel',
  summary: 'Stop a run where it is; what it changed stays, and can be undone',
  tag,
  access: 'tickets:read',
  params,
  responses: { 200: bulkRun },
  errors: ['bulk.not_found'],
});

export const undoBulk = defineRoute({
  operationId: 'undoBulk',
  method: 'POST',
  path: '/api/v1/bulk/runs/{runId}/undo',
  summary: 'Take a run back where its value still stands; a run of its own, which lists the rest',
  tag,
  access: 'tickets:read',
  params,
  responses: { 201: bulkRun },
  errors: ['bulk.not_found', 'bulk.nothing_to_undo', 'bulk.too_many_runs'],
});

export const bulkRoutes = [
  previewBulk,
  startBulk,
  listBulkRuns,
  getBulkRun,
  listBulkFailures,
  cancelBulk,
  undoBulk,
];
