import type { MailboxFailure, MailServer } from '../../channels.tables.ts';
import { MailConsentError } from './oauth/mail-tokens.ts';

const saidCharactersMax = 300;

interface ConnectionError extends Error {
  code?: string;
  responseText?: string;
  response?: unknown;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  errors?: Error[];
}

/** Why an IMAP server could not be used, with its own words. */
export function imapFailure(cause: unknown, server: MailServer): MailboxFailure {
  if (cause instanceof MailConsentError) return cause.failure;
  const error = toError(cause);
  const params = { host: server.host, port: server.port, said: wordsOf(error) };
  if (error.authenticationFailed) return signInFailure('mailboxes.imap_auth_failed', server, params);
  return { code: isTls(error) ? 'mailboxes.imap_tls_failed' : 'mailboxes.imap_unreachable', params };
}

/** Why an SMTP server could not be used, with its own words. */
export function smtpFailure(cause: unknown, server: MailServer): MailboxFailure {
  if (cause instanceof MailConsentError) return cause.failure;
  const error = toError(cause);
  const params = { host: server.host, port: server.port, said: wordsOf(error) };
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH')
    return signInFailure('mailboxes.smtp_auth_failed', server, params);
  return { code: isTls(error) ? 'mailboxes.smtp_tls_failed' : 'mailboxes.smtp_unreachable', params };
}

/** With a consent there is no password to write again: the account or what the provider allows is to be looked at. */
function signInFailure(
  code: 'mailboxes.imap_auth_failed' | 'mailboxes.smtp_auth_failed',
  { access = 'password', user }: MailServer,
  params: MailboxFailure['params'],
): MailboxFailure {
  if (access === 'password') return { code, params };
  const provider = access === 'google' ? 'Google' : 'Microsoft';
  return { code: 'mailboxes.consent_refused', params: { ...params, provider, user } };
}

/** The other server's words, else the system's; one line, bounded. */
export function wordsOf(cause: unknown): string {
  const error = toError(cause);
  const response = typeof error.response === 'string' ? error.response : '';
  // A refused connection to a name with several addresses is an AggregateError with an empty message.
  const inner = (error.errors ?? []).map(({ message }) => message).join('; ');
  const words = error.responseText || response || error.message || inner || error.code || 'unknown';
  return words
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, saidCharactersMax);
}

const tlsCode =
  /^(ETLS|ERR_(TLS|SSL)_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO|STARTTLS_INJECTION|UPGRADE_TIMEOUT|ClosedAfterConnectTLS)/;

function isTls(error: ConnectionError): boolean {
  return (
    error.tlsFailed === true ||
    tlsCode.test(error.code ?? '') ||
    /wrong version number|certificate|STARTTLS/i.test(error.message)
  );
}

function toError(cause: unknown): ConnectionError {
  return cause instanceof Error ? cause : new Error(String(cause));
}
