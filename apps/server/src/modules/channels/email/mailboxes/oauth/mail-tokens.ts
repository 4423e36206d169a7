import { setTimeout as sleep } from 'node:timers/promises';
import type { MailProvider } from '@ventanilla/contracts/mail-oauth';
import { systemActor } from '../../../../../platform/actor.ts';
import { appendEvents, event } from '../../../../../platform/events/index.ts';
import type { Platform } from '../../../../../platform/platform.ts';
import type { MailboxFailure } from '../../../channels.tables.ts';
import { recordHealth } from '../mailboxes.store.ts';
import {
  claimRefresh,
  findGrant,
  type Grant,
  letGoOfRefresh,
  saveRefreshed,
  withdrawGrant,
} from './grants.store.ts';
import { openClient } from './oauth-clients.store.ts';
import type { OAuthProviders } from './providers.ts';
import { askForTokens, TokenRefusedError, type Tokens, TokenUnreachableError } from './token-endpoint.ts';

/** An access token is renewed so long before it ends. */
const earlyMs = 5 * 60_000;
/** Longer than the longest question to a provider. */
const leaseMs = 30_000;
/** How often, and how often at most, one looks whether another process has the new token. */
const lookMs = 100;
const looksMax = 150;

/** There is no access token to be had; `failure` says why. */
export class MailConsentError extends Error {
  override readonly name = 'MailConsentError';
  /** As a refused sign-in: the mail waits, and is tried again. */
  readonly code = 'EAUTH';
  readonly failure: MailboxFailure;
  constructor(failure: MailboxFailure, options?: ErrorOptions) {
    // Shown as the words of whoever did not let the mail through.
    super(wordsFor(failure), options);
    this.failure = failure;
  }
}

function wordsFor({ code, params }: MailboxFailure): string {
  const { provider, said } = params;
  if (code === 'mailboxes.token_unreachable') return `${provider}: ${said}`;
  return `${provider}: falta su permiso / its consent is missing`;
}

export interface MailTokens {
  /**
   * An access token that serves for five minutes yet. `refused`: one that a server did not take, although it should
   * still serve. Throws MailConsentError, and KeyringError when no key opens what is stored.
   */
  accessToken(input: { channelAccountId: string; provider: MailProvider; refused?: string }): Promise<string>;
}

type Wanted = Parameters<MailTokens['accessToken']>[0];

/** Access tokens of mailboxes: fetched by one process at a time, kept sealed for all of them. */
export function createMailTokens({
  platform,
  providers,
}: {
  platform: Platform;
  providers: OAuthProviders;
}): MailTokens {
  const { db, clock, keyring } = platform;
  // Of many connections in this process that ask at once, one goes on.
  const underWay = new Map<string, Promise<string>>();

  const serves = (grant: Grant, { refused }: Wanted) =>
    grant.accessToken !== refused && grant.expiresAt.getTime() - clock.now().getTime() > earlyMs;

  async function read(wanted: Wanted): Promise<Grant> {
    const { channelAccountId, provider } = wanted;
    const grant = await findGrant({ channelAccountId, keyring }, db);
    const params = { provider: providers[provider].name };
    if (!grant || grant.provider !== provider)
      throw new MailConsentError({ code: 'mailboxes.consent_missing', params });
    if (grant.withdrawnAt) throw new MailConsentError({ code: 'mailboxes.consent_withdrawn', params });
    return grant;
  }

  async function obtain(wanted: Wanted): Promise<string> {
    const { channelAccountId } = wanted;
    for (let looks = 0; looks < looksMax; looks += 1) {
      const grant = await read(wanted);
      if (serves(grant, wanted)) return grant.accessToken;
      const now = clock.now();
      const until = new Date(now.getTime() + leaseMs);
      if (await claimRefresh({ channelAccountId, now, until }, db)) {
        // Between reading and claiming another may have brought it.
        const present = await read(wanted);
        if (!serves(present, wanted)) return refresh(present);
        await letGoOfRefresh({ channelAccountId }, db);
        return present.accessToken;
      }
      await sleep(lookMs);
    }
    throw unreachable(wanted.provider, 'timeout');
  }

  async function refresh(grant: Grant): Promise<string> {
    const { channelAccountId } = grant;
    try {
      const tokens = await ask(grant);
      const expiresAt = new Date(clock.now().getTime() + tokens.lifetimeSeconds * 1000);
      const refreshToken = tokens.refreshToken ?? grant.refreshToken;
      await saveRefreshed({ grant, accessToken: tokens.accessToken, refreshToken, expiresAt, keyring }, db);
      return tokens.accessToken;
    } catch (error) {
      const { name } = providers[grant.provider];
      if (error instanceof TokenRefusedError && error.isFinal) {
        await withdraw(grant);
        const params = { provider: name };
        throw new MailConsentError({ code: 'mailboxes.consent_withdrawn', params }, { cause: error });
      }
      await letGoOfRefresh({ channelAccountId }, db);
      if (error instanceof TokenRefusedError || error instanceof TokenUnreachableError)
        throw unreachable(grant.provider, error.message, error);
      throw error;
    }
  }

  async function ask(grant: Grant): Promise<Tokens> {
    const provider = providers[grant.provider];
    const client = await openClient({ provider: grant.provider, keyring }, db);
    if (!client) {
      const params = { provider: provider.name };
      throw new MailConsentError({ code: 'mail_oauth.no_client', params });
    }
    return askForTokens({ kind: 'refresh', refreshToken: grant.refreshToken }, { provider, client });
  }

  /** The mailbox stands still until somebody agrees again; what waits to be sent waits. */
  async function withdraw(grant: Grant): Promise<void> {
    const id = grant.channelAccountId;
    const params = { provider: providers[grant.provider].name };
    await platform.transact({ actor: systemActor }, async (work) => {
      if (!(await withdrawGrant(grant, work))) return;
      const failure: MailboxFailure = { code: 'mailboxes.consent_withdrawn', params };
      if (!(await recordHealth({ id, failure }, work))) return;
      const payload = { channelAccountId: id, state: 'failing' as const };
      await appendEvents([event('mailbox.changed@1', { type: 'mailbox', id }, payload)], work);
    });
  }

  function unreachable(provider: MailProvider, said: string, cause?: unknown): MailConsentError {
    const params = { provider: providers[provider].name, said };
    return new MailConsentError({ code: 'mailboxes.token_unreachable', params }, { cause });
  }

  return {
    accessToken(wanted) {
      const key = `${wanted.channelAccountId} ${wanted.provider} ${wanted.refused ?? ''}`;
      const known = underWay.get(key);
      if (known) return known;
      const asking = obtain(wanted).finally(() => underWay.delete(key));
      underWay.set(key, asking);
      return asking;
    },
  };
}
