import type { TriageOutcome } from '@ventanilla/contracts/triage';
import type { TriagePlacement, TriageWeights } from '@ventanilla/contracts/triage.rules';
import type { ColumnType } from 'kysely';

/** Written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

/** What is somebody's on one day; `day` as `2026-03-02`. */
interface OfADay {
  agent_id: string;
  day: string;
}

declare module '../../platform/db/database.ts' {
  interface Database {
    triage_weights: { version: number; weights: Json<TriageWeights>; agent_id: string; at: Date };
    triage_rounds: OfADay & { paused_at: Date | null };
    triage_steps: OfADay & { ticket_id: string; outcome: TriageOutcome; at: Date };
    triage_disagreements: OfADay & {
      ticket_id: string;
      placement: TriagePlacement;
      reason: string;
      at: Date;
    };
  }
}
