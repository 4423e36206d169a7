import { portFor, type ServerFields } from './mailbox.form.ts';

interface Provider {
  domains: readonly string[];
  imap: string;
  smtp: string;
  /** Their phrase in `settings:mailboxes.provider`, where they want something special. */
  hint: 'appPassword' | 'microsoft' | null;
}

/** Servers of the providers that most people have, as those publish them. */
const providers: readonly Provider[] = [
  {
    domains: ['gmail.com', 'googlemail.com'],
    imap: 'imap.gmail.com',
    smtp: 'smtp.gmail.com',
    hint: 'appPassword',
  },
  {
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'outlook.es', 'hotmail.es', 'live.com.mx'],
    imap: 'outlook.office365.com',
    smtp: 'smtp.office365.com',
    hint: 'microsoft',
  },
  {
    domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: 'imap.mail.me.com',
    smtp: 'smtp.mail.me.com',
    hint: 'appPassword',
  },
  {
    domains: ['yahoo.com', 'yahoo.com.mx', 'yahoo.es'],
    imap: 'imap.mail.yahoo.com',
    smtp: 'smtp.mail.yahoo.com',
    hint: 'appPassword',
  },
  {
    domains: ['zoho.com', 'zohomail.com'],
    imap: 'imap.zoho.com',
    smtp: 'smtp.zoho.com',
    hint: 'appPassword',
  },
];

export interface GuessedServers {
  imap: ServerFields;
  smtp: ServerFields;
  hint: Provider['hint'];
  /** A provider that is known, not a guess by the domain. */
  isKnown: boolean;
}

/** Where the mail of an address probably is: its provider's servers, or the customary names in its domain. */
export function guessServers(address: string): GuessedServers {
  const user = address.trim();
  const domain = user.split('@')[1]?.toLowerCase() ?? '';
  const known = providers.find(({ domains }) => domains.includes(domain));
  const server = (kind: 'imap' | 'smtp', security: 'tls' | 'starttls', host: string): ServerFields => ({
    used: true,
    host,
    port: portFor(kind, security, ''),
    security,
    user,
    password: '',
  });
  return {
    imap: server('imap', 'tls', known?.imap ?? `imap.${domain}`),
    smtp: server('smtp', 'starttls', known?.smtp ?? `smtp.${domain}`),
    hint: known?.hint ?? null,
    isKnown: known !== undefined,
  };
}
