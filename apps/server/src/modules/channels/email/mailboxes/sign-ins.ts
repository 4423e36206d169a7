import type nodemailer from 'nodemailer';
import type { Keyring } from '../../../../platform/keyring/keyring.ts';
import type { MailServer } from '../../channels.tables.ts';
import type { SignIn } from './connection-options.ts';
import { type MailAccount, openSecrets } from './mailboxes.store.ts';
import type { MailTokens } from './oauth/mail-tokens.ts';
import type { OAuthProviders } from './oauth/providers.ts';

type Transport = Pick<ReturnType<typeof nodemailer.createTransport>, 'set'>;

/** How mailboxes sign in to their servers. */
export interface SignIns {
  /**
   * The incoming server as it is connected to, and what signs in. `refused`: a token that it did not take. Throws
   * MailConsentError and KeyringError.
   */
  imap(
    account: MailAccount & { imap: MailServer },
    given?: { refused?: string | undefined },
  ): Promise<{ server: MailServer; signIn: SignIn }>;
  /** The outgoing one. A consent's token is brought by `provideTokens`, with each connection. Throws KeyringError. */
  smtp(account: MailAccount & { smtp: MailServer }): {
    server: MailServer;
    signIn: { password: string | null } | 'consent';
  };
  /** Has a transport ask for the mailbox's access token whenever it connects. */
  provideTokens(transport: Transport, account: Pick<MailAccount, 'id'> & { smtp: MailServer }): void;
  /** The server that is really used: a provider's own, whatever stands in the settings, so that a token goes nowhere else. */
  placeOf(kind: 'imap' | 'smtp', server: MailServer): MailServer;
}

export function createSignIns(deps: {
  keyring: Keyring;
  tokens: MailTokens;
  providers: OAuthProviders;
}): SignIns {
  const { keyring, tokens, providers } = deps;

  const placeOf = (kind: 'imap' | 'smtp', server: MailServer): MailServer => {
    const access = server.access ?? 'password';
    if (access === 'password') return server;
    return { ...providers[access][kind], user: server.user, access };
  };

  return {
    placeOf,
    async imap(account, given = {}) {
      const server = placeOf('imap', account.imap);
      const access = server.access ?? 'password';
      if (access === 'password') return { server, signIn: { password: openSecrets(account, keyring).imap } };
      const refused = given.refused === undefined ? {} : { refused: given.refused };
      const wanted = { channelAccountId: account.id, provider: access, ...refused };
      const accessToken = await tokens.accessToken(wanted);
      return { server, signIn: { accessToken } };
    },
    smtp(account) {
      const server = placeOf('smtp', account.smtp);
      if ((server.access ?? 'password') !== 'password') return { server, signIn: 'consent' };
      return { server, signIn: { password: openSecrets(account, keyring).smtp } };
    },
    provideTokens(transport, account) {
      const access = account.smtp.access ?? 'password';
      if (access === 'password') return;
      let last: string | undefined;
      const provide = (
        _user: string,
        renew: boolean,
        done: (error: Error | null, token?: string, expires?: number) => void,
      ): void => {
        // Asked to renew when the server did not take the last one.
        const refused = renew && last !== undefined ? { refused: last } : {};
        tokens.accessToken({ channelAccountId: account.id, provider: access, ...refused }).then(
          (token) => {
            last = token;
            // Ended long ago: the transport keeps none, and asks again for each connection.
            done(null, token, 1);
          },
          (error: Error) => done(error),
        );
      };
      transport.set('oauth2_provision_cb', provide);
    },
  };
}
