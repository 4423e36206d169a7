import type { Language } from '@ventanilla/contracts/common';
import { passwordLengthMin } from '@ventanilla/contracts/identity';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { isGuessablePassword, normalizeEmail } from '../identity.rules.ts';
import { type AgentRow, demandRoleWithin } from '../identity.store.ts';
import type { PasswordAuth } from '../password-auth.ts';

export interface NewAgent {
  name: string;
  email: string;
  password: string;
  roleKey: string;
  language: Language;
}

/**
 * An agent who can sign in at once. Throws `agents.email_taken`, `auth.weak_password`, or `auth.forbidden` for a role
 * that can do more than the actor.
 */
export async function createAgent(
  input: NewAgent,
  work: Work,
  deps: { auth: PasswordAuth },
): Promise<AgentRow> {
  await demandRoleWithin({ roleKey: input.roleKey, actor: work.actor }, work.tx);
  return addAgent(input, work, deps);
}

/** The same without a look at who acts: for the set-up, the demo and imports. */
export async function addAgent(
  input: NewAgent,
  work: Work,
  { auth }: { auth: PasswordAuth },
): Promise<AgentRow> {
  const email = normalizeEmail(input.email);
  if (isGuessablePassword({ ...input, email })) {
    throw new AppError('auth.weak_password', { params: { min: passwordLengthMin } });
  }
  // The second of two at once waits here and then finds the first one's row.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`agent:${email}`}, 0))`.execute(work.tx);
  const taken = await sql`select 1 from agents where lower(email) = ${email}`.execute(work.tx);
  if (taken.rows.length > 0) throw new AppError('agents.email_taken');
  const userId = await auth.createUser({ name: input.name, email, password: input.password }, work.tx);
  const agent = await work.tx
    .insertInto('agents')
    .values({
      id: userId,
      auth_user_id: userId,
      name: input.name,
      email,
      role_key: input.roleKey,
      language: input.language,
      created_at: work.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const payload = { agentId: agent.id, roleKey: agent.role_key };
  await appendEvents([event('agent.created@1', { type: 'agent', id: agent.id }, payload)], work);
  const details = { roleKey: agent.role_key };
  await recordAudit({ action: 'agent.created', subjectType: 'agent', subjectId: agent.id, details }, work);
  return agent;
}
