import type { Me } from '@ventanilla/contracts/identity';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { knownPermissions, toAgent } from '../identity.store.ts';

/** An agent as they see themselves, with what the desk needs to draw its frame. */
export async function readMe({ agentId }: { agentId: string }, db: Db): Promise<Me> {
  const [agent, { rows }] = await Promise.all([
    db
      .selectFrom('agents')
      .innerJoin('roles', 'roles.key', 'agents.role_key')
      .selectAll('agents')
      .select('roles.permissions')
      .where('agents.id', '=', agentId)
      .executeTakeFirst(),
    sql<{ name: string; time_zone: string; has_server: boolean }>`
      select b.name, b.time_zone, exists (
        select from channel_accounts c where c.kind = 'email' and jsonb_typeof(c.settings -> 'smtp') = 'object'
      ) as has_server
      from brands b order by b.created_at, b.id limit 1`.execute(db),
  ]);
  if (!agent) throw new AppError('agents.not_found');
  const [brand] = rows;
  return {
    agent: toAgent(agent),
    permissions: knownPermissions(agent.permissions),
    organizationName: brand?.name ?? '',
    timeZone: brand?.time_zone ?? 'UTC',
    outgoingMailIsLocal: !brand?.has_server,
  };
}
