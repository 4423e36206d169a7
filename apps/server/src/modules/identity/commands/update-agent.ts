import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { type AgentRow, changeAgent, demandRoleWithin, endSessions, lockAgent } from '../identity.store.ts';

/**
 * Changes an agent's name, role or whether they may sign in; another role or a block ends their sessions.
 * Throws `agents.not_found`, `agents.stale_version`, `agents.last_admin`, or `auth.forbidden` for a role that can do
 * more than the actor.
 */
export async function updateAgent(
  input: { agentId: string; version: number; name?: string; roleKey?: string; active?: boolean },
  work: Work,
): Promise<AgentRow> {
  const { agent, isLastAdmin } = await lockAgent(input, work);
  const roleKey = input.roleKey ?? agent.role_key;
  const active = input.active ?? agent.active;
  const changesAccess = roleKey !== agent.role_key || active !== agent.active;
  if (isLastAdmin && changesAccess) throw new AppError('agents.last_admin');
  // Neither may somebody be changed who can do more than the one who changes them.
  await demandRoleWithin({ roleKey: agent.role_key, actor: work.actor }, work.tx);
  if (changesAccess) await demandRoleWithin({ roleKey, actor: work.actor }, work.tx);
  const changed = await changeAgent(
    { agent, changes: { name: input.name, role_key: roleKey, active } },
    work,
  );
  if (changesAccess) await endSessions({ agentId: agent.id, sessionId: null }, work);
  return changed;
}
