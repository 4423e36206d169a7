import type { completeSetup as contract } from '@ventanilla/contracts/identity';
import type { BodyOf } from '@ventanilla/contracts/route';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { hashSecret } from '../identity.rules.ts';
import type { PasswordAuth, SignInOrigin } from '../password-auth.ts';
import { addAgent } from './create-agent.ts';
import { prepareInstallation } from './prepare-installation.ts';

/** Where mail arrives until the first real mailbox is added: the built-in SMTP intake and the API. */
const localAddress = 'soporte@localhost';

/**
 * Makes the installation usable in one transaction: roles, brand, a local mailbox, the first administrator and their
 * session. Of several uses of one link exactly one wins. Answers the token of the session and the agent's id.
 * Throws `setup.already_done`, `setup.link_invalid`, `auth.weak_password` or `organization.color_…`.
 */
export async function completeSetup(
  input: { body: BodyOf<typeof contract>; origin: SignInOrigin },
  work: Work,
  deps: { auth: PasswordAuth },
): Promise<{ token: string; agentId: string }> {
  const { body } = input;
  const name = body.organizationName;
  const mailbox = { name, address: localAddress };
  const { timeZone, language, color, addressForm } = body;
  await prepareInstallation({ name, timeZone, language, color, addressForm, mailbox }, work);
  await claimToken({ token: body.token }, work);
  const { id, auth_user_id: userId } = await addAgent({ ...body, roleKey: 'admin' }, work, deps);
  await recordAudit({ action: 'setup.completed', subjectType: 'agent', subjectId: id }, work);
  const session = await deps.auth.startSession({ userId, ...input.origin }, work.tx);
  if (!session)
    throw new AppError('http.internal', { cause: new Error('the new administrator could not sign in') });
  return { token: session.token, agentId: id };
}

async function claimToken({ token }: { token: string }, { tx, now }: Work) {
  const claimed = await tx
    .updateTable('setup_tokens')
    .set({ used_at: now })
    .where('token_hash', '=', hashSecret(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('token_hash')
    .executeTakeFirst();
  if (!claimed) throw new AppError('setup.link_invalid');
}
