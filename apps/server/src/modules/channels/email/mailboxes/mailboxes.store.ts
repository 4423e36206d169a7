import { defaultMoveFolder } from '@ventanilla/contracts/channels';
import type { MailProvider } from '@ventanilla/contracts/mail-oauth';
import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../../../../platform/db/database.ts';
import type { Keyring } from '../../../../platform/keyring/keyring.ts';
import type { Work } from '../../../../platform/work.ts';
import type { SendingSettings } from '../../../tickets/index.ts';
import type { MailboxFailure, MailboxSettings, MailServer, PreviousServers } from '../../channels.tables.ts';

/** Sealed texts of mailboxes open for this purpose only. */
export const mailboxSealPurpose = 'mailbox';

export type MailboxState = 'active' | 'paused' | 'failing';

/** A mailbox as the server works with it; passwords stay sealed until `openSecrets`. */
export interface MailAccount extends MailboxSettings {
  id: string;
  name: string;
  address: string;
  language: 'es' | 'en' | null;
  state: MailboxState;
  isDefault: boolean;
  /** What comes here is of this department from the beginning. */
  departmentId: string | null;
  /** Other addresses that arrive here; lower case. */
  aliases: string[];
  secrets: string | null;
  sending: SendingSettings;
  /** What a provider agreed to; the tokens themselves are with `MailTokens`. */
  consent: { provider: MailProvider; account: string; grantedAt: Date; withdrawn: boolean } | null;
  previous: PreviousServers | null;
  previousSecrets: string | null;
  lastFetchedAt: Date | null;
  lastError: MailboxFailure | null;
  version: number;
}

/** Passwords by server. */
export interface MailSecrets {
  imap: string | null;
  smtp: string | null;
}

type Row = Selectable<Database['channel_accounts']> & {
  consent: { provider: MailProvider; account: string; grantedAt: string; withdrawn: boolean } | null;
};

/** Mailboxes that are connected, or that were made and wait for it; not those that were disconnected. */
function accounts(db: Db) {
  return db
    .selectFrom('channel_accounts')
    .selectAll()
    .select(
      sql<Row['consent']>`(select json_build_object('provider', g.provider, 'account', g.account,
        'grantedAt', g.granted_at, 'withdrawn', g.withdrawn_at is not null)
        from mail_oauth_grants g where g.channel_account_id = channel_accounts.id)`.as('consent'),
    )
    .where('kind', '=', 'email')
    .where('disconnected_at', 'is', null);
}

/** Every mailbox, oldest first. */
export async function listAccounts(db: Db): Promise<MailAccount[]> {
  const rows = await accounts(db).orderBy('created_at').orderBy('id').execute();
  return rows.map(toAccount);
}

/** One mailbox, or null; `lock` holds its row until the end of the transaction. */
export async function findAccount(
  input: { id: string; lock?: boolean },
  db: Db,
): Promise<MailAccount | null> {
  const query = accounts(db).where('id', '=', input.id);
  const row = await (input.lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/**
 * Adds a mailbox of the first brand. The address is unique without regard to case; one that was disconnected comes
 * back with its tickets. Answers its id.
 */
export async function insertAccount(
  account: Pick<MailAccount, 'id' | 'name' | 'address' | 'aliases' | 'secrets' | 'isDefault'> &
    MailboxSettings,
  work: Work,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into channel_accounts as a
      (id, kind, brand_id, name, address, aliases, settings, secrets, is_default, created_at)
    select ${account.id}, 'email', b.id, ${account.name}, ${account.address}, ${account.aliases}::text[],
      ${settingsJson(account)}::jsonb, ${account.secrets}, ${account.isDefault}, ${work.now}
    from brands b order by b.created_at, b.id limit 1
    on conflict (kind, lower(address)) do update set name = excluded.name, aliases = excluded.aliases,
      settings = excluded.settings, secrets = excluded.secrets, is_default = excluded.is_default, state = 'active',
      last_error = null, previous = null, previous_secrets = null, disconnected_at = null, version = a.version + 1
    where a.disconnected_at is not null
    returning a.id`.execute(work.tx);
  return rows[0]!.id;
}

/** Writes what an administrator may change, and counts the change. */
export async function updateAccount(
  account: Pick<
    MailAccount,
    | 'id'
    | 'name'
    | 'address'
    | 'aliases'
    | 'departmentId'
    | 'secrets'
    | 'state'
    | 'lastError'
    | 'previous'
    | 'previousSecrets'
  > &
    MailboxSettings,
  work: Work,
): Promise<void> {
  const json = (value: object | null) => (value ? JSON.stringify(value) : null);
  await sql`update channel_accounts set name = ${account.name}, address = ${account.address},
      aliases = ${account.aliases}::text[], department_id = ${account.departmentId}::uuid,
      settings = ${settingsJson(account)}::jsonb, secrets = ${account.secrets},
      previous = ${json(account.previous)}::jsonb, previous_secrets = ${account.previousSecrets},
      state = ${account.state}, last_error = ${json(account.lastError)}::jsonb, version = version + 1
    where id = ${account.id}`.execute(work.tx);
}

/** Makes this one answer where no other mailbox is named. */
export async function makeDefault({ id }: { id: string }, { tx }: Work): Promise<void> {
  await sql`update channel_accounts set is_default = false where is_default and id <> ${id}`.execute(tx);
  await sql`update channel_accounts set is_default = true where id = ${id} and not is_default`.execute(tx);
}

/**
 * Whether nothing is to be tried by this mailbox until a person does something: its provider withdrew its consent.
 */
export function standsStill({
  consent,
  imap,
  smtp,
}: Pick<MailAccount, 'consent' | 'imap' | 'smtp'>): boolean {
  const uses = (server: MailServer | null) => (server?.access ?? 'password') !== 'password';
  return consent?.withdrawn === true && (uses(imap) || uses(smtp));
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
  return keyring.seal(JSON.stringify(secrets), mailboxSealPurpose);
}

/** Throws KeyringError when no key of this installation opens them. */
export function openSecrets(account: Pick<MailAccount, 'secrets'>, keyring: Keyring): MailSecrets {
  if (account.secrets === null) return { imap: null, smtp: null };
  return JSON.parse(keyring.open(account.secrets, mailboxSealPurpose)) as MailSecrets;
}

function settingsJson({ imap, smtp, ...rest }: MailboxSettings): string {
  const { afterFetch, moveTo, readSent, plusAddresses } = rest;
  const bare = (server: MailServer | null) =>
    server && {
      host: server.host,
      port: server.port,
      security: server.security,
      user: server.user,
      access: server.access ?? 'password',
    };
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
    departmentId: row.department_id,
    aliases: row.aliases,
    consent: row.consent && { ...row.consent, grantedAt: new Date(row.consent.grantedAt) },
    previous: row.previous,
    previousSecrets: row.previous_secrets,
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
