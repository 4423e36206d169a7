import { type GoalMetric, type GoalProgress, goalMetrics } from '@ventanilla/contracts/goals';
import type { AgentDay } from '../tickets/index.ts';

export interface GoalRow {
  agent_id: string | null;
  department_id: string | null;
  metric: GoalMetric;
  target: number;
}

/** Whose goals are asked for; their departments in order. */
export interface GoalHolder {
  id: string;
  departmentIds: readonly string[];
  /** Work is done today where they work. */
  isWorkday: boolean;
}

/**
 * Somebody's goals of today: of each kind their own, else that of the first of their departments that has one. There is
 * none on a day on which nobody works.
 */
export function goalsToday(rows: readonly GoalRow[], holder: GoalHolder, day: AgentDay): GoalProgress[] {
  if (!holder.isWorkday) return [];
  return goalMetrics.flatMap((metric) => {
    const ofMetric = rows.filter((row) => row.metric === metric);
    const row =
      ofMetric.find(({ agent_id }) => agent_id === holder.id) ??
      holder.departmentIds
        .map((departmentId) => ofMetric.find(({ department_id }) => department_id === departmentId))
        .find((found) => found !== undefined);
    return row ? [{ metric, target: row.target, ...reached(metric, day) }] : [];
  });
}

function reached(metric: GoalMetric, day: AgentDay): Pick<GoalProgress, 'done' | 'of'> {
  if (metric === 'first_in_time') return { done: day.firstAnswersInTime, of: day.firstAnswers };
  return { done: metric === 'attended' ? day.attended : day.closed, of: null };
}
