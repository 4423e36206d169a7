import type { Actor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import { findBrand } from '../../brand/index.ts';
import {
  type AgentRow,
  changeAgent,
  demandRoleWithin,
  endOtherSessions,
  lockOneAgent,
} from '../identity.store.ts';
import { mailAgent } from '../mail-agent.ts';
import { demandOwnPassword } from '../own-password.ts';
import { otpauthUrl, toBase32 } from '../totp.rules.ts';
import { newBackupCodes, newSecret, removeTwoFactor, useAppCode } from '../two-factor.store.ts';
import type { SignInDeps } from './open-session.ts';

interface Own {
  actor: Actor;
  agentId: string;
  requestId: string;
}

/** A new secret, which does nothing until a code confirms it. Throws `auth.wrong_password`, `two_factor.already_on`. */
export async function startTwoFactor(
  input: Own & { password: string },
  deps: SignInDeps,
): Promise<{ secret: string; otpauthUrl: string }> {
  await demandOwnPassword(input, deps);
  return inOwnName(input, deps, async (work) => {
    const agent = await lockOneAgent(input, work);
    if (agent.two_factor_since) throw new AppError('two_factor.already_on');
    const secret = toBase32(await newSecret(input, work, deps.platform));
    const issuer = (await findBrand(work.tx))?.name ?? 'Ventanilla';
    return { secret, otpauthUrl: otpauthUrl({ secret, issuer, account: agent.email }) };
  });
}

/**
 * Turns the second step on and ends the sessions that came in without one, all but this. Answers the backup codes,
 * which are kept as hashes only.
 * Throws `two_factor.already_on`, `two_factor.not_started`, `two_factor.wrong_code`, `http.rate_limited`.
 */
export async function confirmTwoFactor(
  input: Own & { code: string },
  deps: SignInDeps,
): Promise<{ backupCodes: string[] }> {
  const attempt = { what: 'second-step' as const, agentId: input.agentId };
  await deps.limits.countOwn(attempt);
  const codes = await inOwnName(input, deps, async (work) => {
    const agent = await lockOneAgent(input, work);
    if (agent.two_factor_since) throw new AppError('two_factor.already_on');
    const right = await useAppCode(input, work, deps.platform);
    if (right === null) throw new AppError('two_factor.not_started');
    if (!right) throw new AppError('two_factor.wrong_code');
    await setSince({ agent, since: work.now, action: 'two_factor.on' }, work);
    await endOtherSessions({ agentId: input.agentId, sessionId: input.actor.sessionId }, work);
    return newBackupCodes(input, work, deps.platform);
  });
  await deps.limits.forgiveOwn(attempt);
  return { backupCodes: codes };
}

/** New backup codes; the former ones end. Throws `auth.wrong_password`, `two_factor.off`. */
export async function renewBackupCodes(
  input: Own & { password: string },
  deps: SignInDeps,
): Promise<{ backupCodes: string[] }> {
  await demandOwnPassword(input, deps);
  return inOwnName(input, deps, async (work) => {
    await lockWithTwoFactor(input, work);
    const subject = { subjectType: 'agent', subjectId: input.agentId };
    await recordAudit({ action: 'two_factor.backup_codes_renewed', ...subject }, work);
    return { backupCodes: await newBackupCodes(input, work, deps.platform) };
  });
}

/** Turns one's own second step off. Throws `auth.wrong_password`, `two_factor.off`. */
export async function stopTwoFactor(input: Own & { password: string }, deps: SignInDeps): Promise<void> {
  await demandOwnPassword(input, deps);
  await inOwnName(input, deps, async (work) => {
    const agent = await lockWithTwoFactor(input, work);
    await setSince({ agent, since: null, action: 'two_factor.off' }, work);
    await removeTwoFactor(input, work);
  });
}

/**
 * Takes the second step away from somebody who lost it, and tells them by mail. Throws `agents.not_found`,
 * `two_factor.off`, or `auth.forbidden` for an agent who may do more than the actor.
 */
export async function resetTwoFactor(
  { agentId }: { agentId: string },
  work: Work,
  deps: Pick<Platform, 'keyring' | 'publicUrl'>,
): Promise<void> {
  const agent = await lockWithTwoFactor({ agentId }, work);
  await demandRoleWithin({ roleKey: agent.role_key, actor: work.actor }, work.tx);
  await takeSecondStep({ agentId, action: 'two_factor.reset' }, work);
  await mailAgent({ kind: 'two_factor_removed', to: agent }, work, deps);
}

/** Forgets a second step, with who did it. */
export async function takeSecondStep(
  { agentId, action }: { agentId: string; action: 'two_factor.reset' | 'two_factor.lost' },
  work: Work,
): Promise<void> {
  const agent = await lockOneAgent({ agentId }, work);
  await setSince({ agent, since: null, action }, work);
  await removeTwoFactor({ agentId }, work);
}

/** These requests are not remembered for repeats: secrets, and a hash of the password, would be kept with them. */
function inOwnName<T>(input: Own, { platform }: SignInDeps, fn: (work: Work) => Promise<T>): Promise<T> {
  return platform.transact({ actor: input.actor, correlationId: input.requestId }, fn);
}

async function lockWithTwoFactor(input: { agentId: string }, work: Work): Promise<AgentRow> {
  const agent = await lockOneAgent(input, work);
  if (!agent.two_factor_since) throw new AppError('two_factor.off');
  return agent;
}

async function setSince(input: { agent: AgentRow; since: Date | null; action: string }, work: Work) {
  const { agent, since, action } = input;
  await changeAgent({ agent, changes: { two_factor_since: since } }, work);
  await recordAudit({ action, subjectType: 'agent', subjectId: agent.id }, work);
}
