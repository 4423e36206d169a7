import type { Language } from '@ventanilla/contracts/common';
import { invitationDays } from '@ventanilla/contracts/invitations';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import { hashSecret, normalizeEmail } from '../identity.rules.ts';
import { demandRoleWithin } from '../identity.store.ts';
import type { MakeLink } from '../links.ts';
import { mailAgent } from '../mail-agent.ts';

const dayMs = 24 * 60 * 60 * 1000;

interface Deps {
  platform: Pick<Platform, 'keyring' | 'publicUrl'>;
  link: MakeLink;
}

/**
 * Mails an invitation; answers its id. One that ran out makes room for the new one. Throws `agents.email_taken`,
 * `invitations.pending`, or `auth.forbidden` for a role that can do more than the actor.
 */
export async function inviteAgent(
  input: { name: string; email: string; roleKey: string; language: Language },
  work: Work,
  deps: Deps,
): Promise<string> {
  await demandRoleWithin({ roleKey: input.roleKey, actor: work.actor }, work.tx);
  const email = normalizeEmail(input.email);
  // Whoever invites or adds the same address waits here.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`agent:${email}`}, 0))`.execute(work.tx);
  const taken = await sql`select 1 from agents where lower(email) = ${email}`.execute(work.tx);
  if (taken.rows.length > 0) throw new AppError('agents.email_taken');
  await work.tx
    .updateTable('invitations')
    .set({ revoked_at: work.now })
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '<=', work.now)
    .execute();
  const pending = await work.tx
    .selectFrom('invitations')
    .select('id')
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (pending) throw new AppError('invitations.pending');
  const id = work.ids.uuid();
  const { token, ...validity } = newLink(work);
  await work.tx
    .insertInto('invitations')
    .values({
      id,
      name: input.name,
      email,
      role_key: input.roleKey,
      language: input.language,
      invited_by: work.actor.kind === 'agent' ? work.actor.id : null,
      created_at: work.now,
      ...validity,
    })
    .execute();
  await mailInvitation({ ...input, email, token, expiresAt: validity.expires_at }, work, deps);
  await audit({ action: 'invitation.sent', id, roleKey: input.roleKey }, work);
  return id;
}

/** The same again with a new link for another 7 days; the former ends. Throws `invitations.not_found`. */
export async function resendInvitation(
  { invitationId }: { invitationId: string },
  work: Work,
  deps: Deps,
): Promise<void> {
  const { token, ...validity } = newLink(work);
  const invited = await lockPending({ invitationId }, work);
  await demandRoleWithin({ roleKey: invited.role_key, actor: work.actor }, work.tx);
  await work.tx.updateTable('invitations').set(validity).where('id', '=', invitationId).execute();
  await mailInvitation({ ...invited, token, expiresAt: validity.expires_at }, work, deps);
  await audit({ action: 'invitation.sent', id: invitationId, roleKey: invited.role_key }, work);
}

/** Ends an invitation. Throws `invitations.not_found`. */
export async function revokeInvitation(
  { invitationId }: { invitationId: string },
  work: Work,
): Promise<void> {
  const invited = await lockPending({ invitationId }, work);
  await work.tx
    .updateTable('invitations')
    .set({ revoked_at: work.now })
    .where('id', '=', invitationId)
    .execute();
  await audit({ action: 'invitation.revoked', id: invitationId, roleKey: invited.role_key }, work);
}

async function lockPending({ invitationId }: { invitationId: string }, work: Work) {
  const row = await work.tx
    .selectFrom('invitations')
    .selectAll()
    .where('id', '=', invitationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('invitations.not_found');
  return row;
}

/** Only the hash of the token is stored. */
function newLink({ ids, now }: Work) {
  const token = ids.secret(32);
  const expires_at = new Date(now.getTime() + invitationDays * dayMs);
  return { token, token_hash: hashSecret(token), sent_at: now, expires_at };
}

async function mailInvitation(
  input: { name: string; email: string; language: Language; token: string; expiresAt: Date },
  work: Work,
  { platform, link }: Deps,
) {
  const inviter = work.actor.kind === 'agent' ? work.actor.name : null;
  const to = { name: input.name, email: input.email, language: input.language };
  const mail = { kind: 'invitation' as const, to, inviter, uselessAt: input.expiresAt };
  await mailAgent({ ...mail, link: link('accept-invitation', input.token) }, work, platform);
}

async function audit(input: { action: string; id: string; roleKey: string }, work: Work) {
  const { action, id, roleKey } = input;
  await recordAudit({ action, subjectType: 'invitation', subjectId: id, details: { roleKey } }, work);
}
