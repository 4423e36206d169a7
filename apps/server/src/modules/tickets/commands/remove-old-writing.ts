import { draftVersionDaysKept } from '@ventanilla/contracts/writing';
import { sql } from 'kysely';
import type { Platform } from '../../../platform/platform.ts';

const dayMs = 86_400_000;

/** Forgets snapshots of drafts and settled answers after `draftVersionDaysKept`. Drafts themselves stay. */
export async function removeOldWriting({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<void> {
  const limit = new Date(clock.now().getTime() - draftVersionDaysKept * dayMs);
  await sql`delete from draft_versions where saved_at < ${limit}`.execute(db);
  await sql`delete from scheduled_replies where done_at < ${limit}`.execute(db);
}
