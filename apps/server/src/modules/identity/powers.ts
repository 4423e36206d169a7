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
  portfolio_ids: string[];
  team_ids: string[];
}

/** Columns of `PowersRow` where `a` is the agent and `r` their role. */
export const powersColumns: RawBuilder<unknown> = sql`r.permissions, r.scope, r.narrower,
  array(select d.department_id from agent_departments d where d.agent_id = a.id order by 1) as department_ids,
  array(select o.id from organizations o
    where o.account_manager_id = a.id or o.success_manager_id = a.id order by 1) as portfolio_ids,
  array(select m.team_id from agent_teams m join teams s on s.id = m.team_id and s.active
    where m.agent_id = a.id order by 1) as team_ids`;

export type Powers = Pick<
  Actor,
  'permissions' | 'scope' | 'narrower' | 'departmentIds' | 'portfolioIds' | 'teamIds'
>;

/** What an agent may do, as their role says now. */
export function powersOf(row: PowersRow): Powers {
  return {
    permissions: new Set(knownPermissions(row.permissions)),
    scope: row.scope,
    narrower: row.narrower,
    departmentIds: row.department_ids,
    portfolioIds: row.portfolio_ids,
    teamIds: row.team_ids,
  };
}

/**
 * Whether both see and may do the same by their roles: departments and organisations count where a scope of theirs asks
 * for them.
 */
export function samePowers(one: Powers, other: Powers): boolean {
  const plain = ({ permissions, scope, narrower, departmentIds, portfolioIds }: Powers) => {
    const asked = new Set([scope, ...Object.values(narrower)]);
    return {
      permissions: [...permissions].sort(),
      scope,
      narrower,
      departmentIds: asked.has('departments') ? departmentIds : [],
      portfolioIds: asked.has('portfolio') ? portfolioIds : [],
    };
  };
  return isDeepStrictEqual(plain(one), plain(other));
}

/** Whether both are in the same departments and teams, which rules of departments name. */
export function sameGroups(one: Powers, other: Powers): boolean {
  return isDeepStrictEqual([one.departmentIds, one.teamIds], [other.departmentIds, other.teamIds]);
}
