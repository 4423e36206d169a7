import type { ImapFlowOptions } from 'imapflow';
import type { MailServer } from '../../channels.tables.ts';

const connectMs = 8_000;
/** Silence on a line in use. An idle line is looked at more often than this. */
const silenceMs = 30_000;

/** TLS certificates are always verified; `none` stays in the clear and never tries to upgrade. */
export function imapOptions(server: MailServer, password: string | null): ImapFlowOptions {
  return {
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    ...(server.security === 'tls' ? {} : { doSTARTTLS: server.security === 'starttls' }),
    auth: { user: server.user, pass: password ?? '' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
  };
}

export function smtpOptions(server: MailServer, password: string | null) {
  return {
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user === '' ? {} : { auth: { user: server.user, pass: password ?? '' } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: 60_000,
    logger: false as const,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
