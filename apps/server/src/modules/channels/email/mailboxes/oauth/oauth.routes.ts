import * as contracts from '@ventanilla/contracts/mail-oauth';
import type { FastifyRequest } from 'fastify';
import { type RouteBinding, route } from '../../../../../platform/http/index.ts';
import type { Platform } from '../../../../../platform/platform.ts';
import type { KnownAccounts } from '../known-accounts.ts';
import { demandPerson, tellMended } from '../mailbox.routes.ts';
import { beginConsent, completeConsent } from './consent.ts';
import { listClients, removeClient, setClient } from './oauth-clients.store.ts';
import type { OAuthProviders } from './providers.ts';

/** The page of the desk that the provider sends the browser back to; it hands the code over with the session. */
const page = '/settings/mailboxes';

interface Deps {
  accounts: KnownAccounts;
  providers: OAuthProviders;
  port: number;
}

/** Mailboxes by consent; what each route demands and gives stands in its contract. */
export function mailOAuthRoutes(platform: Platform, { accounts, providers, port }: Deps): RouteBinding[] {
  const { db } = platform;
  const redirectUrl = (request: FastifyRequest) => redirectUrlOf(request, { ...platform, port });
  const show = async (provider: contracts.MailProvider) =>
    (await showProviders(platform)).find((each) => each.provider === provider)!;
  return [
    route(contracts.listMailOAuth, async ({ request }) => ({
      redirectUrl: redirectUrl(request),
      providers: await showProviders({ db }),
    })),
    route(contracts.setMailOAuthClient, async ({ params, body, actor, transact }) => {
      demandPerson(actor);
      await transact((work) => setClient({ ...params, ...body }, work));
      return show(params.provider);
    }),
    route(contracts.removeMailOAuthClient, async ({ params, actor, transact }) => {
      demandPerson(actor);
      await transact((work) => removeClient(params, work));
      return undefined;
    }),
    route(contracts.beginMailConsent, async ({ params, body, actor, request }) => {
      demandPerson(actor);
      const input = { ...params, mailbox: body, actor, redirectUrl: redirectUrl(request) };
      return { url: await beginConsent(input, { platform, providers }) };
    }),
    route(contracts.completeMailConsent, async ({ body, actor, transact }) => {
      demandPerson(actor);
      const { account, consentedBy } = await completeConsent(
        { ...body, actor },
        { platform, providers, transact },
      );
      await tellMended(account, { platform, accounts });
      return { mailboxId: account.id, address: account.address, account: consentedBy };
    }),
  ];
}

async function showProviders({ db }: Pick<Platform, 'db'>): Promise<contracts.MailOAuthProvider[]> {
  return (await listClients(db)).map(({ provider, client }) => ({
    provider,
    client: client && { ...client, updatedAt: client.updatedAt.toISOString() },
  }));
}

/**
 * The public address of the settings, else this machine under the name that the browser uses for it. No other name is
 * believed: the code would be sent wherever the sender of the request likes.
 */
function redirectUrlOf(
  request: FastifyRequest,
  { publicUrl, port }: Pick<Platform, 'publicUrl'> & { port: number },
): string {
  if (publicUrl) return `${publicUrl.replace(/\/+$/, '')}${page}`;
  const name = request.hostname === '127.0.0.1' ? '127.0.0.1' : 'localhost';
  return `http://${name}:${request.socket.localPort ?? port}${page}`;
}
