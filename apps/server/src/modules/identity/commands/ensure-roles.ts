import { builtInRoles, type Powers } from '@ventanilla/contracts/permissions';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/** Brings the rows of the built-in roles in step with this version of the product; writes only what differs. */
export async function ensureBuiltInRoles(db: Db): Promise<void> {
  for (const [key, { permissions, scope, narrower }] of Object.entries<Powers>(builtInRoles)) {
    await sql`
      insert into roles (key, permissions, scope, narrower, built_in)
      values (${key}, ${[...permissions]}::text[], ${scope}, ${JSON.stringify(narrower)}::jsonb, true)
      on conflict (key) do update set permissions = excluded.permissions, scope = excluded.scope,
        narrower = excluded.narrower, built_in = true
      where (roles.permissions, roles.scope, roles.narrower, roles.built_in)
        is distinct from (excluded.permissions, excluded.scope, excluded.narrower, true)`.execute(db);
  }
}
