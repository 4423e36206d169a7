import { passwordLengthMin } from '@ventanilla/contracts/identity';
import type { Actor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import { isGuessablePassword } from '../identity.rules.ts';
import { type AgentRow, endOtherSessions } from '../identity.store.ts';
import { mailAgent } from '../mail-agent.ts';
import { demandOwnPassword } from '../own-password.ts';
import type { PasswordAuth } from '../password-auth.ts';
import type { SignInDeps } from './open-session.ts';

/** One's own password, with the present one; other sessions end. Throws `auth.wrong_password`, `auth.weak_password`. */
export async function changePassword(
  input: {
    actor: Actor;
    agentId: string;
    sessionId: string | null;
    currentPassword: string;
    newPassword: string;
    requestId: string;
  },
  deps: SignInDeps,
): Promise<void> {
  const agent = await demandOwnPassword({ agentId: input.agentId, password: input.currentPassword }, deps);
  await deps.platform.transact({ actor: input.actor, correlationId: input.requestId }, async (work) => {
    await replacePassword({ agent, password: input.newPassword }, work, deps);
    await endOtherSessions(input, work);
    await recordAudit({ action: 'password.changed', subjectType: 'agent', subjectId: agent.id }, work);
  });
}

/**
 * Sets a password, ends the links and sign-ins under way that the former one began, and tells its owner by mail.
 * Throws `auth.weak_password`.
 */
export async function replacePassword(
  input: { agent: AgentRow; password: string },
  work: Work,
  deps: { auth: PasswordAuth; platform: Pick<Platform, 'keyring' | 'publicUrl'> },
): Promise<void> {
  const { agent, password } = input;
  if (isGuessablePassword({ password, email: agent.email, name: agent.name })) {
    throw new AppError('auth.weak_password', { params: { min: passwordLengthMin } });
  }
  await deps.auth.setPassword({ userId: agent.auth_user_id, password }, work.tx);
  await work.tx.deleteFrom('password_resets').where('agent_id', '=', agent.id).execute();
  await work.tx.deleteFrom('sign_in_challenges').where('agent_id', '=', agent.id).execute();
  await mailAgent({ kind: 'password_changed', to: agent }, work, deps.platform);
}
