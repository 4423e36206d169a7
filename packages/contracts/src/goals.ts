import { z } from 'zod';
import { id } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'team';

/**
 * What a daily goal counts: tickets attended (answered or ended), tickets closed, and of the first answers the share,
 * in percent, within their time.
 */
export const goalMetrics = ['attended', 'closed', 'first_in_time'] as const;
export type GoalMetric = (typeof goalMetrics)[number];

export const goalTargetMax = 1_000;
const target = z.number().int().min(1).max(goalTargetMax).nullable();

/** What is to be reached each working day; null: no such goal. */
export const goalTargets = z
  .object({ attended: target, closed: target, first_in_time: target })
  .refine(({ first_in_time }) => (first_in_time ?? 0) <= 100, { path: ['first_in_time'], message: '≤ 100' });
export type GoalTargets = z.infer<typeof goalTargets>;

/** How somebody's day goes. Of `first_in_time`, `done` of `of` were in time, and no first answers are no data. */
export const goalProgress = z.object({
  metric: z.enum(goalMetrics),
  target: z.number().int(),
  done: z.number().int(),
  of: z.number().int().nullable(),
});
export type GoalProgress = z.infer<typeof goalProgress>;

/** Whose goals: one person's, or those of each person of a department who has none of their own. */
const whose = {
  agentId: id.nullable(),
  departmentId: id.nullable(),
};
const goalsOf = z.object({ ...whose, targets: goalTargets });
export type GoalsOf = z.infer<typeof goalsOf>;

export const listGoals = defineRoute({
  operationId: 'listGoals',
  method: 'GET',
  path: '/api/v1/goals',
  summary: 'Daily goals of the people and departments that the caller looks after',
  tag,
  access: 'team:manage',
  responses: { 200: z.object({ items: z.array(goalsOf) }) },
  errors: [],
});

export const setGoals = defineRoute({
  operationId: 'setGoals',
  method: 'PUT',
  path: '/api/v1/goals',
  summary: 'Set the daily goals of one person or of each person of a department',
  tag,
  access: 'team:manage',
  body: goalsOf.refine(({ agentId, departmentId }) => (agentId === null) !== (departmentId === null), {
    path: ['departmentId'],
    message: 'a person or a department',
  }),
  responses: { 200: goalsOf },
  errors: ['agents.not_found', 'departments.not_found'],
});

export const getMyGoals = defineRoute({
  operationId: 'getMyGoals',
  method: 'GET',
  path: '/api/v1/goals/mine',
  summary: 'The caller’s goals of today and how far they are; none on a day on which nobody works',
  tag,
  access: 'tickets:read',
  responses: { 200: z.object({ items: z.array(goalProgress) }) },
  errors: [],
});

export const goalRoutes = [listGoals, setGoals, getMyGoals];
