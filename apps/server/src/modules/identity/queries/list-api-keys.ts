import type { ApiKey } from '@ventanilla/contracts/identity';
import type { Db } from '../../../platform/db/database.ts';
import { toApiKey } from '../identity.store.ts';

/** Every key, revoked ones included, newest first. */
export async function listApiKeys(db: Db): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys as k')
    .leftJoin('agents as a', 'a.id', 'k.created_by')
    .leftJoin('roles as r', 'r.key', 'a.role_key')
    .selectAll('k')
    .select(['a.name as maker', 'a.active', 'r.permissions'])
    .orderBy('k.created_at', 'desc')
    .orderBy('k.id', 'desc')
    .execute();
  return rows.map(({ maker, active, permissions, ...row }) =>
    toApiKey(
      row,
      maker === null ? null : { name: maker, active: active === true, permissions: permissions ?? [] },
    ),
  );
}
