import { runDaysKept } from '@ventanilla/contracts/bulk';
import { sql } from 'kysely';
import type { Platform } from '../../../platform/platform.ts';

const dayMs = 86_400_000;

/** Forgets runs of long ago with what they changed; the history of each ticket keeps what happened to it. */
export async function removeOldRuns({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - runDaysKept * dayMs);
  await sql`delete from bulk_runs where created_at < ${before} and finished_at is not null`.execute(db);
}
