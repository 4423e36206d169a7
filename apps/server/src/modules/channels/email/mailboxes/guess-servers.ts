import type { guessMailbox } from '@ventanilla/contracts/channels';
import type { ResponseOf } from '@ventanilla/contracts/route';
import type { DNSResolver } from 'mailauth';

type Guess = ResponseOf<typeof guessMailbox>;

interface Known extends Pick<Guess, 'provider'> {
  domains: readonly string[];
  /** Names of the servers that receive for the domains of its customers. */
  mx: RegExp;
  imap: string;
  smtp: string;
}

/** Servers of the providers that most people have, as those publish them. */
const providers: readonly Known[] = [
  {
    provider: 'google',
    domains: ['gmail.com', 'googlemail.com'],
    mx: /(^|\.)(google|googlemail)\.com$/,
    imap: 'imap.gmail.com',
    smtp: 'smtp.gmail.com',
  },
  {
    provider: 'microsoft',
    domains: [
      'outlook.com',
      'hotmail.com',
      'live.com',
      'msn.com',
      'outlook.es',
      'hotmail.es',
      'live.com.mx',
      'outlook.com.mx',
      'hotmail.com.mx',
    ],
    mx: /\.mail\.protection\.outlook\.com$|\.mx\.microsoft$/,
    imap: 'outlook.office365.com',
    smtp: 'smtp.office365.com',
  },
  {
    provider: 'icloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    mx: /\.icloud\.com$/,
    imap: 'imap.mail.me.com',
    smtp: 'smtp.mail.me.com',
  },
  {
    provider: 'yahoo',
    domains: ['yahoo.com', 'yahoo.com.mx', 'yahoo.es', 'ymail.com'],
    mx: /\.yahoodns\.net$/,
    imap: 'imap.mail.yahoo.com',
    smtp: 'smtp.mail.yahoo.com',
  },
  {
    provider: 'zoho',
    domains: ['zoho.com', 'zohomail.com'],
    mx: /(^|\.)zoho\.(com|eu|in)$/,
    imap: 'imap.zoho.com',
    smtp: 'smtp.zoho.com',
  },
];

/** How long a name server may take; nobody waits longer for a guess. */
const lookMs = 1_500;

/**
 * Where the mail of an address probably is: at a provider known by its domain, or by the servers that receive for
 * it (MX), or under the customary names in its domain. Never throws.
 */
export async function guessServers(
  { address }: { address: string },
  { resolve }: { resolve: DNSResolver },
): Promise<Guess> {
  const domain = address.split('@').at(-1)!.toLowerCase();
  const byDomain = providers.find(({ domains }) => domains.includes(domain));
  if (byDomain) return show(byDomain, 'domain');
  const receivers = await receiversOf(domain, resolve);
  const byMx = providers.find(({ mx }) => receivers.some((name) => mx.test(name)));
  if (byMx) return show(byMx, 'mx');
  return show({ provider: 'other', imap: `imap.${domain}`, smtp: `smtp.${domain}` }, 'guess');
}

function show(found: Pick<Known, 'provider' | 'imap' | 'smtp'>, by: Guess['by']): Guess {
  return {
    provider: found.provider,
    by,
    imap: { host: found.imap, port: 993, security: 'tls' },
    smtp: { host: found.smtp, port: 587, security: 'starttls' },
  };
}

async function receiversOf(domain: string, resolve: DNSResolver): Promise<string[]> {
  const late = new Promise<null>((done) => setTimeout(() => done(null), lookMs).unref());
  const found = (await Promise.race([resolve(domain, 'MX').catch(() => null), late])) as
    | { exchange: string }[]
    | null;
  return (found ?? []).map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''));
}
