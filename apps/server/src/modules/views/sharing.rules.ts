import type { ViewAudience } from '@ventanilla/contracts/views';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';

/** What somebody keeps for themselves, a team or everybody. */
export interface Shared {
  owner_id: string;
  audience: ViewAudience;
  team_id: string | null;
}

/** Rows `of` that this actor sees: their own, their teams', everybody's. */
export function seenBy({ id, teamIds }: Actor, of: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(${of}.owner_id = ${id}::uuid or ${of}.audience = 'everyone'
    or (${of}.audience = 'team' and ${of}.team_id = any(${[...teamIds]}::uuid[])))`;
}

/**
 * One's own is one's own while one may share it with those who see it; whoever shares for everybody keeps what is shared.
 */
export function mayChange(shared: Shared, actor: Pick<Actor, 'id' | 'permissions' | 'teamIds'>): boolean {
  if (shared.owner_id === actor.id) return mayShare(shared, actor);
  return shared.audience !== 'personal' && actor.permissions.has('views:share');
}

/** Whether this actor may share with them: anybody with their own team. */
export function mayShare(
  { audience, team_id }: Pick<Shared, 'audience' | 'team_id'>,
  actor: Pick<Actor, 'permissions' | 'teamIds'>,
): boolean {
  if (audience === 'personal' || actor.permissions.has('views:share')) return true;
  return audience === 'team' && team_id !== null && actor.teamIds.includes(team_id);
}
