import type {
  acceptInvitation as contract,
  openInvitation as openContract,
} from '@ventanilla/contracts/invitations';
import type { BodyOf, ResponseOf } from '@ventanilla/contracts/route';
import { recordAudit } from '../../../platform/audit.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { findBrand } from '../../brand/index.ts';
import { hashSecret } from '../identity.rules.ts';
import type { PasswordAuth } from '../password-auth.ts';
import { addAgent } from './create-agent.ts';

/** Whom an invitation is for. Throws `invitations.link_invalid`. */
export async function openInvitation(
  { token }: { token: string },
  { db, clock }: { db: Db; clock: Clock },
): Promise<ResponseOf<typeof openContract>> {
  const found = await goodInvitation({ token, now: clock.now() }, db).executeTakeFirst();
  if (!found) throw new AppError('invitations.link_invalid');
  const { name, email, language } = found;
  return { name, email, language, organizationName: (await findBrand(db))?.name ?? '' };
}

/**
 * Makes the agent with the password they chose; answers their ids. Of several uses of one link exactly one wins; a
 * refused password leaves it good. Throws `invitations.link_invalid`, `agents.email_taken`, `auth.weak_password`.
 */
export async function acceptInvitation(
  input: BodyOf<typeof contract>,
  work: Work,
  deps: { auth: PasswordAuth },
): Promise<{ agentId: string; userId: string }> {
  const { token, password } = input;
  const invited = await goodInvitation({ token, now: work.now }, work.tx).forUpdate().executeTakeFirst();
  if (!invited) throw new AppError('invitations.link_invalid');
  const agent = await addAgent(
    {
      name: input.name ?? invited.name,
      email: invited.email,
      password,
      roleKey: invited.role_key,
      language: input.language ?? invited.language,
    },
    work,
    deps,
  );
  await work.tx
    .updateTable('invitations')
    .set({ accepted_at: work.now, agent_id: agent.id })
    .where('id', '=', invited.id)
    .execute();
  await recordAudit(
    { action: 'invitation.accepted', subjectType: 'invitation', subjectId: invited.id },
    work,
  );
  return { agentId: agent.id, userId: agent.auth_user_id };
}

function goodInvitation({ token, now }: { token: string; now: Date }, db: Db) {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', hashSecret(token))
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now);
}
