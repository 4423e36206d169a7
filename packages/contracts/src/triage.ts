import { z } from 'zod';
import { tagMarks } from './classification-kinds.ts';
import { cappedCount, id, instant, oneLine } from './common.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';
import { triageFactors, triagePlacements, triageWeightMax } from './triage.rules.ts';

const tag = 'triage';

/** Tickets of a queue that are sent at once. */
export const triageQueueMax = 200;
/** What was done today, newest first, as far as it is shown. */
export const triageStepsShown = 30;
/** Changes of the weights that are shown, newest first. */
export const triageChangesShown = 20;
/** Disagreements that are shown, newest first. */
export const triageDisagreementsShown = 100;

const weight = z.number().int().min(0).max(triageWeightMax);
const ofFactors = <T extends z.ZodType>(value: T) =>
  z.object(
    Object.fromEntries(triageFactors.map((factor) => [factor, value])) as Record<
      (typeof triageFactors)[number],
      T
    >,
  );
export const triageWeights = ofFactors(weight);

export const triageFacts = z.object({
  priorityRank: z.number().int().nullable(),
  priorityCount: z.number().int(),
  clockDueAt: instant.nullable(),
  waitingSince: instant.nullable(),
  unansweredCount: z.number().int(),
  createdAt: instant,
  marks: z.array(z.enum(tagMarks)),
  noNews: z.boolean(),
  isOwned: z.boolean(),
});

export const triageItem = z.object({
  id,
  card: ticketCard,
  facts: triageFacts,
  score: z.number(),
  points: ofFactors(z.number()),
  placement: z.enum(triagePlacements).nullable(),
  skippedAt: instant.nullable(),
});
export type TriageItem = z.infer<typeof triageItem>;

/** `settled`: somebody has it, it has its priority, or it was looked at; `answered`; `skipped`: later. */
export const triageOutcomes = ['settled', 'answered', 'skipped'] as const;
export type TriageOutcome = (typeof triageOutcomes)[number];

/** One person's way through their queue today, by the organisation's clock. */
export const triageRound = z.object({
  /** `2026-03-02` */
  day: z.string(),
  pausedAt: instant.nullable(),
  doneCount: z.number().int(),
  answeredCount: z.number().int(),
  skippedCount: z.number().int(),
  /** From one ticket to the next, in ms; null: too few yet to say. */
  paceMs: z.number().int().nullable(),
});
export type TriageRound = z.infer<typeof triageRound>;

export const triageQueue = z.object({
  items: z.array(triageItem).max(triageQueueMax),
  /** Of all that waits, also beyond what is sent. */
  count: cappedCount,
  weights: triageWeights,
  round: triageRound,
  /** Newest first, those that the reader still sees. */
  done: z.array(z.object({ card: ticketCard, outcome: z.enum(triageOutcomes), at: instant })),
  /** The instant for which the points hold. */
  at: instant,
});
export type TriageQueue = z.infer<typeof triageQueue>;

const ticketParams = z.object({ ticketId: id });

export const getTriageQueue = defineRoute({
  operationId: 'getTriageQueue',
  method: 'GET',
  path: '/api/v1/triage/queue',
  summary:
    'What waits for the caller to look at, their own and nobody’s or all of a department, in one order with its reasons',
  tag,
  access: 'tickets:read',
  query: z.object({ departmentId: id.optional() }),
  responses: { 200: triageQueue },
  errors: [],
});

export const setTriagePause = defineRoute({
  operationId: 'setTriagePause',
  method: 'PUT',
  path: '/api/v1/triage/round',
  summary: 'Pause one’s round of today, or go on with it',
  tag,
  access: 'tickets:read',
  body: z.strictObject({ paused: z.boolean() }),
  responses: { 200: triageRound },
  errors: [],
});

export const recordTriageStep = defineRoute({
  operationId: 'recordTriageStep',
  method: 'PUT',
  path: '/api/v1/triage/steps/{ticketId}',
  summary: 'What one did with a ticket in today’s round; it comes back when its customer writes again',
  tag,
  access: 'tickets:read',
  params: ticketParams,
  body: z.strictObject({ outcome: z.enum(triageOutcomes) }),
  responses: { 200: triageRound },
  errors: ['tickets.not_found'],
});

export const removeTriageStep = defineRoute({
  operationId: 'removeTriageStep',
  method: 'DELETE',
  path: '/api/v1/triage/steps/{ticketId}',
  summary: 'Take a step of today’s round back: the ticket is in the queue again',
  tag,
  access: 'tickets:read',
  params: ticketParams,
  responses: { 200: triageRound },
  errors: ['tickets.not_found'],
});

export const ownerAdvice = z.object({
  id,
  name: z.string(),
  /** `requester`, `organization`: they attended them last, in that ticket; `fewest_open`: of the department, so many. */
  why: z.enum(['requester', 'organization', 'fewest_open']),
  ticketNumber: z.number().int().nullable(),
  openCount: z.number().int().nullable(),
});
export type OwnerAdvice = z.infer<typeof ownerAdvice>;

export const getOwnerAdvice = defineRoute({
  operationId: 'getOwnerAdvice',
  method: 'GET',
  path: '/api/v1/triage/owners/{ticketId}',
  summary: 'Who may well have a ticket that nobody has, and why; null: nothing speaks for anybody',
  tag,
  access: 'tickets:read',
  params: ticketParams,
  responses: { 200: z.object({ owner: ownerAdvice.nullable() }) },
  errors: ['tickets.not_found'],
});

export const disagreeWithTriage = defineRoute({
  operationId: 'disagreeWithTriage',
  method: 'PUT',
  path: '/api/v1/triage/disagreements/{ticketId}',
  summary: 'Put a ticket elsewhere in one’s queue of today and say why; administrators read it',
  tag,
  access: 'tickets:read',
  params: ticketParams,
  body: z.strictObject({ placement: z.enum(triagePlacements), reason: oneLine(300) }),
  responses: { 204: null },
  errors: ['tickets.not_found'],
});

export const withdrawDisagreement = defineRoute({
  operationId: 'withdrawDisagreement',
  method: 'DELETE',
  path: '/api/v1/triage/disagreements/{ticketId}',
  summary: 'Take today’s disagreement about a ticket back',
  tag,
  access: 'tickets:read',
  params: ticketParams,
  responses: { 204: null },
  errors: ['tickets.not_found'],
});

export const triageDisagreement = z.object({
  agentName: z.string(),
  ticket: z.object({ id, number: z.number().int(), subject: z.string() }),
  placement: z.enum(triagePlacements),
  reason: z.string(),
  at: instant,
});
export type TriageDisagreement = z.infer<typeof triageDisagreement>;

export const listTriageDisagreements = defineRoute({
  operationId: 'listTriageDisagreements',
  method: 'GET',
  path: '/api/v1/triage/disagreements',
  summary: 'Where people did not agree with the order, newest first, of the tickets that the caller sees',
  tag,
  access: 'triage:manage',
  responses: { 200: z.object({ items: z.array(triageDisagreement) }) },
  errors: [],
});

export const triageSettings = z.object({
  weights: triageWeights,
  version: z.number().int(),
  /** Newest first; what each change made of the weights. */
  changes: z.array(
    z.object({ version: z.number().int(), weights: triageWeights, at: instant, agentName: z.string() }),
  ),
});
export type TriageSettings = z.infer<typeof triageSettings>;

export const getTriageSettings = defineRoute({
  operationId: 'getTriageSettings',
  method: 'GET',
  path: '/api/v1/settings/triage',
  summary: 'How much each factor counts in the order of the queue, and how that was before',
  tag,
  access: 'triage:manage',
  responses: { 200: triageSettings },
  errors: [],
});

export const setTriageWeights = defineRoute({
  operationId: 'setTriageWeights',
  method: 'PUT',
  path: '/api/v1/settings/triage',
  summary: 'Say how much each factor counts',
  tag,
  access: 'triage:manage',
  body: z.strictObject({ weights: triageWeights.strict() }),
  ifMatch: true,
  responses: { 200: triageSettings },
  errors: ['triage.stale_version', 'http.precondition_required'],
});

export const triageRoutes = [
  getTriageQueue,
  setTriagePause,
  recordTriageStep,
  removeTriageStep,
  getOwnerAdvice,
  disagreeWithTriage,
  withdrawDisagreement,
  listTriageDisagreements,
  getTriageSettings,
  setTriageWeights,
];
