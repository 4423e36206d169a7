import type { ClockMetric, ClockState } from '@ventanilla/contracts/clocks';
import type { Filter } from '@ventanilla/contracts/filters';
import type { ClockTarget, SlaPolicy } from '@ventanilla/contracts/sla';
import type { ColumnType, Generated } from 'kysely';

/** Written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

declare module '../../platform/db/database.ts' {
  interface Database {
    sla_policies: {
      id: string;
      name: string;
      filter: Json<Filter>;
      position: number;
      calendar_id: string | null;
      targets: Json<SlaPolicy['targets']>;
      pauses: Json<SlaPolicy['pauses']>;
      active: Generated<boolean>;
      version: Generated<number>;
    };
    ticket_clocks: {
      id: string;
      ticket_id: string;
      metric: ClockMetric;
      turn: number;
      policy_id: string | null;
      policy_version: number;
      calendar_id: string | null;
      calendar_version: number;
      target: Json<ClockTarget>;
      state: ClockState;
      started_at: Date;
      limit_ms: number;
      used_ms: number;
      counted_at: Date;
      due_at: Date | null;
      warn_at: Date | null;
      paused_since: Date | null;
      warned_at: Date | null;
      breached_at: Date | null;
      met_at: Date | null;
      ended_at: Date | null;
    };
  }
}
