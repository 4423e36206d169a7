import type { NarrowablePermission, Scope } from '@ventanilla/contracts/permissions';
import { builtInRoleKeys } from '@ventanilla/contracts/permissions';
import type { Role } from '@ventanilla/contracts/roles';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { knownPermissions } from '../identity.store.ts';

interface RoleRow {
  key: string;
  name: string | null;
  permissions: string[];
  scope: Scope;
  narrower: Partial<Record<NarrowablePermission, Scope>>;
  built_in: boolean;
  version: number;
  agents: number;
}

/** Every role, or the one named: built-in ones first, in the product's order, then the others by name. */
export async function listRoles(db: Db, key?: string): Promise<Role[]> {
  const { rows } = await sql<RoleRow>`
    select r.key, r.name, r.permissions, r.scope, r.narrower, r.built_in, r.version,
      (select count(*)::int from agents a where a.role_key = r.key and a.active) as agents
    from roles r where ${key === undefined ? sql`true` : sql`r.key = ${key}`}
    order by array_position(${[...builtInRoleKeys]}::text[], r.key) nulls last, r.name collate "es-x-icu", r.key`.execute(
    db,
  );
  return rows.map(({ built_in, permissions, ...row }) => ({
    ...row,
    permissions: knownPermissions(permissions),
    builtIn: built_in,
  }));
}
