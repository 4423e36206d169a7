import type { TriageOutcome, TriageRound } from '@ventanilla/contracts/triage';
import { sql } from 'kysely';
import { toInstant } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import { paceOf } from './pace.rules.ts';
import type { TriageDay } from './triage-day.ts';

export interface StepRow {
  ticket_id: string;
  outcome: TriageOutcome;
  at: Date;
}

/** What somebody did on a day, newest first. */
export async function readSteps({ agentId, day }: TriageDay, db: Db): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`select ticket_id, outcome, at from triage_steps
    where agent_id = ${agentId} and day = ${day}::date order by at desc, ticket_id`.execute(db);
  return rows;
}

/** One person's round of a day in numbers. */
export async function readRound(of: TriageDay, db: Db): Promise<TriageRound> {
  return roundOf({ ...of, steps: await readSteps(of, db) }, db);
}

/** The same, of steps in hand. */
export async function roundOf(
  { agentId, day, steps }: TriageDay & { steps: readonly StepRow[] },
  db: Db,
): Promise<TriageRound> {
  const { rows } = await sql<{ paused_at: Date | null }>`select paused_at from triage_rounds
    where agent_id = ${agentId} and day = ${day}::date`.execute(db);
  const count = (outcome: TriageOutcome) => steps.filter((step) => step.outcome === outcome).length;
  return {
    day,
    pausedAt: toInstant(rows[0]?.paused_at ?? null),
    doneCount: count('settled') + count('answered'),
    answeredCount: count('answered'),
    skippedCount: count('skipped'),
    paceMs: paceOf(steps.map(({ at }) => at)),
  };
}
