import type { Mailbox } from '@ventanilla/web';

export type Security = 'tls' | 'starttls' | 'none';
export type Access = 'password' | 'google' | 'microsoft';
export type ServerKind = 'imap' | 'smtp';

/** One server as it is typed; the port is text until it is sent. */
export interface ServerFields {
  used: boolean;
  host: string;
  port: string;
  security: Security;
  user: string;
  access: Access;
  password: string;
}

export interface MailboxFields {
  name: string;
  address: string;
  aliases: string[];
  imap: ServerFields;
  smtp: ServerFields;
  afterFetch: 'mark_read' | 'move';
  withHistory: boolean;
  plusAddresses: boolean;
}

/** What a server answers on by custom, by kind and security (RFC 8314). */
const ports = {
  imap: { tls: '993', starttls: '143', none: '143' },
  smtp: { tls: '465', starttls: '587', none: '25' },
} as const;

/** The customary port of another security, unless somebody typed one of their own. */
export function portFor(kind: ServerKind, security: Security, present: string): string {
  const known: string[] = Object.values(ports[kind]);
  return present === '' || known.includes(present) ? ports[kind][security] : present;
}

type Shown = NonNullable<Mailbox['imap']>;

function serverFields(kind: ServerKind, shown: Shown | null): ServerFields {
  const security = shown?.security ?? (kind === 'imap' ? 'tls' : 'starttls');
  return {
    used: shown !== null,
    host: shown?.host ?? '',
    port: shown ? String(shown.port) : ports[kind][security],
    security,
    user: shown?.user ?? '',
    access: shown?.access ?? 'password',
    password: '',
  };
}

/** The form of a mailbox, empty for a new one. Passwords are never given back. */
export function toFields(mailbox: Mailbox | null): MailboxFields {
  return {
    name: mailbox?.name ?? '',
    address: mailbox?.address ?? '',
    aliases: mailbox?.aliases ?? [],
    imap: serverFields('imap', mailbox?.imap ?? null),
    smtp: serverFields('smtp', mailbox?.smtp ?? null),
    afterFetch: mailbox?.afterFetch ?? 'mark_read',
    withHistory: false,
    plusAddresses: mailbox?.plusAddresses ?? true,
  };
}

/** A server as the API takes it; null where it is not used. An empty password keeps the one stored. */
export function toServer(fields: ServerFields) {
  if (!fields.used) return null;
  return {
    host: fields.host.trim(),
    port: Number(fields.port),
    security: fields.security,
    user: fields.user.trim(),
    access: fields.access,
    ...(fields.password === '' ? {} : { password: fields.password }),
  };
}

/** Whether `text` is a port. */
export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** Whether `text` looks like an address. */
export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim());
}
