import type { ApiKey } from '@ventanilla/contracts/identity';
import type { Db } from '../../../platform/db/database.ts';
import { toApiKey } from '../identity.store.ts';

/** Every key, revoked ones included, newest first. */
export async function listApiKeys(db: Db): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toApiKey);
}
