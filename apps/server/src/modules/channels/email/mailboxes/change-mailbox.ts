import type { createMailbox, serverSettings, updateMailbox } from '@ventanilla/contracts/channels';
import type { BodyOf } from '@ventanilla/contracts/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { recordAudit } from '../../../../platform/audit.ts';
import { AppError } from '../../../../platform/errors.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Keyring } from '../../../../platform/keyring/keyring.ts';
import type { Work } from '../../../../platform/work.ts';
import type { MailServer } from '../../channels.tables.ts';
import { beginImport } from '../history/imports.store.ts';
import {
  findAccount,
  insertAccount,
  type MailAccount,
  type MailboxState,
  type MailSecrets,
  openSecrets,
  sealSecrets,
  updateAccount,
} from './mailboxes.store.ts';

type ServerInput = z.output<typeof serverSettings>;

/** Adds a mailbox; the supervisors begin with it at once. Throws `mailboxes.address_taken`. */
export async function addMailbox(
  input: BodyOf<typeof createMailbox>,
  deps: { work: Work; keyring: Keyring },
): Promise<MailAccount> {
  const { work, keyring } = deps;
  const id = work.ids.uuid();
  const address = input.address.toLowerCase();
  await refuseTaken({ address, except: null }, work);
  const isDefault = await hasNoDefault(work);
  const secrets = sealSecrets(
    { imap: input.imap?.password ?? null, smtp: input.smtp?.password ?? null },
    keyring,
  );
  const { name, imap, smtp, afterFetch, moveTo, readSent, plusAddresses } = input;
  const settings = { imap, smtp, afterFetch, moveTo, readSent, plusAddresses };
  await insertAccount({ id, name, address, ...settings, secrets, isDefault }, work);
  if (input.withHistory && imap) await beginImport({ channelAccountId: id, since: null }, work);
  await tellOfChange({ id, state: 'active', action: 'mailbox.created' }, work);
  return (await findAccount({ id }, work.tx))!;
}

/**
 * Changes a mailbox that the caller saw at `version`. A password left out stays; one of a server that is taken
 * away is forgotten. Throws `mailboxes.not_found`, `mailboxes.stale_version`, `mailboxes.address_taken`.
 */
export async function changeMailbox(
  input: { mailboxId: string; version: number; change: BodyOf<typeof updateMailbox> },
  deps: { work: Work; keyring: Keyring },
): Promise<MailAccount> {
  const { work, keyring } = deps;
  const { change } = input;
  const account = await findAccount({ id: input.mailboxId, lock: true }, work.tx);
  if (!account) throw new AppError('mailboxes.not_found');
  if (account.version !== input.version) throw new AppError('mailboxes.stale_version');
  const address = (change.address ?? account.address).toLowerCase();
  if (address !== account.address) await refuseTaken({ address, except: account.id }, work);
  const state = nextState(account, change.paused);
  await updateAccount(
    {
      id: account.id,
      name: change.name ?? account.name,
      address,
      imap: change.imap === undefined ? account.imap : change.imap,
      smtp: change.smtp === undefined ? account.smtp : change.smtp,
      afterFetch: change.afterFetch ?? account.afterFetch,
      moveTo: change.moveTo ?? account.moveTo,
      readSent: change.readSent ?? account.readSent,
      plusAddresses: change.plusAddresses ?? account.plusAddresses,
      secrets: nextSecrets({ account, change }, keyring),
      state,
      lastError: state === 'failing' ? account.lastError : null,
    },
    work,
  );
  await tellOfChange({ id: account.id, state, action: 'mailbox.changed' }, work);
  return (await findAccount({ id: account.id }, work.tx))!;
}

/** A changed mailbox counts as well until its next connection says otherwise. */
function nextState(account: MailAccount, paused: boolean | undefined): MailboxState {
  if (paused === undefined) return account.state;
  if (paused) return 'paused';
  return account.state === 'paused' ? 'active' : account.state;
}

/**
 * Sealed again only when a password or its server changes, so that other changes work where the key is missing. A
 * stored password stays only with the server, user and security that it was stored for: otherwise whoever may
 * edit a mailbox could have it sent to a server of theirs.
 */
function nextSecrets(
  input: { account: MailAccount; change: { imap?: ServerInput | null; smtp?: ServerInput | null } },
  keyring: Keyring,
): string | null {
  const { account, change } = input;
  const touched = (['imap', 'smtp'] as const).some((kind) => {
    const server = change[kind];
    if (server === undefined) return false;
    return server === null || server.password !== undefined || !isSameServer(server, account[kind]);
  });
  if (!touched) return account.secrets;
  const both = change.imap?.password !== undefined && change.smtp?.password !== undefined;
  const old: MailSecrets = both ? { imap: null, smtp: null } : openSecrets(account, keyring);
  const next = (kind: 'imap' | 'smtp') => {
    const server = change[kind];
    if (server === undefined) return old[kind];
    return server && passwordFor(server, { server: account[kind], password: old[kind] });
  };
  return sealSecrets({ imap: next('imap'), smtp: next('smtp') }, keyring);
}

/** The stored password may be used with the server, user and security that it was stored for, and no other. */
export function passwordFor(
  given: ServerInput,
  stored: { server: MailServer | null; password: string | null },
): string | null {
  if (given.password !== undefined) return given.password;
  return isSameServer(given, stored.server) ? stored.password : null;
}

function isSameServer(given: ServerInput, stored: MailServer | null): boolean {
  return (
    stored !== null &&
    stored.host === given.host &&
    stored.port === given.port &&
    stored.user === given.user &&
    stored.security === given.security
  );
}

async function refuseTaken(input: { address: string; except: string | null }, work: Work): Promise<void> {
  const { rows } = await sql`select 1 from channel_accounts
    where kind = 'email' and lower(address) = ${input.address} and id is distinct from ${input.except}::uuid`.execute(
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

async function tellOfChange(
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
