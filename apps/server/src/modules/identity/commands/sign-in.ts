import type { SecondStep } from '@ventanilla/contracts/identity';
import { type Actor, systemActor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { AttemptLimits } from '../attempt-limits.ts';
import { normalizeEmail } from '../identity.rules.ts';
import { endSessions } from '../identity.store.ts';
import type { PasswordAuth, SignInOrigin } from '../password-auth.ts';
import { authenticateSession } from '../queries/authenticate.ts';
import { openChallenge } from './second-step.ts';

export interface SignInDeps {
  platform: Platform;
  auth: PasswordAuth;
  limits: AttemptLimits;
}

/** Where and over what a session is opened. */
export interface SignInSetting {
  origin: SignInOrigin;
  /** Whoever was signed in in this browser: that session ends. */
  replaces: Actor | null;
  requestId: string;
}

export interface OpenedSession {
  token: string;
  agentId: string;
}

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

/** A session for somebody who has shown who they are. Throws `auth.bad_credentials` when they are blocked meanwhile. */
export async function openSession(
  input: { userId: string } & SignInSetting,
  { platform, auth }: Pick<SignInDeps, 'platform' | 'auth'>,
): Promise<OpenedSession> {
  const { db } = platform;
  const session = await auth.startSession({ userId: input.userId, ...input.origin }, db);
  const actor = session && (await authenticateSession(session, platform));
  if (!session || !actor) throw new AppError('auth.bad_credentials');
  await platform.transact({ actor, correlationId: input.requestId }, async (work) => {
    const { replaces } = input;
    if (replaces?.id && replaces.sessionId) {
      await endSessions({ agentId: replaces.id, sessionId: replaces.sessionId }, work);
    }
    await recordAudit({ action: 'session.opened', subjectType: 'agent', subjectId: actor.id }, work);
  });
  return { token: session.token, agentId: actor.id };
}
