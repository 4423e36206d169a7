import { createHash } from 'node:crypto';
import { defaultMoveFolder } from '@ventanilla/contracts/channels';
import type { MailProvider } from '@ventanilla/contracts/mail-oauth';
import type { Actor } from '../../../../../platform/actor.ts';
import { AppError } from '../../../../../platform/errors.ts';
import type { Platform } from '../../../../../platform/platform.ts';
import type { Work } from '../../../../../platform/work.ts';
import type { ConsentFor, MailServer } from '../../../channels.tables.ts';
import { addMailbox, refuseTaken, tellOfChange } from '../change-mailbox.ts';
import { findAccount, type MailAccount, updateAccount } from '../mailboxes.store.ts';
import { putGrant } from './grants.store.ts';
import { openClient } from './oauth-clients.store.ts';
import type { OAuthProvider, OAuthProviders } from './providers.ts';
import { askForTokens, TokenRefusedError, type Tokens, TokenUnreachableError } from './token-endpoint.ts';

/** Sealed verifiers open for this purpose only. */
export const verifierSealPurpose = 'mail-oauth-verifier';
const lifetimeMs = 10 * 60_000;

interface Deps {
  platform: Platform;
  providers: OAuthProviders;
}
type RouteTransact = <T>(fn: (work: Work) => Promise<T>) => Promise<T>;

/**
 * Begins the authorisation code flow with PKCE (RFC 7636, S256): answers where the browser goes. The state is known
 * to this session only, once, for ten minutes. Throws `mail_oauth.no_client`, `mailboxes.not_found`,
 * `mailboxes.address_taken`.
 */
export async function beginConsent(
  input: { provider: MailProvider; mailbox: ConsentFor; redirectUrl: string; actor: Actor },
  { platform, providers }: Deps,
): Promise<string> {
  const provider = providers[input.provider];
  const client = await openClient({ provider: input.provider, keyring: platform.keyring }, platform.db);
  if (!client) throw new AppError('mail_oauth.no_client', { params: { provider: provider.name } });
  const state = platform.ids.secret(32);
  const verifier = platform.ids.secret(32);
  // What is remembered for repeated requests must not hold any of this.
  const address = await platform.transact({ actor: input.actor }, async (work) => {
    const hint = await addressOf(input.mailbox, work);
    await work.tx
      .deleteFrom('mail_oauth_states')
      .where((eb) => eb.or([eb('expires_at', '<', work.now), eb('agent_id', '=', input.actor.id!)]))
      .execute();
    await work.tx
      .insertInto('mail_oauth_states')
      .values({
        state_hash: hashOf(state),
        provider: input.provider,
        agent_id: input.actor.id!,
        session_id: input.actor.sessionId,
        sealed_verifier: platform.keyring.seal(verifier, verifierSealPurpose),
        redirect_url: input.redirectUrl,
        mailbox: JSON.stringify(input.mailbox),
        expires_at: new Date(work.now.getTime() + lifetimeMs),
      })
      .execute();
    return hint;
  });
  const url = new URL(provider.authorizeUrl(client.tenant));
  const asked = {
    client_id: client.clientId,
    redirect_uri: input.redirectUrl,
    response_type: 'code',
    scope: provider.scopes.join(' '),
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: address,
    ...provider.asks,
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

async function addressOf(mailbox: ConsentFor, work: Work): Promise<string> {
  if ('mailboxId' in mailbox) {
    const account = await findAccount({ id: mailbox.mailboxId }, work.tx);
    if (!account) throw new AppError('mailboxes.not_found');
    return account.address;
  }
  const address = mailbox.address.toLowerCase();
  await refuseTaken({ addresses: [address], except: null }, work);
  return address;
}

/**
 * Ends what `beginConsent` began: the code becomes tokens, and the mailbox is connected with the provider's servers.
 * Throws `mail_oauth.state_unknown` for a state that was used, is old or belongs to another session, and what the
 * provider says against it.
 */
export async function completeConsent(
  input: { state: string; code: string; actor: Actor },
  { platform, providers, transact }: Deps & { transact: RouteTransact },
): Promise<{ account: MailAccount; consentedBy: string }> {
  const begun = await takeState(input, platform);
  const provider = providers[begun.provider];
  const verifier = platform.keyring.open(begun.sealed_verifier, verifierSealPurpose);
  const tokens = await exchange(
    { code: input.code, verifier, redirectUrl: begun.redirect_url },
    { platform, provider },
  );
  const { refreshToken } = tokens;
  if (!refreshToken)
    throw new AppError('mail_oauth.no_lasting_access', { params: { provider: provider.name } });
  return transact(async (work) => {
    const account = await connect({ mailbox: begun.mailbox, provider }, work);
    const consentedBy = tokens.account ?? account.address;
    const expiresAt = new Date(work.now.getTime() + tokens.lifetimeSeconds * 1000);
    const { accessToken } = tokens;
    const grant = { channelAccountId: account.id, provider: begun.provider, account: consentedBy };
    await putGrant({ ...grant, accessToken, refreshToken, expiresAt }, work);
    return { account, consentedBy };
  });
}

async function takeState(input: { state: string; actor: Actor }, platform: Platform) {
  const { actor } = input;
  // Committed by itself, and not remembered for repeated requests: whatever comes next, this state is used.
  const row = await platform.transact({ actor }, (work) =>
    work.tx
      .deleteFrom('mail_oauth_states')
      .where('state_hash', '=', hashOf(input.state))
      .returningAll()
      .executeTakeFirst(),
  );
  const isTheirs = row?.agent_id === actor.id && row.session_id === actor.sessionId;
  if (!row || !isTheirs || row.expires_at < platform.clock.now())
    throw new AppError('mail_oauth.state_unknown');
  return row;
}

async function exchange(
  grant: { code: string; verifier: string; redirectUrl: string },
  { platform, provider }: { platform: Platform; provider: OAuthProvider },
): Promise<Tokens> {
  const params = { provider: provider.name };
  const client = await openClient({ provider: provider.key, keyring: platform.keyring }, platform.db);
  if (!client) throw new AppError('mail_oauth.no_client', { params });
  try {
    return await askForTokens({ kind: 'code', ...grant }, { provider, client });
  } catch (cause) {
    if (cause instanceof TokenRefusedError)
      throw new AppError('mail_oauth.refused', { params: { ...params, said: cause.message }, cause });
    if (cause instanceof TokenUnreachableError)
      throw new AppError('mail_oauth.unreachable', { params, cause });
    throw cause;
  }
}

/** The mailbox with the provider's servers: a new one, or the one that was given, which begins again. */
async function connect(
  input: { mailbox: ConsentFor; provider: OAuthProvider },
  work: Work,
): Promise<MailAccount> {
  const { mailbox, provider } = input;
  const serverOf = (kind: 'imap' | 'smtp', user: string): MailServer & { access: MailProvider } => ({
    ...provider[kind],
    user,
    access: provider.key,
  });
  if (!('mailboxId' in mailbox)) {
    const user = mailbox.address.toLowerCase();
    const servers = { imap: serverOf('imap', user), smtp: serverOf('smtp', user) };
    return addMailbox(
      { ...mailbox, ...servers, plusAddresses: true, aliases: [], moveTo: defaultMoveFolder, readSent: true },
      { work, keyring: work.keyring },
    );
  }
  const account = await findAccount({ id: mailbox.mailboxId, lock: true }, work.tx);
  if (!account) throw new AppError('mailboxes.not_found');
  const imap = keepOrTake(account.imap, serverOf('imap', account.address));
  const smtp = keepOrTake(account.smtp, serverOf('smtp', account.address));
  const isOther = imap !== account.imap || smtp !== account.smtp;
  const before = isOther
    ? { previous: { imap: account.imap, smtp: account.smtp }, previousSecrets: account.secrets }
    : {};
  await updateAccount(
    {
      ...account,
      ...before,
      imap,
      smtp,
      secrets: isOther ? null : account.secrets,
      state: 'active',
      lastError: null,
    },
    work,
  );
  await tellOfChange({ id: account.id, state: 'active', action: 'mailbox.consented' }, work);
  return (await findAccount({ id: account.id }, work.tx))!;
}

/** A server that signs in by this provider already stays as it is, with its user. */
function keepOrTake(present: MailServer | null, offered: MailServer): MailServer {
  return present?.access === offered.access ? present! : offered;
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
