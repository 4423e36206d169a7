import type { Actor } from '../../../platform/actor.ts';
import { systemActor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { AttemptLimits } from '../attempt-limits.ts';
import { normalizeEmail } from '../identity.rules.ts';
import { endSessions } from '../identity.store.ts';
import type { PasswordAuth, SignInOrigin } from '../password-auth.ts';
import { authenticateSession } from '../queries/authenticate.ts';

/**
 * Opens a session for the right e-mail and password. An unknown e-mail, a wrong password and a blocked agent get the
 * same answer, `auth.bad_credentials`; too many wrong ones `http.rate_limited`. `replaces` is whoever was signed in
 * in this browser: that session ends.
 */
export async function signIn(
  input: { email: string; password: string; origin: SignInOrigin; replaces: Actor | null; requestId: string },
  deps: { platform: Platform; auth: PasswordAuth; limits: AttemptLimits },
): Promise<{ token: string; agentId: string }> {
  const { db, clock, transact } = deps.platform;
  const email = normalizeEmail(input.email);
  const attempt = { ip: input.origin.ip, email };
  await deps.limits.countSignIn(attempt);
  const session = await deps.auth.openSession({ email, password: input.password, ...input.origin }, db);
  const actor = session && (await authenticateSession(session, { db, clock }));
  const correlationId = input.requestId;
  if (!session || !actor) {
    await transact({ actor: systemActor, correlationId }, async (work) => {
      const agent = await work.tx
        .selectFrom('agents')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirst();
      const subjectId = agent?.id ?? null;
      await recordAudit({ action: 'session.refused', subjectType: 'agent', subjectId }, work);
    });
    throw new AppError('auth.bad_credentials');
  }
  await deps.limits.forgiveSignIn(attempt);
  await transact({ actor, correlationId }, async (work) => {
    const { replaces } = input;
    if (replaces?.id && replaces.sessionId) {
      await endSessions({ agentId: replaces.id, sessionId: replaces.sessionId }, work);
    }
    await recordAudit({ action: 'session.opened', subjectType: 'agent', subjectId: actor.id }, work);
  });
  return { token: session.token, agentId: actor.id };
}
