import type { RunState } from '@ventanilla/contracts/routine-runs';
import type { RoutineItem, RoutineSchedule } from '@ventanilla/contracts/routines';
import type { ColumnType, Generated } from 'kysely';
import type { ItemOfRun } from './run.rules.ts';

/** Written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

declare module '../../platform/db/database.ts' {
  interface Database {
    routines: {
      id: string;
      name: string;
      note: string;
      role_keys: string[];
      department_ids: string[];
      agent_ids: string[];
      schedule: Json<RoutineSchedule>;
      items: Json<RoutineItem[]>;
      position: number;
      template_key: string | null;
      version: Generated<number>;
      created_at: Date;
      archived_at: Date | null;
    };
    routine_runs: {
      id: string;
      routine_id: string;
      agent_id: string;
      period: string;
      name: string;
      note: string;
      every: RoutineSchedule['every'];
      items: Json<ItemOfRun[]>;
      opens_at: Date;
      due_at: Date;
      ends_at: Date;
      time_zone: string;
      ticket_id: string | null;
      state: Generated<RunState>;
      closed_at: Date | null;
      told_at: Date | null;
    };
  }
}
