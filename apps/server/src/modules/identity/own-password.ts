import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AttemptLimits } from './attempt-limits.ts';
import type { AgentRow } from './identity.store.ts';
import type { PasswordAuth } from './password-auth.ts';

/**
 * Asks somebody who is signed in for their password again, since a browser left open is not its owner. Throws
 * `auth.wrong_password`, or `http.rate_limited` after too many wrong ones.
 */
export async function demandOwnPassword(
  input: { agentId: string; password: string },
  deps: { platform: Pick<Platform, 'db'>; auth: PasswordAuth; limits: AttemptLimits },
): Promise<AgentRow> {
  const { db } = deps.platform;
  const attempt = { what: 'own-password' as const, agentId: input.agentId };
  await deps.limits.countOwn(attempt);
  const agent = await db
    .selectFrom('agents')
    .selectAll()
    .where('id', '=', input.agentId)
    .executeTakeFirstOrThrow();
  const userId = await deps.auth.checkPassword({ email: agent.email, password: input.password }, db);
  if (userId !== agent.auth_user_id) throw new AppError('auth.wrong_password');
  await deps.limits.forgiveOwn(attempt);
  return agent;
}
