import { z } from 'zod';
import { date, timeOfDay } from './calendar-definition.ts';
import { id, instant, oneLine } from './common.ts';
import { filter } from './filters.ts';
import { defineRoute } from './route.ts';

const tag = 'routines';
/** Routines that are not archived. */
export const routinesMax = 100;
export const routineItemsMax = 30;
export const routineDatesMax = 60;
/** Dates that a preview tells. */
export const previewDates = 6;

/** What happens to a ticket that makes somebody owe something: who gets it, has it while it is closed, or passes it on. */
export const routineEvents = ['ticket_received', 'ticket_closed', 'ticket_passed_on'] as const;
export type RoutineEvent = (typeof routineEvents)[number];

const at = timeOfDay;
/** ISO: 1 is Monday. */
const weekday = z.number().int().min(1).max(7);

/**
 * How often a duty comes, and the hour by which it is to be done, by the clock where each person works. What falls on
 * a day without work comes on the next one with work (`week`, `two_weeks`, `month_day`); `day` and `dates` come whatever
 * day it is, and `workday`, `month_workday` and `shift` know only days with work.
 */
export const routineSchedule = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), at }),
  z.strictObject({ every: z.literal('workday'), at }),
  z.strictObject({ every: z.literal('week'), weekday, at }),
  /** The week of `from` is one of them. */
  z.strictObject({ every: z.literal('two_weeks'), weekday, from: date, at }),
  /** A month that has no such day ends with it. */
  z.strictObject({ every: z.literal('month_day'), day: z.number().int().min(1).max(31), at }),
  /** Counted from the first day with work of the month, or backwards from the last (−1). */
  z.strictObject({
    every: z.literal('month_workday'),
    nth: z
      .number()
      .int()
      .min(-10)
      .max(20)
      .refine((nth) => nth !== 0),
    at,
  }),
  z.strictObject({ every: z.literal('dates'), dates: z.array(date).max(routineDatesMax), at }),
  /** As long as the working day lasts. */
  z.strictObject({ every: z.literal('shift') }),
  /** Within so many hours of work. */
  z.strictObject({
    every: z.literal('event'),
    on: z.enum(routineEvents),
    hours: z.number().int().min(1).max(80),
  }),
]);
export type RoutineSchedule = z.infer<typeof routineSchedule>;
export type RoutineEvery = RoutineSchedule['every'];

/**
 * One thing to do: ticked by hand, or, where it has a filter, done once no ticket that its person sees fits it. Its id
 * is its writer’s, and stays while its words change.
 */
const routineItem = z.strictObject({
  id: z.string().min(1).max(40),
  text: oneLine(200),
  filter: filter.nullable(),
});
export type RoutineItem = z.infer<typeof routineItem>;

const written = {
  name: oneLine(80),
  /** What it is for; may be empty. */
  note: z.string().trim().max(400),
  /** Whoever has one of these roles, is in one of these departments, or is named here. */
  roleKeys: z.array(z.string().min(1).max(60)).max(50),
  departmentIds: z.array(id).max(200),
  agentIds: z.array(id).max(200),
  schedule: routineSchedule,
  items: z
    .array(routineItem)
    .min(1)
    .max(routineItemsMax)
    .refine((items) => new Set(items.map((item) => item.id)).size === items.length, {
      message: 'each id once',
    }),
};

export const routine = z.object({
  id,
  ...written,
  items: z.array(
    routineItem.extend({
      /** The filter as text, in the reader's language; null where there is none. */
      filterText: z.string().nullable(),
    }),
  ),
  archived: z.boolean(),
  /** People who have it now. */
  holders: z.number().int(),
  version: z.number().int(),
});
export type Routine = z.infer<typeof routine>;
export const routineBody = z.strictObject(written);
export type RoutineBody = z.infer<typeof routineBody>;

const params = z.object({ routineId: id });
const list = z.object({ items: z.array(routine) });
const writing = ['routines.name_taken', 'routines.too_many', 'routines.nobody'] as const;

export const listRoutines = defineRoute({
  operationId: 'listRoutines',
  method: 'GET',
  path: '/api/v1/routines',
  summary: 'Routines in their order, archived ones last',
  tag,
  access: 'routines:manage',
  responses: { 200: list },
  errors: [],
});

export const createRoutine = defineRoute({
  operationId: 'createRoutine',
  method: 'POST',
  path: '/api/v1/routines',
  summary: 'Add a routine; what would already be due today is not asked for',
  tag,
  access: 'routines:manage',
  body: routineBody,
  responses: { 201: routine },
  errors: [...writing],
});

export const updateRoutine = defineRoute({
  operationId: 'updateRoutine',
  method: 'PUT',
  path: '/api/v1/routines/{routineId}',
  summary: 'Change a routine from its next period on; what has begun stays as it was',
  tag,
  access: 'routines:manage',
  params,
  body: routineBody,
  ifMatch: true,
  responses: { 200: routine },
  errors: [...writing, 'routines.not_found', 'routines.stale_version', 'http.precondition_required'],
});

export const archiveRoutine = defineRoute({
  operationId: 'archiveRoutine',
  method: 'PUT',
  path: '/api/v1/routines/{routineId}/archived',
  summary: 'Put a routine away, or bring it back; what was done of it is kept',
  tag,
  access: 'routines:manage',
  params,
  body: z.strictObject({ archived: z.boolean() }),
  responses: { 200: routine },
  errors: ['routines.not_found', 'routines.name_taken', 'routines.too_many'],
});

export const orderRoutines = defineRoute({
  operationId: 'orderRoutines',
  method: 'PUT',
  path: '/api/v1/routines/order',
  summary: 'Put the routines in an order; those that are not named come last, as they were',
  tag,
  access: 'routines:manage',
  body: z.strictObject({ routineIds: z.array(id).max(1_000) }),
  responses: { 200: list },
  errors: [],
});

export const previewRoutine = defineRoute({
  operationId: 'previewRoutine',
  method: 'POST',
  path: '/api/v1/routines/preview',
  summary: 'When a routine would next be due, by the calendar that holds where none is chosen',
  tag,
  access: 'routines:manage',
  body: z.strictObject({ schedule: routineSchedule }),
  responses: {
    200: z.object({
      /** `moved`: put off, because no work is done on its day. None of what comes by an event. */
      dates: z.array(z.object({ dueAt: instant, moved: z.boolean() })),
      timeZone: z.string(),
    }),
  },
  errors: [],
});

const templateEntry = z.object({
  key: z.string(),
  name: z.string(),
  schedule: routineSchedule,
  items: z.array(z.string()),
  /** It was applied before, whatever became of it since. */
  applied: z.boolean(),
});

export const getRoutineTemplate = defineRoute({
  operationId: 'getRoutineTemplate',
  method: 'GET',
  path: '/api/v1/routines/template',
  summary: 'The routines of a support desk that come with the product, and which of them were applied',
  tag,
  access: 'routines:manage',
  responses: { 200: z.object({ items: z.array(templateEntry) }) },
  errors: [],
});

export const applyRoutineTemplate = defineRoute({
  operationId: 'applyRoutineTemplate',
  method: 'POST',
  path: '/api/v1/routines/template',
  summary: 'Add the routines of a support desk that were not applied yet; the others stay as they are',
  tag,
  access: 'routines:manage',
  body: z.strictObject({}),
  responses: { 200: list },
  errors: ['routines.too_many'],
});

export const routineRoutes = [
  listRoutines,
  createRoutine,
  orderRoutines,
  previewRoutine,
  getRoutineTemplate,
  applyRoutineTemplate,
  updateRoutine,
  archiveRoutine,
];
