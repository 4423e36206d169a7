import type { Me } from '@ventanilla/contracts/identity';
import { completeChoices } from '@ventanilla/contracts/notification.rules';
import { defaultPreferences } from '@ventanilla/contracts/preferences';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { findBrand, toOwnOrganization } from '../../brand/index.ts';
import { knownPermissions, toAgent } from '../identity.store.ts';

/** An agent as they see themselves, with what the desk needs to draw its frame. */
export async function readMe({ agentId }: { agentId: string }, db: Db): Promise<Me> {
  const [agent, brand, { rows }] = await Promise.all([
    db
      .selectFrom('agents')
      .innerJoin('roles', 'roles.key', 'agents.role_key')
      .selectAll('agents')
      .select('roles.permissions')
      .where('agents.id', '=', agentId)
      .executeTakeFirst(),
    findBrand(db),
    sql<{ has_server: boolean }>`select exists (
      select from channel_accounts c where c.kind = 'email' and jsonb_typeof(c.settings -> 'smtp') = 'object'
    ) as has_server`.execute(db),
  ]);
  if (!agent) throw new AppError('agents.not_found');
  const organization = brand && toOwnOrganization(brand);
  return {
    agent: toAgent(agent),
    permissions: knownPermissions(agent.permissions),
    signature: agent.signature,
    preferences: {
      ...defaultPreferences,
      ...agent.preferences,
      notices: completeChoices(agent.preferences.notices),
    },
    organizationName: organization?.name ?? '',
    organizationColor: organization?.color ?? '#5046b8',
    organizationLogoUrl: organization?.logoUrl ?? null,
    timeZone: organization?.timeZone ?? 'UTC',
    outgoingMailIsLocal: !rows[0]?.has_server,
  };
}
