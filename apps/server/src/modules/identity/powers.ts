import { isDeepStrictEqual } from 'node:util';
import type { NarrowablePermission, Scope } from '@ventanilla/contracts/permissions';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { knownPermissions } from './identity.store.ts';

export interface PowersRow {
  permissions: string[];
  scope: Scope;
  narrower: Partial<Record<NarrowablePermission, Scope>>;
  department_ids: string[];
}

/** Columns of `PowersRow` where `a` is the agent and `r` their role. */
export const powersColumns: RawBuilder<unknown> = sql`r.permissions, r.scope, r.narrower,
  case when r.scope = 'departments' or r.narrower <> '{}'
    then array(select d.department_id from agent_departments d where d.agent_id = a.id order by 1) else '{}' end
    as department_ids`;

export type Powers = Pick<Actor, 'permissions' | 'scope' | 'narrower' | 'departmentIds'>;

/** What an agent may do, as their role says now. */
export function powersOf(row: PowersRow): Powers {
  return {
    permissions: new Set(knownPermissions(row.permissions)),
    scope: row.scope,
    narrower: row.narrower,
    departmentIds: row.department_ids,
  };
}

export function samePowers(one: Powers, other: Powers): boolean {
  const plain = ({ permissions, scope, narrower, departmentIds }: Powers) => ({
    permissions: [...permissions].sort(),
    scope,
    narrower,
    departmentIds,
  });
  return isDeepStrictEqual(plain(one), plain(other));
}
