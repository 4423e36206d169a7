import { z } from 'zod';
import { id, instant } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'routines';
/** Of what is over, so many days are shown. */
export const pastDaysShown = 30;
/** Of what is over, so much is shown, newest first. */
export const pastRunsShown = 100;
export const itemNoteMax = 500;

export const itemStates = ['open', 'done', 'skipped'] as const;
export type ItemState = (typeof itemStates)[number];

/** `skipped`: every item was left out with a reason. `missed`: its period ended before it was finished. */
export const runStates = ['open', 'done', 'skipped', 'missed'] as const;
export type RunState = (typeof runStates)[number];

const runItem = z.object({
  id: z.string(),
  text: z.string(),
  state: z.enum(itemStates),
  /** A note, or why it was left out. */
  note: z.string(),
  at: instant.nullable(),
  /** Null: the evidence itself, or nobody yet. */
  byName: z.string().nullable(),
  /** Of an item that is done once no ticket fits: its filter as text, in the reader’s language. */
  filterText: z.string().nullable(),
  /** Tickets that fit: now, or when it was settled. Null where there is no filter, or it cannot be read. */
  left: z.number().int().nullable(),
});
export type RoutineRunItem = z.infer<typeof runItem>;

/** What one person owes of one routine in one period. */
export const routineRun = z.object({
  id,
  routineId: id,
  /** As it was when the period began. */
  name: z.string(),
  note: z.string(),
  every: z.string(),
  state: z.enum(runStates),
  /** `now`: to be done today or late; `later`: open already, due on a later day; `past`: its period is over. */
  place: z.enum(['now', 'later', 'past']),
  opensAt: instant,
  dueAt: instant,
  endsAt: instant,
  timeZone: z.string(),
  closedAt: instant.nullable(),
  /** Of what comes by an event; null also where the reader does not see it any more. */
  ticket: z.object({ id, number: z.number().int(), subject: z.string() }).nullable(),
  items: z.array(runItem),
});
export type RoutineRun = z.infer<typeof routineRun>;

export const listMyRuns = defineRoute({
  operationId: 'listMyRuns',
  method: 'GET',
  path: '/api/v1/routine-runs/mine',
  summary: 'The caller’s duties: what is open, soonest due first, and what is over, newest first',
  tag,
  access: 'tickets:read',
  responses: { 200: z.object({ items: z.array(routineRun), at: instant }) },
  errors: [],
});

export const settleRunItems = defineRoute({
  operationId: 'settleRunItems',
  method: 'PUT',
  path: '/api/v1/routine-runs/{runId}/items',
  summary: 'Tick items of one’s own duty, leave them out with a reason, or take either back',
  tag,
  access: 'tickets:read',
  params: z.object({ runId: id }),
  body: z
    .strictObject({
      itemIds: z.array(z.string().max(40)).min(1).max(30),
      state: z.enum(itemStates),
      /** Left out: the note stays as it is. */
      note: z.string().trim().max(itemNoteMax).optional(),
    })
    .refine(({ state, note }) => state !== 'skipped' || (note ?? '') !== '', {
      path: ['note'],
      message: 'a reason',
    }),
  responses: { 200: routineRun },
  errors: ['routines.run_not_found', 'routines.run_over', 'routines.evidence_decides'],
});

/** How many duties of a kind were due, and what became of them. */
const complianceRow = z.object({
  agentId: id,
  agentName: z.string(),
  routineId: id,
  routineName: z.string(),
  inTime: z.number().int(),
  late: z.number().int(),
  /** Left out with reasons: neither kept nor broken. */
  skipped: z.number().int(),
  /** Over without being finished. */
  missed: z.number().int(),
  /** Due already, and still open. */
  overdue: z.number().int(),
});
export type ComplianceRow = z.infer<typeof complianceRow>;

const notKept = z.object({
  id,
  agentName: z.string(),
  name: z.string(),
  dueAt: instant,
  state: z.enum(['missed', 'skipped']),
  /** What was left undone, with the reason where there is one. */
  items: z.array(z.object({ text: z.string(), note: z.string() })),
});

export const complianceDays = [7, 30, 90] as const;
/** Duties not kept that are shown, newest first. */
export const notKeptShown = 50;

export const getRoutineCompliance = defineRoute({
  operationId: 'getRoutineCompliance',
  method: 'GET',
  path: '/api/v1/routine-runs/compliance',
  summary:
    'What became of the duties of the people whom the caller looks after, due in the last so many days',
  tag,
  access: 'team:manage',
  query: z.object({
    days: z.coerce
      .number()
      .int()
      .refine((days) => (complianceDays as readonly number[]).includes(days))
      .default(7),
  }),
  responses: {
    200: z.object({ from: instant, to: instant, rows: z.array(complianceRow), notKept: z.array(notKept) }),
  },
  errors: [],
});
export type RoutineCompliance = z.infer<(typeof getRoutineCompliance.responses)[200]>;

export const routineRunRoutes = [listMyRuns, settleRunItems, getRoutineCompliance];
