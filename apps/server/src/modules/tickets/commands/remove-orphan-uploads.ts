import { sql } from 'kysely';
import type { Platform } from '../../../platform/platform.ts';
import { uploadHoursKept } from './uploads.ts';

const hourMs = 3_600_000;

/**
 * Removes uploads that no message took in time; answers how many. Their bytes follow days later, when nothing else
 * refers to them.
 */
export async function removeOrphanUploads({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<number> {
  const limit = new Date(clock.now().getTime() - uploadHoursKept * hourMs);
  const { rows } = await sql`
    delete from attachments where message_id is null and created_at < ${limit} returning id`.execute(db);
  return rows.length;
}
