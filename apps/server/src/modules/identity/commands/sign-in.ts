import type { SecondStep } from '@ventanilla/contracts/identity';
import { systemActor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { normalizeEmail } from '../identity.rules.ts';
import { type OpenedSession, openSession, type SignInDeps, type SignInSetting } from './open-session.ts';
import { openChallenge } from './second-step.ts';

/**
 * Opens a session for the right e-mail and password, or a challenge where a second step follows. An unknown e-mail, a
 * wrong password and a blocked agent get the same answer, `auth.bad_credentials`; too many wrong ones
 * `http.rate_limited`.
 */
export async function signIn(
  input: { email: string; password: string } & SignInSetting,
  deps: SignInDeps,
): Promise<OpenedSession | SecondStep> {
  const { db, transact } = deps.platform;
  const email = normalizeEmail(input.email);
  const attempt = { ip: input.origin.ip, email };
  await deps.limits.countSignIn(attempt);
  const userId = await deps.auth.checkPassword({ email, password: input.password }, db);
  const agent = await db
    .selectFrom('agents')
    .select(['id', 'active', 'two_factor_since', 'auth_user_id'])
    .where('email', '=', email)
    .executeTakeFirst();
  const system = { actor: systemActor, correlationId: input.requestId };
  if (!agent?.active || agent.auth_user_id !== userId) {
    const refused = { action: 'session.refused', subjectType: 'agent', subjectId: agent?.id ?? null };
    await transact(system, (work) => recordAudit(refused, work));
    throw new AppError('auth.bad_credentials');
  }
  await deps.limits.forgiveSignIn(attempt);
  if (agent.two_factor_since) {
    return transact(system, (work) => openChallenge({ agentId: agent.id }, work));
  }
  return openSession({ ...input, userId }, deps);
}
