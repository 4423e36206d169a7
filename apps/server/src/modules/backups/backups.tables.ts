import type { BackupFailure, backupStates } from '@ventanilla/contracts/backups';
import type { Generated } from 'kysely';

declare module '../../platform/db/database.ts' {
  interface Database {
    backup_runs: {
      id: string;
      asked_by: string | null;
      /** `YYYY-MM-DD`; read as text. */
      due_on: string | null;
      state: (typeof backupStates)[number];
      asked_at: Date;
      started_at: Date | null;
      ended_at: Date | null;
      copy_id: string | null;
      folder: string | null;
      rows_count: number | null;
      files_count: number | null;
      added_bytes: number | null;
      missing_files: number | null;
      problem: BackupFailure | null;
      removed_at: Generated<Date | null>;
    };
  }
}
