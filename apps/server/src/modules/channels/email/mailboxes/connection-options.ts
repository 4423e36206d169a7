import type { ImapFlowOptions } from 'imapflow';
import type { MailServer } from '../../channels.tables.ts';

const connectMs = 8_000;
/** Silence on a line in use, unless another patience is asked for. An idle line is looked at more often than this. */
export const usualPatienceMs = 30_000;

/** What one signs in with: a password, or an access token by XOAUTH2. */
export type SignIn = { password: string | null } | { accessToken: string };

/** TLS certificates are always verified; `none` stays in the clear and never tries to upgrade. */
export function imapOptions(
  server: MailServer,
  signIn: SignIn,
  { patienceMs = usualPatienceMs }: { patienceMs?: number } = {},
): ImapFlowOptions {
  return {
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    ...(server.security === 'tls' ? {} : { doSTARTTLS: server.security === 'starttls' }),
    auth:
      'accessToken' in signIn
        ? { user: server.user, accessToken: signIn.accessToken }
        : { user: server.user, pass: signIn.password ?? '' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: patienceMs,
  };
}

/**
 * `consent`: who signs in by XOAUTH2; the token itself is given with each connection. Otherwise by password, or not
 * at all where the server has no user.
 */
export function smtpOptions(server: MailServer, signIn: { password: string | null } | 'consent') {
  return {
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...smtpAuth(server, signIn),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: 60_000,
    logger: false as const,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function smtpAuth({ user }: MailServer, signIn: { password: string | null } | 'consent') {
  if (user === '') return {};
  if (signIn === 'consent') return { auth: { type: 'OAuth2' as const, user } };
  return { auth: { user, pass: signIn.password ?? '' } };
}
