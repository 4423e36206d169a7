import { defaultMoveFolder } from '@ventanilla/contracts/channels';
import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../../../../platform/db/database.ts';
import type { Keyring } from '../../../../platform/keyring/keyring.ts';
import type { Work } from '../../../../platform/work.ts';
import type { SendingSettings } from '../../../tickets/index.ts';
import type { MailboxFailure, MailboxSettings, MailServer } from '../../channels.tables.ts';

/** Sealed texts of mailboxes open for this purpose only. */
const sealPurpose = 'mailbox';

export type MailboxState = 'active' | 'paused' | 'failing';

/** A mailbox as the server works with it; passwords stay sealed until `openSecrets`. */
export interface MailAccount extends MailboxSettings {
  id: string;
  name: string;
  address: string;
  language: 'es' | 'en' | null;
  state: MailboxState;
  isDefault: boolean;
  secrets: string | null;
  sending: SendingSettings;
  lastFetchedAt: Date | null;
  lastError: MailboxFailure | null;
  version: number;
}

/** Passwords by server. */
export interface MailSecrets {
  imap: string | null;
  smtp: string | null;
}

type Row = Selectable<Database['channel_accounts']>;

/** Every mailbox, oldest first. */
export async function listAccounts(db: Db): Promise<MailAccount[]> {
  const rows = await db
    .selectFrom('channel_accounts')
    .selectAll()
    .where('kind', '=', 'email')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toAccount);
}

/** One mailbox, or null; `lock` holds its row until the end of the transaction. */
export async function findAccount(
  input: { id: string; lock?: boolean },
  db: Db,
): Promise<MailAccount | null> {
  const query = db.selectFrom('channel_accounts').selectAll().where('id', '=', input.id);
  const row = await (input.lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** Adds a mailbox of the first brand. The address is unique without regard to case. */
export async function insertAccount(
  account: Pick<MailAccount, 'id' | 'name' | 'address' | 'secrets' | 'isDefault'> & MailboxSettings,
  work: Work,
): Promise<void> {
  await sql`insert into channel_accounts (id, kind, brand_id, name, address, settings, secrets, is_default, created_at)
    select ${account.id}, 'email', b.id, ${account.name}, ${account.address}, ${settingsJson(account)}::jsonb,
      ${account.secrets}, ${account.isDefault}, ${work.now}
    from brands b order by b.created_at, b.id limit 1`.execute(work.tx);
}

/** Writes what an administrator may change, and counts the change. */
export async function updateAccount(
  account: Pick<MailAccount, 'id' | 'name' | 'address' | 'secrets' | 'state' | 'lastError'> & MailboxSettings,
  work: Work,
): Promise<void> {
  const lastError = account.lastError ? JSON.stringify(account.lastError) : null;
  await sql`update channel_accounts set name = ${account.name}, address = ${account.address},
      settings = ${settingsJson(account)}::jsonb, secrets = ${account.secrets}, state = ${account.state},
      last_error = ${lastError}::jsonb, version = version + 1
    where id = ${account.id}`.execute(work.tx);
}

/** Records how a mailbox is doing. Answers whether its state changed; a paused one stays paused. */
export async function recordHealth(
  input: { id: string; failure: MailboxFailure | null },
  work: Work,
): Promise<boolean> {
  const state = input.failure ? 'failing' : 'active';
  const lastError = input.failure ? JSON.stringify(input.failure) : null;
  const { rows } = await sql<{ changed: boolean }>`
    with before as (select id, state from channel_accounts where id = ${input.id} for update)
    update channel_accounts a set state = ${state}, last_error = ${lastError}::jsonb
    from before b
    where a.id = b.id and b.state <> 'paused'
      and (b.state <> ${state} or a.last_error is distinct from ${lastError}::jsonb)
    returning b.state <> ${state} as changed`.execute(work.tx);
  return rows[0]?.changed ?? false;
}

export function sealSecrets(secrets: MailSecrets, keyring: Keyring): string | null {
  if (secrets.imap === null && secrets.smtp === null) return null;
  return keyring.seal(JSON.stringify(secrets), sealPurpose);
}

/** Throws KeyringError when no key of this installation opens them. */
export function openSecrets(account: Pick<MailAccount, 'secrets'>, keyring: Keyring): MailSecrets {
  if (account.secrets === null) return { imap: null, smtp: null };
  return JSON.parse(keyring.open(account.secrets, sealPurpose)) as MailSecrets;
}

function settingsJson({ imap, smtp, ...rest }: MailboxSettings): string {
  const { afterFetch, moveTo, readSent, plusAddresses } = rest;
  const bare = (server: MailServer | null) =>
    server && { host: server.host, port: server.port, security: server.security, user: server.user };
  const options = { afterFetch, moveTo, readSent, plusAddresses };
  return JSON.stringify({ imap: bare(imap), smtp: bare(smtp), ...options });
}

function toAccount(row: Row): MailAccount {
  const settings: Partial<MailboxSettings> = row.settings;
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    language: row.language,
    state: row.state,
    isDefault: row.is_default,
    secrets: row.secrets,
    sending: row.sending,
    lastFetchedAt: row.last_fetched_at,
    lastError: row.last_error,
    version: row.version,
    imap: settings.imap ?? null,
    smtp: settings.smtp ?? null,
    afterFetch: settings.afterFetch ?? 'mark_read',
    moveTo: settings.moveTo ?? defaultMoveFolder,
    readSent: settings.readSent ?? true,
    plusAddresses: settings.plusAddresses ?? true,
  };
}
