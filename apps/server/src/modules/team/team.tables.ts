import type { GoalMetric } from '@ventanilla/contracts/goals';

declare module '../../platform/db/database.ts' {
  interface Database {
    goals: {
      agent_id: string | null;
      department_id: string | null;
      metric: GoalMetric;
      target: number;
    };
  }
}
