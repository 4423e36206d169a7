import type { serverSettings } from '@ventanilla/contracts/channels';
import type { z } from 'zod';
import type { Keyring } from '../../../../platform/keyring/keyring.ts';
import type { MailServer } from '../../channels.tables.ts';
import { type MailAccount, type MailSecrets, openSecrets, sealSecrets } from './mailboxes.store.ts';

/** A server as somebody gives it; a password left out is one that may be stored. */
export type ServerInput = z.output<typeof serverSettings>;

/**
 * Sealed again only when a password or its server changes, so that other changes work where the key is missing. A
 * stored password stays only with the server, user and security that it was stored for: otherwise whoever may
 * edit a mailbox could have it sent to a server of theirs. Throws KeyringError.
 */
export function nextSecrets(
  input: {
    account: MailAccount;
    change: { imap?: ServerInput | null | undefined; smtp?: ServerInput | null | undefined };
  },
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
  if (given.access !== 'password') return null;
  if (given.password !== undefined) return given.password;
  return isSameServer(given, stored.server) ? stored.password : null;
}

/** The same place, signed in to in the same way. */
export function isSameServer(given: MailServer, stored: MailServer | null): boolean {
  return (
    stored !== null &&
    stored.host === given.host &&
    stored.port === given.port &&
    stored.user === given.user &&
    stored.security === given.security &&
    (stored.access ?? 'password') === (given.access ?? 'password')
  );
}
