import { passwordResetMinutes } from '@ventanilla/contracts/account';
import { systemActor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { hashSecret, normalizeEmail } from '../identity.rules.ts';
import { endSessions, lockOneAgent } from '../identity.store.ts';
import type { MakeLink } from '../links.ts';
import { mailAgent } from '../mail-agent.ts';
import { replacePassword } from './change-password.ts';
import type { SignInDeps } from './open-session.ts';

/**
 * Mails the link to a new password to an active agent who has that address; does nothing for anybody else, and
 * nothing more for an address that got several already. Never says which.
 */
export async function requestPasswordReset(
  input: { email: string; link: MakeLink; requestId: string },
  { platform, limits }: Pick<SignInDeps, 'platform' | 'limits'>,
): Promise<void> {
  const email = normalizeEmail(input.email);
  const mayMail = await limits.mayMailReset({ email });
  const agent = await platform.db
    .selectFrom('agents')
    .select(['id', 'name', 'email', 'language'])
    .where('email', '=', email)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!agent || !mayMail) return;
  await platform.transact({ actor: systemActor, correlationId: input.requestId }, async (work) => {
    const token = work.ids.secret(32);
    const expiresAt = new Date(work.now.getTime() + passwordResetMinutes * 60_000);
    await work.tx.deleteFrom('password_resets').where('expires_at', '<', work.now).execute();
    await work.tx
      .insertInto('password_resets')
      .values({
        token_hash: hashSecret(token),
        agent_id: agent.id,
        created_at: work.now,
        expires_at: expiresAt,
      })
      .execute();
    const link = input.link('reset-password', token);
    await mailAgent({ kind: 'password_reset', to: agent, link, uselessAt: expiresAt }, work, platform);
    await recordAudit({ action: 'password.reset_asked', subjectType: 'agent', subjectId: agent.id }, work);
  });
}

/**
 * A new password by the link of a mail; every session ends. Of several uses of one link exactly one wins; a refused
 * password leaves it good. Throws `auth.reset_link_invalid` or `auth.weak_password`.
 */
export async function resetPassword(
  input: { token: string; password: string; requestId: string },
  deps: Pick<SignInDeps, 'platform' | 'auth'>,
): Promise<void> {
  await deps.platform.transact({ actor: systemActor, correlationId: input.requestId }, async (work) => {
    const claimed = await work.tx
      .deleteFrom('password_resets')
      .where('token_hash', '=', hashSecret(input.token))
      .where('expires_at', '>', work.now)
      .returning('agent_id')
      .executeTakeFirst();
    if (!claimed) throw new AppError('auth.reset_link_invalid');
    const agent = await lockOneAgent({ agentId: claimed.agent_id }, work);
    if (!agent.active) throw new AppError('auth.reset_link_invalid');
    await replacePassword({ agent, password: input.password }, work, deps);
    await endSessions({ agentId: agent.id, sessionId: null }, work);
    await recordAudit({ action: 'password.reset', subjectType: 'agent', subjectId: agent.id }, work);
  });
}
