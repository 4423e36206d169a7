import type { createMailbox, serverSettings, updateMailbox } from '@ventanilla/contracts/channels';
import type { BodyOf } from '@ventanilla/contracts/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { recordAudit } from '../../../../platform/audit.ts';
import { AppError } from '../../../../platform/errors.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Keyring } from '../../../../platform/keyring/keyring.ts';
import type { Work } from '../../../../platform/work.ts';
import { demandDepartment } from '../../../identity/index.ts';
import type { MailServer } from '../../channels.tables.ts';
import { beginImport } from '../history/imports.store.ts';
import {
  findAccount,
  insertAccount,
  type MailAccount,
  type MailboxState,
  makeDefault,
  sealSecrets,
  updateAccount,
} from './mailboxes.store.ts';
import { isSameServer, nextSecrets, type ServerInput } from './stored-passwords.rules.ts';

type NewMailbox = Omit<BodyOf<typeof createMailbox>, 'imap' | 'smtp'> & {
  imap: ServerInput | null;
  smtp: ServerInput | null;
};
type Change = Omit<BodyOf<typeof updateMailbox>, 'imap' | 'smtp'> & {
  imap?: z.output<typeof serverSettings> | null | undefined;
  smtp?: z.output<typeof serverSettings> | null | undefined;
};

/** Adds a mailbox; the supervisors begin with it at once. Throws `mailboxes.address_taken`. */
export async function addMailbox(
  input: NewMailbox,
  deps: { work: Work; keyring: Keyring },
): Promise<MailAccount> {
  const { work, keyring } = deps;
  const address = input.address.toLowerCase();
  const aliases = cleanAliases(input.aliases, address);
  await refuseTaken({ addresses: [address, ...aliases], except: null }, work);
  const isDefault = await hasNoDefault(work);
  const secrets = sealSecrets(
    { imap: input.imap?.password ?? null, smtp: input.smtp?.password ?? null },
    keyring,
  );
  const { name, imap, smtp, afterFetch, moveTo, readSent, plusAddresses } = input;
  const settings = { imap, smtp, afterFetch, moveTo, readSent, plusAddresses };
  const id = await insertAccount(
    { id: work.ids.uuid(), name, address, aliases, ...settings, secrets, isDefault },
    work,
  );
  if (input.withHistory && imap)
    await beginImport({ channelAccountId: id, since: null, openFrom: null }, work);
  await tellOfChange({ id, state: 'active', action: 'mailbox.created' }, work);
  return (await findAccount({ id }, work.tx))!;
}

/**
 * Changes a mailbox that the caller saw at `version`. A password left out stays; one of a server that is taken
 * away is forgotten. Servers of before are kept for `restoreMailbox`. Throws `mailboxes.not_found`,
 * `mailboxes.stale_version`, `mailboxes.address_taken`, `departments.not_found`, `departments.retired`.
 */
export async function changeMailbox(
  input: { mailboxId: string; version: number; change: Change },
  deps: { work: Work; keyring: Keyring },
): Promise<MailAccount> {
  const { work, keyring } = deps;
  const { change } = input;
  const account = await lockAccount(input, work);
  const address = (change.address ?? account.address).toLowerCase();
  const aliases = cleanAliases(change.aliases ?? account.aliases, address);
  const added = [address, ...aliases].filter((each) => ![account.address, ...account.aliases].includes(each));
  await refuseTaken({ addresses: added, except: account.id }, work);
  if (change.departmentId) await demandDepartment({ departmentId: change.departmentId }, work.tx);
  const state = nextState(account, change.paused);
  const secrets = nextSecrets({ account, change }, keyring);
  const imap = change.imap === undefined ? account.imap : change.imap;
  const smtp = change.smtp === undefined ? account.smtp : change.smtp;
  const isOther =
    secrets !== account.secrets || !sameOrNone(imap, account.imap) || !sameOrNone(smtp, account.smtp);
  await updateAccount(
    {
      id: account.id,
      name: change.name ?? account.name,
      address,
      aliases,
      departmentId: change.departmentId === undefined ? account.departmentId : change.departmentId,
      imap,
      smtp,
      afterFetch: change.afterFetch ?? account.afterFetch,
      moveTo: change.moveTo ?? account.moveTo,
      readSent: change.readSent ?? account.readSent,
      plusAddresses: change.plusAddresses ?? account.plusAddresses,
      secrets,
      previous: isOther ? { imap: account.imap, smtp: account.smtp } : account.previous,
      previousSecrets: isOther ? account.secrets : account.previousSecrets,
      state,
      lastError: state === 'failing' ? account.lastError : null,
    },
    work,
  );
  if (change.isDefault) await makeDefault({ id: account.id }, work);
  await tellOfChange({ id: account.id, state, action: 'mailbox.changed' }, work);
  return (await findAccount({ id: account.id }, work.tx))!;
}

/**
 * Puts the servers and passwords of before the last change of them in their place, and those in theirs. Throws
 * `mailboxes.nothing_before` besides what `changeMailbox` throws.
 */
export async function restoreMailbox(
  input: { mailboxId: string; version: number },
  work: Work,
): Promise<MailAccount> {
  const account = await lockAccount(input, work);
  const { previous } = account;
  if (!previous) throw new AppError('mailboxes.nothing_before');
  const state = account.state === 'paused' ? 'paused' : 'active';
  await updateAccount(
    {
      ...account,
      ...previous,
      secrets: account.previousSecrets,
      previous: { imap: account.imap, smtp: account.smtp },
      previousSecrets: account.secrets,
      state,
      lastError: null,
    },
    work,
  );
  await tellOfChange({ id: account.id, state, action: 'mailbox.restored' }, work);
  return (await findAccount({ id: account.id }, work.tx))!;
}

/** Holds the mailbox that the caller saw at `version`. Throws `mailboxes.not_found`, `mailboxes.stale_version`. */
export async function lockAccount(
  input: { mailboxId: string; version: number },
  work: Work,
): Promise<MailAccount> {
  const account = await findAccount({ id: input.mailboxId, lock: true }, work.tx);
  if (!account) throw new AppError('mailboxes.not_found');
  if (account.version !== input.version) throw new AppError('mailboxes.stale_version');
  return account;
}

/** A changed mailbox counts as well until its next connection says otherwise. */
function nextState(account: MailAccount, paused: boolean | undefined): MailboxState {
  if (paused === undefined) return account.state;
  if (paused) return 'paused';
  return account.state === 'paused' ? 'active' : account.state;
}

function sameOrNone(one: MailServer | null, other: MailServer | null): boolean {
  if (one === null || other === null) return one === other;
  return isSameServer(one, other);
}

/** Lower case, each once, and not the mailbox's own address. */
function cleanAliases(aliases: readonly string[], address: string): string[] {
  return [...new Set(aliases.map((alias) => alias.toLowerCase()))].filter((alias) => alias !== address);
}

/** Throws `mailboxes.address_taken` where another mailbox has one of the addresses, as its own or as an alias. */
export async function refuseTaken(
  input: { addresses: readonly string[]; except: string | null },
  work: Work,
): Promise<void> {
  // Two at once must not both take it; the index keeps apart own addresses only.
  await sql`select pg_advisory_xact_lock(hashtextextended('mailbox addresses', 0))`.execute(work.tx);
  const { rows } = await sql`select 1 from channel_accounts
    where kind = 'email' and disconnected_at is null and id is distinct from ${input.except}::uuid
      and (lower(address) = any(${input.addresses}::text[]) or aliases && ${input.addresses}::text[])`.execute(
    work.tx,
  );
  if (rows.length > 0) throw new AppError('mailboxes.address_taken');
}

async function hasNoDefault(work: Work): Promise<boolean> {
  const { rows } = await sql`select 1 from channel_accounts where kind = 'email' and is_default`.execute(
    work.tx,
  );
  return rows.length === 0;
}

/** In the log, for whoever shows mailboxes, and in the book of who did what. */
export async function tellOfChange(
  input: { id: string; state: MailboxState; action: string },
  work: Work,
): Promise<void> {
  const subject = { type: 'mailbox', id: input.id };
  await appendEvents(
    [event('mailbox.changed@1', subject, { channelAccountId: input.id, state: input.state })],
    work,
  );
  await recordAudit(
    { action: input.action, subjectType: 'mailbox', subjectId: input.id, details: { state: input.state } },
    work,
  );
}
