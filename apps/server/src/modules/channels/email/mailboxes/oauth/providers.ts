import type { MailProvider } from '@ventanilla/contracts/mail-oauth';
import type { MailServer } from '../../../channels.tables.ts';
import type { ProviderPlaces } from './provider-places.ts';

/** What this installation knows of a provider of mail that lets programs in by OAuth. */
export interface OAuthProvider {
  key: MailProvider;
  /** As people call it. */
  name: string;
  /** Where the browser is sent. */
  authorizeUrl(tenant: string | null): string;
  /** Where codes and refresh tokens become access tokens. */
  tokenUrl(tenant: string | null): string;
  scopes: readonly string[];
  /** What else the browser brings along, so that lasting access is given. */
  asks: Readonly<Record<string, string>>;
  imap: Omit<MailServer, 'user' | 'access'>;
  smtp: Omit<MailServer, 'user' | 'access'>;
  /** `host:port` of the token endpoint where a setting names it: it may then stand inside. */
  allowedHosts: readonly string[];
}

export type OAuthProviders = Readonly<Record<MailProvider, OAuthProvider>>;

/**
 * Google and Microsoft as they publish themselves (developers.google.com/gmail/imap/xoauth2-protocol,
 * learn.microsoft.com/exchange/client-developer/legacy-protocols), with other places where the settings say so.
 */
export function createOAuthProviders(places: {
  googleMail: ProviderPlaces;
  microsoftMail: ProviderPlaces;
}): OAuthProviders {
  return { google: google(places.googleMail), microsoft: microsoft(places.microsoftMail) };
}

function google(places: ProviderPlaces): OAuthProvider {
  return {
    key: 'google',
    name: 'Google',
    authorizeUrl: () => `${places.oauth ?? 'https://accounts.google.com'}/o/oauth2/v2/auth`,
    tokenUrl: () => `${places.oauth ?? 'https://oauth2.googleapis.com'}/token`,
    scopes: ['https://mail.google.com/', 'openid', 'email'],
    // A refresh token comes only with the first consent unless it is asked for again.
    asks: { access_type: 'offline', prompt: 'consent' },
    imap: serverAt(places.imap ?? 'imaps://imap.gmail.com:993'),
    smtp: serverAt(places.smtp ?? 'smtps://smtp.gmail.com:465'),
    allowedHosts: hostsOf(places),
  };
}

function microsoft(places: ProviderPlaces): OAuthProvider {
  const base = places.oauth ?? 'https://login.microsoftonline.com';
  const at = (tenant: string | null) => `${base}/${encodeURIComponent(tenant ?? 'common')}/oauth2/v2.0`;
  const scopes = places.scopes ?? 'https://outlook.office.com';
  return {
    key: 'microsoft',
    name: 'Microsoft',
    authorizeUrl: (tenant) => `${at(tenant)}/authorize`,
    tokenUrl: (tenant) => `${at(tenant)}/token`,
    scopes: [
      `${scopes}/IMAP.AccessAsUser.All`,
      `${scopes}/SMTP.Send`,
      'offline_access',
      'openid',
      'email',
      'profile',
    ],
    asks: { prompt: 'select_account', response_mode: 'query' },
    imap: serverAt(places.imap ?? 'imaps://outlook.office365.com:993'),
    smtp: serverAt(places.smtp ?? 'smtp://smtp.office365.com:587'),
    allowedHosts: hostsOf(places),
  };
}

function serverAt(address: string): Omit<MailServer, 'user' | 'access'> {
  // Only the protocols of the web have hosts and ports that every version of Node takes apart alike.
  const { hostname, port } = new URL(address.replace(/^\w+:/, 'http:'));
  const isHere = hostname === 'localhost' || hostname.startsWith('127.');
  const security = /^(imaps|smtps):/.test(address) ? 'tls' : isHere ? 'none' : 'starttls';
  return { host: hostname, port: Number(port || '80'), security };
}

function hostsOf({ oauth }: ProviderPlaces): string[] {
  if (!oauth) return [];
  const { hostname, port, protocol } = new URL(oauth);
  return [`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`];
}
