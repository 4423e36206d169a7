import './channels.tables.ts';
import { systemActor } from '../../platform/actor.ts';
import type { ValuesOf } from '../../platform/config/config.ts';
import type { SealedColumn } from '../../platform/keyring/reseal.ts';
import type { Module, Service } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { channelsSettings } from './channels.config.ts';
import { channelRoutes } from './channels.routes.ts';
import { createDnsResolver } from './email/authentication/authenticate-mail.ts';
import { createAuthenticator } from './email/authentication/authenticator.ts';
import { mailboxHealthRoutes } from './email/health/mailbox-health.routes.ts';
import { removeOldErrors } from './email/health/mailbox-health.store.ts';
import { createOutageWatch } from './email/health/tell-administrators.ts';
import { createMailboxSupervisor } from './email/imap/mailbox-supervisor.ts';
import { createIntake } from './email/intake/index.ts';
import { giveBackMails } from './email/intake/queue.store.ts';
import { removeOldArrivals } from './email/loops/watch-sender.ts';
import { machineRoutes } from './email/machines.routes.ts';
import { createKnownAccounts } from './email/mailboxes/known-accounts.ts';
import { mailboxRoutes } from './email/mailboxes/mailbox.routes.ts';
import { mailboxSealPurpose } from './email/mailboxes/mailboxes.store.ts';
import { verifierSealPurpose } from './email/mailboxes/oauth/consent.ts';
import { grantSealPurpose } from './email/mailboxes/oauth/grants.store.ts';
import { createMailTokens } from './email/mailboxes/oauth/mail-tokens.ts';
import { mailOAuthRoutes } from './email/mailboxes/oauth/oauth.routes.ts';
import { clientSealPurpose } from './email/mailboxes/oauth/oauth-clients.store.ts';
import { createOAuthProviders } from './email/mailboxes/oauth/providers.ts';
import { createSignIns } from './email/mailboxes/sign-ins.ts';
import { createMailReader } from './email/replay/mail-reader.ts';
import { originalRoutes } from './email/replay/originals.routes.ts';
import { createSmtpIntake } from './email/smtp-in/smtp-intake.ts';
import { createSender } from './email/smtp-out/sender.ts';
import { createSystemMailSender } from './email/smtp-out/system-mail-sender.ts';
import { problemRoutes } from './email/trouble/problems.routes.ts';
import { tellProblems } from './email/trouble/tell-problems.ts';
import { outboxRoutes } from './outbox.routes.ts';

export { parseFiles } from './email/parse/parse-files.ts';
export { type ReprocessFilter, reprocessMails } from './email/replay/reprocess-mails.ts';
export { checkIntegrity } from './integrity/check-integrity.ts';
export { integrityRules } from './integrity/integrity.rules.ts';
export { channelsSettings };

/** What this module keeps sealed. */
export const channelsSealed: readonly SealedColumn[] = [
  { table: 'channel_accounts', key: 'id', column: 'secrets', purpose: mailboxSealPurpose },
  { table: 'channel_accounts', key: 'id', column: 'previous_secrets', purpose: mailboxSealPurpose },
  { table: 'mail_oauth_clients', key: 'provider', column: 'secret', purpose: clientSealPurpose },
  { table: 'mail_oauth_states', key: 'state_hash', column: 'sealed_verifier', purpose: verifierSealPurpose },
  { table: 'mail_oauth_grants', key: 'channel_account_id', column: 'tokens', purpose: grantSealPurpose },
];

export interface ChannelsModule extends Module {
  services: readonly Service[];
  /** Where the built-in SMTP intake listens, once it does. */
  smtpIntakeAddress(): { host: string; port: number } | null;
}

/** E-mail: what comes in by IMAP, SMTP and API becomes messages of tickets; what tickets queue goes out by SMTP. */
export function createChannelsModule(
  platform: Platform,
  config: ValuesOf<typeof channelsSettings> & { port: number },
): ChannelsModule {
  const accounts = createKnownAccounts(platform);
  const { mailParsers: parsers, trustedMailServers } = config;
  const resolve = createDnsResolver();
  const intake = createIntake({ platform, accounts, parsers, trustedMailServers, resolve });
  const authenticator = createAuthenticator({ ...platform, resolve });
  const providers = createOAuthProviders(config);
  const tokens = createMailTokens({ platform, providers });
  const signIns = createSignIns({ keyring: platform.keyring, tokens, providers });
  const reader = createMailReader(platform);
  const deps = {
    clock: platform.clock,
    log: platform.log,
    accounts,
    intake: intake.raw,
    results: intake.results,
  };
  const smtpIntake = createSmtpIntake({ host: config.smtpIntakeHost, port: config.smtpIntakePort }, deps);
  const mailboxes = createMailboxSupervisor(
    { pollMs: config.mailboxPollSeconds * 1000, patienceMs: config.mailboxPatienceSeconds * 1000 },
    { platform, accounts, intake: intake.raw, signIns },
  );
  const patienceMs = config.smtpPatienceSeconds * 1000;
  const sender = createSender({ platform, accounts, patienceMs, signIns });
  const systemMailSender = createSystemMailSender({ platform, accounts, patienceMs, signIns });
  return {
    name: 'channels',
    routes: [
      ...channelRoutes(platform, deps),
      ...mailboxHealthRoutes(platform, { accounts, signIns }),
      ...outboxRoutes(platform, { accounts }),
      ...mailboxRoutes(platform, { accounts, tokens, signIns, resolve }),
      ...mailOAuthRoutes(platform, { accounts, providers, port: config.port }),
      ...machineRoutes(platform),
      ...originalRoutes(platform, { reader }),
      ...problemRoutes(platform, { reader, intake: intake.raw }),
    ],
    services: [
      reader,
      intake.service,
      authenticator,
      smtpIntake,
      mailboxes,
      createOutageWatch(platform),
      sender,
      systemMailSender,
    ],
    jobs: [
      { name: 'tell-problems', cron: '*/5 * * * *', run: () => tellProblems(platform) },
      {
        name: 'remove-old-arrivals',
        cron: '47 * * * *',
        run: () => platform.transact({ actor: systemActor }, removeOldArrivals),
      },
      {
        name: 'remove-old-mailbox-errors',
        cron: '52 * * * *',
        run: () => removeOldErrors(platform.clock.now(), platform.db),
      },
    ],
    giveBackWork: () => giveBackMails(platform),
    smtpIntakeAddress: smtpIntake.address,
  };
}
