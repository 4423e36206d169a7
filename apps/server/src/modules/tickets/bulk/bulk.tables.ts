import type { BulkAction, BulkRun } from '@ventanilla/contracts/bulk';
import type { ErrorCode } from '@ventanilla/contracts/errors';
import type { ColumnType, Generated } from 'kysely';
import type { TicketState } from './ticket-state.ts';

type Json<T> = ColumnType<T, string, string>;

declare module '../../../platform/db/database.ts' {
  interface Database {
    bulk_runs: {
      id: string;
      agent_id: string;
      action: Json<BulkAction>;
      undo_of: string | null;
      state: BulkRun['state'];
      total: number;
      changed: Generated<number>;
      unchanged: Generated<number>;
      failed: Generated<number>;
      created_at: Date;
      finished_at: Date | null;
    };
    bulk_run_rows: {
      run_id: string;
      ticket_id: string;
      outcome: 'changed' | 'unchanged' | 'failed' | null;
      before: Json<Partial<TicketState>> | null;
      after: Json<Partial<TicketState>> | null;
      reason: ErrorCode | null;
      reason_params: Json<Record<string, string | number>> | null;
    };
  }
}
