import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';

/** Where an agent's photo is kept. Throws `photos.not_found`. */
export async function findPhoto(
  { agentId }: { agentId: string },
  db: Db,
): Promise<{ sha256: string; contentType: string }> {
  const row = await db
    .selectFrom('agents')
    .select(['photo_sha256', 'photo_type'])
    .where('id', '=', agentId)
    .executeTakeFirst();
  if (!row?.photo_sha256 || !row.photo_type) throw new AppError('photos.not_found');
  return { sha256: row.photo_sha256, contentType: row.photo_type };
}
