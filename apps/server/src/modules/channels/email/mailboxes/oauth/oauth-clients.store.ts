import { type MailProvider, mailProviders } from '@ventanilla/contracts/mail-oauth';
import { recordAudit } from '../../../../../platform/audit.ts';
import type { Db } from '../../../../../platform/db/database.ts';
import { AppError } from '../../../../../platform/errors.ts';
import type { Keyring } from '../../../../../platform/keyring/keyring.ts';
import type { Work } from '../../../../../platform/work.ts';
import type { OAuthClient } from './token-endpoint.ts';

/** Sealed secrets of OAuth clients open for this purpose only. */
export const clientSealPurpose = 'mail-oauth-client';

interface ShownClient {
  clientId: string;
  tenant: string | null;
  updatedAt: Date;
}

/** Each provider with the client registered for it, without its secret. */
export async function listClients(db: Db): Promise<{ provider: MailProvider; client: ShownClient | null }[]> {
  const rows = await db
    .selectFrom('mail_oauth_clients')
    .select(['provider', 'client_id', 'tenant', 'updated_at'])
    .execute();
  return mailProviders.map((provider) => {
    const row = rows.find((each) => each.provider === provider);
    const client = row && { clientId: row.client_id, tenant: row.tenant, updatedAt: row.updated_at };
    return { provider, client: client ?? null };
  });
}

/** The client with its secret; null where none is registered. Throws KeyringError when no key opens the secret. */
export async function openClient(
  input: { provider: MailProvider; keyring: Keyring },
  db: Db,
): Promise<OAuthClient | null> {
  const row = await db
    .selectFrom('mail_oauth_clients')
    .selectAll()
    .where('provider', '=', input.provider)
    .executeTakeFirst();
  if (!row) return null;
  const clientSecret = input.keyring.open(row.secret, clientSealPurpose);
  return { clientId: row.client_id, clientSecret, tenant: row.tenant };
}

/** Registers a client, or another in its place; a secret left out stays with the same client. Throws `mail_oauth.secret_missing`. */
export async function setClient(
  input: {
    provider: MailProvider;
    clientId: string;
    clientSecret?: string | undefined;
    tenant: string | null;
  },
  work: Work,
): Promise<void> {
  const { provider, clientId } = input;
  const old = await work.tx
    .selectFrom('mail_oauth_clients')
    .select(['client_id', 'secret'])
    .where('provider', '=', provider)
    .forUpdate()
    .executeTakeFirst();
  const kept = old?.client_id === clientId ? old.secret : undefined;
  const secret =
    input.clientSecret === undefined ? kept : work.keyring.seal(input.clientSecret, clientSealPurpose);
  if (secret === undefined) throw new AppError('mail_oauth.secret_missing');
  const tenant = provider === 'microsoft' ? input.tenant : null;
  const row = { client_id: clientId, secret, tenant, updated_at: work.now };
  await work.tx
    .insertInto('mail_oauth_clients')
    .values({ provider, ...row })
    .onConflict((oc) => oc.column('provider').doUpdateSet(row))
    .execute();
  await audit({ action: 'mail_oauth.client_set', provider }, work);
}

export async function removeClient(input: { provider: MailProvider }, work: Work): Promise<void> {
  await work.tx.deleteFrom('mail_oauth_clients').where('provider', '=', input.provider).execute();
  await audit({ action: 'mail_oauth.client_removed', provider: input.provider }, work);
}

async function audit(input: { action: string; provider: MailProvider }, work: Work): Promise<void> {
  const { action, provider } = input;
  await recordAudit({ action, subjectType: 'mail_oauth', subjectId: null, details: { provider } }, work);
}
