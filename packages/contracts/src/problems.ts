import { z } from 'zod';
import { cappedCount, id, instant, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'problems';

/**
 * What stands in «Bandeja de problemas». `unreadable`: a mail whose ticket only stands in for it; `quarantined`: a
 * mail that failed three times and has no ticket; `event`: what a reaction could not process; `alarm`: mail that looks
 * like two machines answering each other.
 */
export const problemKinds = ['unreadable', 'quarantined', 'event', 'alarm'] as const;
export const problemKind = z.enum(problemKinds);
export type ProblemKind = z.infer<typeof problemKind>;

/** Why, in one word; each has a phrase. */
export const problemCauses = [
  /** Reading took longer than its time. */
  'timeout',
  /** Reading took more memory than it may. */
  'memory',
  /** The process that read it ended. */
  'crashed',
  /** The reader gave up. */
  'unreadable',
  /** The original is not in the file store. */
  'missing',
  /** It was read, but could not be written. */
  'failed',
  /** A reaction failed on an event. */
  'event_failed',
  /** An event waits behind another of the same subject. */
  'event_parked',
  /** More mail of one address in an hour than a person writes. */
  'too_many',
  /** The same words of one address, again and again. */
  'same_words',
  /** One address asked for more automatic answers than it gets. */
  'answers_capped',
] as const;
export const problemCause = z.enum(problemCauses);
export type ProblemCause = z.infer<typeof problemCause>;

export const problem = z.object({
  id,
  kind: problemKind,
  cause: problemCause,
  at: instant,
  /** Tries; of an alarm, the mails that came. */
  attempts: z.number().int(),
  mailbox: z.object({ id, name: z.string(), address: z.string() }).nullable(),
  /** Sender and subject as far as they could be read; null for who may not see tickets. */
  sender: z.string().nullable(),
  subject: z.string().nullable(),
  ticket: z.object({ id, number: z.number().int() }).nullable(),
  /** Of an event: who could not process it, and what it was. */
  consumer: z.string().nullable(),
  eventType: z.string().nullable(),
  /** Bytes of the original mail; null without one. */
  sizeBytes: z.number().int().nullable(),
  /** The machine's own words. */
  detail: z.string().nullable(),
  /** Who marked it as looked at; null: nobody yet. */
  looked: z.object({ at: instant, by: z.string() }).nullable(),
});
export type MailProblem = z.infer<typeof problem>;

export const listProblems = defineRoute({
  operationId: 'listProblems',
  method: 'GET',
  path: '/api/v1/problems',
  summary: 'Mail and events that need somebody’s eyes, newest first',
  tag,
  access: 'set_aside:manage',
  query: pageQuery.extend({
    kind: problemKind.optional(),
    /** Those marked as looked at instead of those that are not. */
    looked: z.enum(['true', 'false']).default('false'),
  }),
  responses: { 200: page(problem) },
  errors: [],
});

export const countProblems = defineRoute({
  operationId: 'countProblems',
  method: 'GET',
  path: '/api/v1/problems/count',
  summary: 'How many problems nobody has looked at, in all and by kind, and how many mailboxes need somebody',
  tag,
  access: 'set_aside:manage',
  responses: {
    200: z.object({
      all: cappedCount,
      byKind: z.record(problemKind, z.number().int()),
      /** Those that somebody looked at included: only a new problem makes it grow. */
      known: z.number().int(),
      /** Mailboxes that cannot be read, or that nothing leaves from. */
      failingMailboxes: z.number().int(),
    }),
  },
  errors: [],
});

const params = z.object({ problemId: id });

export const lookAtProblem = defineRoute({
  operationId: 'lookAtProblem',
  method: 'PUT',
  path: '/api/v1/problems/{problemId}/look',
  summary: 'Mark a problem as looked at: it leaves the list, and nothing else happens to it',
  tag,
  access: 'set_aside:manage',
  params,
  responses: { 204: null },
  errors: ['problems.not_found'],
});

export const unlookAtProblem = defineRoute({
  operationId: 'unlookAtProblem',
  method: 'DELETE',
  path: '/api/v1/problems/{problemId}/look',
  summary: 'Put a problem back on the list',
  tag,
  access: 'set_aside:manage',
  params,
  responses: { 204: null },
  errors: ['problems.not_found'],
});

/** `read`: it is readable now; `unreadable`: it still is not; `queued`: it is on its way in again. */
export const retryOutcomes = ['read', 'unreadable', 'queued'] as const;

export const retryProblem = defineRoute({
  operationId: 'retryProblem',
  method: 'POST',
  path: '/api/v1/problems/{problemId}/retry',
  summary: 'Try a mail that went wrong again: read it anew, or let it in anew when it has no ticket',
  tag,
  access: 'set_aside:manage',
  params,
  responses: { 200: z.object({ outcome: z.enum(retryOutcomes) }) },
  errors: ['problems.not_found', 'http.unavailable'],
});

export const downloadProblemMail = defineRoute({
  operationId: 'downloadProblemMail',
  method: 'GET',
  path: '/api/v1/problems/{problemId}/original',
  summary: 'The bytes of a mail that went wrong, as they came; always a download',
  tag,
  access: 'set_aside:manage',
  params,
  responses: { 200: null },
  responseType: 'application/octet-stream',
  errors: ['problems.not_found'],
});

export const problemRoutes = [
  listProblems,
  countProblems,
  lookAtProblem,
  unlookAtProblem,
  retryProblem,
  downloadProblemMail,
];
