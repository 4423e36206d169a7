import type { SecondStep } from '@ventanilla/contracts/identity';
import { systemActor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { toInstant } from '../../../platform/clock.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Keyring } from '../../../platform/keyring/keyring.ts';
import type { Work } from '../../../platform/work.ts';
import { challengeAttemptsMax, challengeMs } from '../identity.config.ts';
import { hashSecret } from '../identity.rules.ts';
import { useCode } from '../two-factor.store.ts';
import { type OpenedSession, openSession, type SignInDeps, type SignInSetting } from './open-session.ts';

/** After a right password: what stands for it in the second step, for a few minutes. Only its hash is stored. */
export async function openChallenge({ agentId }: { agentId: string }, work: Work): Promise<SecondStep> {
  const challenge = work.ids.secret(32);
  const expiresAt = new Date(work.now.getTime() + challengeMs);
  await work.tx.deleteFrom('sign_in_challenges').where('expires_at', '<', work.now).execute();
  await work.tx
    .insertInto('sign_in_challenges')
    .values({
      token_hash: hashSecret(challenge),
      agent_id: agentId,
      created_at: work.now,
      expires_at: expiresAt,
    })
    .execute();
  await recordAudit({ action: 'session.second_step_asked', subjectType: 'agent', subjectId: agentId }, work);
  return { twoFactorRequired: true, challenge, expiresAt: toInstant(expiresAt) };
}

/**
 * Opens the session for the right code. Throws `auth.bad_code`, `auth.challenge_over` after too long or too many wrong
 * codes, and `http.rate_limited` where somebody keeps guessing over several sign-ins.
 */
export async function completeSignIn(
  input: { challenge: string; code: string } & SignInSetting,
  deps: SignInDeps,
): Promise<OpenedSession> {
  const { db, clock, transact, keyring } = deps.platform;
  const found = await db
    .selectFrom('sign_in_challenges as c')
    .innerJoin('agents as a', 'a.id', 'c.agent_id')
    .select(['c.token_hash', 'c.agent_id', 'a.auth_user_id'])
    .where('c.token_hash', '=', hashSecret(input.challenge))
    .where('c.expires_at', '>', clock.now())
    .where('a.active', '=', true)
    .executeTakeFirst();
  if (!found) throw new AppError('auth.challenge_over');
  const attempt = { what: 'second-step' as const, agentId: found.agent_id };
  await deps.limits.countOwn(attempt);
  // A wrong code is counted too: the transaction answers and commits, it does not throw.
  const outcome = await transact({ actor: systemActor, correlationId: input.requestId }, (work) =>
    answerChallenge({ tokenHash: found.token_hash, agentId: found.agent_id, code: input.code }, work, {
      keyring,
    }),
  );
  if (outcome === 'over') throw new AppError('auth.challenge_over');
  if (outcome === 'wrong') throw new AppError('auth.bad_code');
  await deps.limits.forgiveOwn(attempt);
  return openSession({ ...input, userId: found.auth_user_id }, deps);
}

async function answerChallenge(
  input: { tokenHash: string; agentId: string; code: string },
  work: Work,
  deps: { keyring: Keyring },
): Promise<'right' | 'wrong' | 'over'> {
  const { tokenHash, agentId } = input;
  const claimed = await work.tx
    .updateTable('sign_in_challenges')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('token_hash', '=', tokenHash)
    .where('attempts', '<', challengeAttemptsMax)
    .returning('attempts')
    .executeTakeFirst();
  if (!claimed) return 'over';
  if (!(await useCode(input, work, deps))) {
    await recordAudit({ action: 'session.code_refused', subjectType: 'agent', subjectId: agentId }, work);
    return 'wrong';
  }
  await work.tx.deleteFrom('sign_in_challenges').where('token_hash', '=', tokenHash).execute();
  return 'right';
}
