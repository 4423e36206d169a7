import type { completeSetup as contract } from '@ventanilla/contracts/identity';
import type { BodyOf } from '@ventanilla/contracts/route';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { hashSecret } from '../identity.rules.ts';
import { hasAgents, setupLock } from '../identity.store.ts';
import type { PasswordAuth, SignInOrigin } from '../password-auth.ts';
import { addAgent } from './create-agent.ts';
import { ensureBuiltInRoles } from './ensure-roles.ts';

/** Where mail arrives until the first real mailbox is added: the built-in SMTP intake and the API. */
const localAddress = 'soporte@localhost';

/**
 * Makes the installation usable in one transaction: roles, brand, a local mailbox, the first administrator and their
 * session. Of several uses of one link exactly one wins. Answers the token of the session and the agent's id.
 * Throws `setup.already_done`, `setup.link_invalid` or `auth.weak_password`.
 */
export async function completeSetup(
  input: { body: BodyOf<typeof contract>; origin: SignInOrigin },
  work: Work,
  deps: { auth: PasswordAuth },
): Promise<{ token: string; agentId: string }> {
  const { body } = input;
  await sql`select pg_advisory_xact_lock(${setupLock})`.execute(work.tx);
  if (await hasAgents(work.tx)) throw new AppError('setup.already_done');
  await claimToken({ token: body.token }, work);
  await ensureBuiltInRoles(work.tx);
  await addBrand({ name: body.organizationName, timeZone: body.timeZone, language: body.language }, work);
  const { id } = await addAgent({ ...body, roleKey: 'admin' }, work, deps);
  await recordAudit({ action: 'setup.completed', subjectType: 'agent', subjectId: id }, work);
  const session = await deps.auth.openSession({ ...body, ...input.origin }, work.tx);
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

/** The brand and its default mailbox, each only where there is none yet. */
async function addBrand(input: { name: string; timeZone: string; language: string }, work: Work) {
  await sql`
    insert into brands (id, name, time_zone, created_at)
    select ${work.ids.uuid()}::uuid, ${input.name}, ${input.timeZone}, ${work.now}
    where not exists (select from brands)`.execute(work.tx);
  const { rows } = await sql<{ id: string }>`
    insert into channel_accounts (id, kind, brand_id, name, address, language, is_default, created_at)
    select ${work.ids.uuid()}::uuid, 'email', b.id, ${input.name}, ${localAddress}, ${input.language}, true, ${work.now}
    from brands b where not exists (select from channel_accounts where kind = 'email' and is_default)
    order by b.created_at, b.id limit 1
    on conflict do nothing returning id`.execute(work.tx);
  const [account] = rows;
  if (!account) return;
  const payload = { channelAccountId: account.id, state: 'active' as const };
  await appendEvents(
    [event('mailbox.changed@1', { type: 'channel_account', id: account.id }, payload)],
    work,
  );
}
