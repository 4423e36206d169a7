import type { MailProvider } from '@ventanilla/contracts/mail-oauth';
import { sql } from 'kysely';
import type { Db } from '../../../../../platform/db/database.ts';
import type { Keyring } from '../../../../../platform/keyring/keyring.ts';
import type { Work } from '../../../../../platform/work.ts';

/** Sealed tokens open for this purpose only. */
export const grantSealPurpose = 'mail-oauth-grant';

export interface Grant {
  channelAccountId: string;
  provider: MailProvider;
  account: string;
  accessToken: string;
  refreshToken: string;
  /** Of the access token. */
  expiresAt: Date;
  withdrawnAt: Date | null;
}

/** What a provider lets us do with a mailbox; null: nothing. Throws KeyringError when no key opens its tokens. */
export async function findGrant(
  input: { channelAccountId: string; keyring: Keyring },
  db: Db,
): Promise<Grant | null> {
  const row = await db
    .selectFrom('mail_oauth_grants')
    .selectAll()
    .where('channel_account_id', '=', input.channelAccountId)
    .executeTakeFirst();
  if (!row) return null;
  const tokens = JSON.parse(input.keyring.open(row.tokens, grantSealPurpose)) as Sealed;
  return {
    channelAccountId: row.channel_account_id,
    provider: row.provider,
    account: row.account,
    accessToken: tokens.access,
    refreshToken: tokens.refresh,
    expiresAt: row.expires_at,
    withdrawnAt: row.withdrawn_at,
  };
}

interface Sealed {
  access: string;
  refresh: string;
}

function seal(tokens: { accessToken: string; refreshToken: string }, keyring: Keyring): string {
  const sealed: Sealed = { access: tokens.accessToken, refresh: tokens.refreshToken };
  return keyring.seal(JSON.stringify(sealed), grantSealPurpose);
}

/** Keeps what was agreed to now, in place of what was before. */
export async function putGrant(grant: Omit<Grant, 'withdrawnAt'>, work: Work): Promise<void> {
  const row = {
    provider: grant.provider,
    account: grant.account,
    tokens: seal(grant, work.keyring),
    expires_at: grant.expiresAt,
    granted_at: work.now,
    withdrawn_at: null,
    refreshing_until: null,
  };
  await work.tx
    .insertInto('mail_oauth_grants')
    .values({ channel_account_id: grant.channelAccountId, ...row })
    .onConflict((oc) => oc.column('channel_account_id').doUpdateSet(row))
    .execute();
}

export async function removeGrant(input: { channelAccountId: string }, db: Db): Promise<void> {
  await db.deleteFrom('mail_oauth_grants').where('channel_account_id', '=', input.channelAccountId).execute();
}

/**
 * Whether the caller is the one that fetches the next access token, among all processes. A lease rather than a lock
 * of the database: a provider that does not answer must not hold connections.
 */
export async function claimRefresh(
  input: { channelAccountId: string; now: Date; until: Date },
  db: Db,
): Promise<boolean> {
  const { rows } = await sql`update mail_oauth_grants set refreshing_until = ${input.until}
    where channel_account_id = ${input.channelAccountId} and withdrawn_at is null
      and (refreshing_until is null or refreshing_until <= ${input.now}) returning 1`.execute(db);
  return rows.length === 1;
}

/** Keeps new tokens and lets go of the claim; not where somebody agreed anew meanwhile. */
export async function saveRefreshed(
  input: { grant: Grant; accessToken: string; refreshToken: string; expiresAt: Date; keyring: Keyring },
  db: Db,
): Promise<void> {
  const { grant } = input;
  await sql`update mail_oauth_grants set tokens = ${seal(input, input.keyring)}, expires_at = ${input.expiresAt},
      refreshing_until = null
    where channel_account_id = ${grant.channelAccountId} and expires_at = ${grant.expiresAt}`.execute(db);
}

export async function letGoOfRefresh(input: { channelAccountId: string }, db: Db): Promise<void> {
  await sql`update mail_oauth_grants set refreshing_until = null
    where channel_account_id = ${input.channelAccountId}`.execute(db);
}

/** The provider takes the refresh token no longer. Answers whether that was news. */
export async function withdrawGrant(grant: Grant, { tx, now }: Work): Promise<boolean> {
  const { rows } = await sql`update mail_oauth_grants set withdrawn_at = ${now}, refreshing_until = null
    where channel_account_id = ${grant.channelAccountId} and expires_at = ${grant.expiresAt} and withdrawn_at is null
    returning 1`.execute(tx);
  return rows.length === 1;
}
