import { sql } from 'kysely';
import type { Platform } from '../../../platform/platform.ts';
import { uploadHoursKept } from './uploads.ts';

const hourMs = 3_600_000;

/**
 * Removes uploads that no message took in time and that nothing written refers to: neither a draft, nor what one
 * was, nor an answer that waits or came back. Answers how many. Their bytes follow days later, when nothing else
 * refers to them.
 */
export async function removeOrphanUploads({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<number> {
  const limit = new Date(clock.now().getTime() - uploadHoursKept * hourMs);
  const { rows } = await sql`
    with kept as (
      select unnest(upload_ids) as id from drafts
      union select unnest(upload_ids) from draft_versions
      union select unnest(upload_ids) from scheduled_replies where state in ('pending', 'stopped'))
    delete from attachments a
    where a.message_id is null and a.created_at < ${limit} and not exists (select from kept where kept.id = a.id)
    returning a.id`.execute(db);
  return rows.length;
}
