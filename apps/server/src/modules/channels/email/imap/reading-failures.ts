import { KeyringError } from '../../../../platform/keyring/keyring.ts';
import type { MailboxFailure, MailServer } from '../../channels.tables.ts';
import { imapFailure, wordsOf } from '../mailboxes/connection-failures.rules.ts';
import { SilentServerError, StoreTroubleError } from './session-steps.ts';

/** Why reading a mailbox ended: its server, its password, or our own disk and database. */
export function readingFailure(error: unknown, server: MailServer): MailboxFailure {
  const { host, port } = server;
  if (error instanceof KeyringError) return { code: 'mailboxes.secret_unreadable', params: {} };
  if (error instanceof SilentServerError)
    return { code: 'mailboxes.imap_silent', params: { host, port, said: wordsOf(error) } };
  if (!(error instanceof StoreTroubleError)) return imapFailure(error, server);
  const { code } = (error.cause ?? {}) as { code?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'mailboxes.disk_full', params: {} };
  return { code: 'mailboxes.store_trouble', params: { said: wordsOf(error.cause) } };
}
