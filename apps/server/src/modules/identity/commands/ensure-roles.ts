import { builtInRoles } from '@ventanilla/contracts/permissions';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/** Brings the rows of the built-in roles in step with this version of the product; writes only what differs. */
export async function ensureBuiltInRoles(db: Db): Promise<void> {
  for (const [key, held] of Object.entries(builtInRoles)) {
    await sql`
      insert into roles (key, permissions, built_in) values (${key}, ${[...held]}::text[], true)
      on conflict (key) do update set permissions = excluded.permissions, built_in = true
      where (roles.permissions, roles.built_in) is distinct from (excluded.permissions, true)`.execute(db);
  }
}
