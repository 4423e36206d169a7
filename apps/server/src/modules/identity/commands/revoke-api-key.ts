import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';

/** Ends a key at once; ending it again changes nothing. Throws `api_keys.not_found`. */
export async function revokeApiKey({ apiKeyId }: { apiKeyId: string }, work: Work): Promise<void> {
  const key = await work.tx
    .selectFrom('api_keys')
    .select(['id', 'revoked_at'])
    .where('id', '=', apiKeyId)
    .forUpdate()
    .executeTakeFirst();
  if (!key) throw new AppError('api_keys.not_found');
  if (key.revoked_at) return;
  await work.tx.updateTable('api_keys').set({ revoked_at: work.now }).where('id', '=', apiKeyId).execute();
  await appendEvents([event('api_key.revoked@1', { type: 'api_key', id: apiKeyId }, { apiKeyId })], work);
  await recordAudit({ action: 'api_key.revoked', subjectType: 'api_key', subjectId: apiKeyId }, work);
}
