import type * as contracts from '@ventanilla/contracts/channels';
import type { Language } from '@ventanilla/contracts/common';
import { toInstant } from '../../../../platform/clock.ts';
import { describeProblem } from '../../../../platform/http/index.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { MailServer } from '../../channels.tables.ts';
import { type MailAccount, openSecrets } from './mailboxes.store.ts';

/** A mailbox as administrators see it: never a password or a token, its trouble in the reader's language. */
export function showMailbox(
  account: MailAccount,
  { keyring }: Pick<Platform, 'keyring'>,
  language: Language,
): contracts.Mailbox {
  const held = heldPasswords(account, keyring);
  const show = (server: MailServer | null, hasPassword: boolean) =>
    server && { ...server, access: server.access ?? ('password' as const), hasPassword };
  const { consent, lastError } = account;
  return {
    id: account.id,
    name: account.name,
    address: account.address,
    aliases: account.aliases,
    isDefault: account.isDefault,
    departmentId: account.departmentId,
    state: account.state,
    imap: show(account.imap, held.imap),
    smtp: show(account.smtp, held.smtp),
    consent: consent && { ...consent, grantedAt: consent.grantedAt.toISOString() },
    afterFetch: account.afterFetch,
    moveTo: account.moveTo,
    readSent: account.readSent,
    plusAddresses: account.plusAddresses,
    lastFetchedAt: toInstant(account.lastFetchedAt),
    lastError: lastError && describeProblem(lastError.code, lastError.params, language),
    lastErrorCode: lastError?.code ?? null,
    hasPrevious: account.previous !== null,
    version: account.version,
  };
}

function heldPasswords(account: MailAccount, keyring: Platform['keyring']): { imap: boolean; smtp: boolean } {
  try {
    const { imap, smtp } = openSecrets(account, keyring);
    return { imap: imap !== null, smtp: smtp !== null };
  } catch {
    // Sealed with a key that is not here: as good as none, and it has to be written again.
    return { imap: false, smtp: false };
  }
}
