import type { MailProvider } from '@ventanilla/web';
import type { guessQuery } from '../mailboxes.queries.ts';

type Guess = Awaited<ReturnType<NonNullable<ReturnType<typeof guessQuery>['queryFn']>>>;

/** Who has the mail of an address; `other`: nobody that is known. */
export type Provider = Guess['provider'];
export type GuessedServers = Pick<Guess, 'imap' | 'smtp'>;

export const providerNames: Record<MailProvider, string> = { google: 'Google', microsoft: 'Microsoft' };

/** Where each provider has its people make a password for programs. */
export const passwordPages: Partial<Record<Provider, string>> = {
  google: 'https://myaccount.google.com/apppasswords',
  microsoft: 'https://account.live.com/proofs/AppPassword',
  icloud: 'https://account.apple.com/account/manage',
  yahoo: 'https://login.yahoo.com/account/security',
  zoho: 'https://accounts.zoho.com/home#security/app_password',
};

/** Whether the provider lets programs in by consent. */
export function consentProvider(provider: Provider): 'google' | 'microsoft' | null {
  return provider === 'google' || provider === 'microsoft' ? provider : null;
}
