import { z } from 'zod';
import { clockMetric, clockState } from './clocks.ts';
import { id, instant, oneLine } from './common.ts';
import { statusCategories } from './events.ts';
import { steadyFilter } from './filters.ts';
import { defineRoute } from './route.ts';

const tag = 'sla';
export const policiesMax = 100;
const hourMs = 3_600_000;
/** Longest promise: two years. */
const promiseMsMax = 2 * 366 * 24 * hourMs;
const ms = z.number().int().min(60_000).max(promiseMsMax);

/**
 * What is promised. `business`, `calendar`: so many milliseconds of business time or of any; `end_of_day`: before the
 * business day ends, or the next one where less than `cutOffMs` is left of it; `business_days`: as late on that day as
 * it began; `due_date`: the date that the ticket itself has.
 */
export const clockTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('business'), ms }),
  z.strictObject({ kind: z.literal('calendar'), ms }),
  z.strictObject({
    kind: z.literal('end_of_day'),
    cutOffMs: z
      .number()
      .int()
      .min(0)
      .max(24 * hourMs),
  }),
  z.strictObject({ kind: z.literal('business_days'), days: z.number().int().min(1).max(400) }),
  z.strictObject({ kind: z.literal('due_date') }),
]);
export type ClockTarget = z.infer<typeof clockTarget>;

/** When it becomes urgent: once this part of the time is used, or so long before the end. */
export const clockWarning = z.union([
  z.strictObject({ fraction: z.number().min(0.05).max(0.99) }),
  z.strictObject({ beforeMs: ms }),
]);
export type ClockWarning = z.infer<typeof clockWarning>;

export const clockPromise = z.strictObject({ target: clockTarget, warn: clockWarning.nullable() });
export type ClockPromise = z.infer<typeof clockPromise>;

/** Categories in which a ticket is still open and a clock may stand still. */
export const pausingCategories = [
  'open',
  'in_progress',
  'waiting_customer',
  'waiting_area',
  'to_validate',
] as const satisfies readonly (typeof statusCategories)[number][];

const written = {
  name: oneLine(80),
  filter: steadyFilter,
  /** Null: the calendar of the customer's organisation, else of the department, else the one that holds elsewhere. */
  calendarId: id.nullable(),
  targets: z.partialRecord(clockMetric, clockPromise),
  /** In which categories each clock stands still. */
  pauses: z.partialRecord(clockMetric, z.array(z.enum(pausingCategories)).max(pausingCategories.length)),
  active: z.boolean(),
};

export const slaPolicy = z.object({ id, ...written, version: z.number().int() });
export type SlaPolicy = z.infer<typeof slaPolicy>;
export const slaPolicyBody = z.strictObject(written);
export type SlaPolicyBody = z.infer<typeof slaPolicyBody>;

const params = z.object({ policyId: id });

export const listSlaPolicies = defineRoute({
  operationId: 'listSlaPolicies',
  method: 'GET',
  path: '/api/v1/sla-policies',
  summary: 'What is promised to which tickets, in order: the first that fits is a ticket’s',
  tag,
  access: 'sla:manage',
  responses: { 200: z.object({ items: z.array(slaPolicy) }) },
  errors: [],
});

export const createSlaPolicy = defineRoute({
  operationId: 'createSlaPolicy',
  method: 'POST',
  path: '/api/v1/sla-policies',
  summary: 'Promise something to certain tickets; it comes first, and open tickets count anew',
  tag,
  access: 'sla:manage',
  body: slaPolicyBody,
  responses: { 201: slaPolicy },
  errors: ['sla.name_taken', 'sla.too_many', 'calendars.not_found'],
});

export const updateSlaPolicy = defineRoute({
  operationId: 'updateSlaPolicy',
  method: 'PUT',
  path: '/api/v1/sla-policies/{policyId}',
  summary: 'Change what is promised; clocks that run count anew, those that ended stay as they were',
  tag,
  access: 'sla:manage',
  params,
  body: slaPolicyBody,
  ifMatch: true,
  responses: { 200: slaPolicy },
  errors: [
    'sla.not_found',
    'sla.name_taken',
    'sla.stale_version',
    'calendars.not_found',
    'http.precondition_required',
  ],
});

export const deleteSlaPolicy = defineRoute({
  operationId: 'deleteSlaPolicy',
  method: 'DELETE',
  path: '/api/v1/sla-policies/{policyId}',
  summary: 'Remove a policy; open tickets get the next one that fits',
  tag,
  access: 'sla:manage',
  params,
  ifMatch: true,
  responses: { 204: null },
  errors: ['sla.not_found', 'sla.stale_version', 'http.precondition_required'],
});

export const orderSlaPolicies = defineRoute({
  operationId: 'orderSlaPolicies',
  method: 'PUT',
  path: '/api/v1/sla-policies/order',
  summary: 'Put the policies in an order; those that are not named come last, as they were',
  tag,
  access: 'sla:manage',
  body: z.strictObject({ policyIds: z.array(id).max(policiesMax) }),
  responses: { 200: z.object({ items: z.array(slaPolicy) }) },
  errors: [],
});

export const previewSlaPolicy = defineRoute({
  operationId: 'previewSlaPolicy',
  method: 'POST',
  path: '/api/v1/sla-policies/preview',
  summary: 'What a policy would do to the tickets that are open now; nothing is saved',
  tag,
  access: 'sla:manage',
  body: z.strictObject({
    policy: slaPolicyBody,
    /** The policy that it would replace; null: a new one, which comes first. */
    policyId: id.nullable(),
  }),
  responses: {
    200: z.object({
      /** Open tickets whose policy it would be, and those for which that would be another than now. */
      matching: z.number().int(),
      moving: z.number().int(),
      /** Of those matching: tickets with a clock that is over now, and that would be over. */
      lateNow: z.number().int(),
      lateThen: z.number().int(),
      /** More are open than were looked at. */
      capped: z.boolean(),
    }),
  },
  errors: ['sla.not_found', 'calendars.not_found'],
});

export const clockPauseReasons = [...statusCategories, 'spam'] as const;

/** A clock that tells how it came to its hour. Milliseconds are of business time where the target is. */
export const explainedClock = z.object({
  id,
  metric: clockMetric,
  state: clockState,
  policyName: z.string().nullable(),
  target: clockTarget,
  /** Null: office hours that are assumed while there is no calendar. */
  calendarName: z.string().nullable(),
  timeZone: z.string(),
  isBusinessTime: z.boolean(),
  startedAt: instant,
  dueAt: instant.nullable(),
  warnAt: instant.nullable(),
  breachedAt: instant.nullable(),
  endedAt: instant.nullable(),
  limitMs: z.number().int(),
  usedMs: z.number().int(),
  /** Stretches in which it stood still because of the ticket, oldest first; `to` null: until now. */
  pauses: z.array(z.object({ from: instant, to: instant.nullable(), reason: z.enum(clockPauseReasons) })),
  /** Closed hours between its beginning and its end that took none of its time: how long in all, and the last of them. */
  closed: z.object({
    ms: z.number().int(),
    last: z.array(z.object({ from: instant, to: instant })),
  }),
});
export type ExplainedClock = z.infer<typeof explainedClock>;

export const getTicketClocks = defineRoute({
  operationId: 'getTicketClocks',
  method: 'GET',
  path: '/api/v1/tickets/{ticketId}/clocks',
  summary: 'The clocks of a ticket, each with why its hour is what it is; those that run come first',
  tag,
  access: 'tickets:read',
  params: z.object({ ticketId: id }),
  responses: { 200: z.object({ items: z.array(explainedClock) }) },
  errors: ['tickets.not_found'],
});

export const slaRoutes = [
  listSlaPolicies,
  createSlaPolicy,
  orderSlaPolicies,
  previewSlaPolicy,
  updateSlaPolicy,
  deleteSlaPolicy,
  getTicketClocks,
];
