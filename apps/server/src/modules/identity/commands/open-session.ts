import type { Actor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { AttemptLimits } from '../attempt-limits.ts';
import { endSessions, shortenSession } from '../identity.store.ts';
import type { PasswordAuth, SignInOrigin } from '../password-auth.ts';
import { authenticateSession } from '../queries/authenticate.ts';

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
  /** False: the session lasts a working day without use and not a month. */
  remember?: boolean | undefined;
}

export interface OpenedSession {
  token: string;
  agentId: string;
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
    if (input.remember === false) await shortenSession({ sessionId: actor.sessionId }, work);
    await recordAudit({ action: 'session.opened', subjectType: 'agent', subjectId: actor.id }, work);
  });
  return { token: session.token, agentId: actor.id };
}
