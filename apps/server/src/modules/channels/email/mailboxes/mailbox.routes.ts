import * as contracts from '@ventanilla/contracts/channels';
import type { DNSResolver } from 'mailauth';
import type { Actor } from '../../../../platform/actor.ts';
import { AppError } from '../../../../platform/errors.ts';
import { type RouteBinding, route } from '../../../../platform/http/index.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { hurryOutbound } from '../../../tickets/index.ts';
import { addMailbox, changeMailbox, restoreMailbox } from './change-mailbox.ts';
import { disconnectMailbox } from './disconnect-mailbox.ts';
import { guessServers } from './guess-servers.ts';
import type { KnownAccounts } from './known-accounts.ts';
import { listAccounts } from './mailboxes.store.ts';
import type { MailTokens } from './oauth/mail-tokens.ts';
import { showMailbox } from './show-mailbox.ts';
import type { SignIns } from './sign-ins.ts';
import { tryMailbox } from './try-mailbox.ts';

interface Deps {
  accounts: KnownAccounts;
  tokens: MailTokens;
  signIns: SignIns;
  resolve: DNSResolver;
}

/** Mailboxes; what each route demands and gives stands in its contract. */
export function mailboxRoutes(platform: Platform, deps: Deps): RouteBinding[] {
  const { db, keyring } = platform;
  const { accounts } = deps;
  const mended = (mailbox: { id: string }) => tellMended(mailbox, { platform, accounts });
  return [
    route(contracts.listMailboxes, async ({ language }) => ({
      items: (await listAccounts(db)).map((account) => showMailbox(account, platform, language)),
    })),
    route(contracts.guessMailbox, ({ body, actor }) => {
      demandPerson(actor);
      return guessServers(body, deps);
    }),
    route(contracts.testMailbox, ({ body, actor, language }) => {
      demandPerson(actor);
      return tryMailbox({ ...body, actor, language }, { ...deps, platform });
    }),
    route(contracts.createMailbox, async ({ body, actor, transact, language }) => {
      demandPerson(actor);
      const shown = await transact(async (work) =>
        showMailbox(await addMailbox(body, { work, keyring }), platform, language),
      );
      await accounts.changed();
      return shown;
    }),
    route(contracts.updateMailbox, async ({ params, body, actor, ifMatch, transact, language }) => {
      demandPerson(actor);
      const input = { mailboxId: params.mailboxId, version: ifMatch, change: body };
      const shown = await transact(async (work) =>
        showMailbox(await changeMailbox(input, { work, keyring }), platform, language),
      );
      await mended(shown);
      return shown;
    }),
    route(contracts.restoreMailbox, async ({ params, actor, ifMatch, transact, language }) => {
      demandPerson(actor);
      const shown = await transact(async (work) =>
        showMailbox(await restoreMailbox({ ...params, version: ifMatch }, work), platform, language),
      );
      await mended(shown);
      return shown;
    }),
    route(contracts.disconnectMailbox, async ({ params, actor, ifMatch, transact }) => {
      demandPerson(actor);
      await transact((work) => disconnectMailbox({ ...params, version: ifMatch }, work));
      await accounts.changed();
      return undefined;
    }),
  ];
}

/** After a committed change: every process works with the new settings, and what waited because of the old ones goes. */
export async function tellMended(
  { id }: { id: string },
  { platform, accounts }: { platform: Platform; accounts: KnownAccounts },
): Promise<void> {
  await accounts.changed();
  await hurryOutbound({ channelAccountId: id }, { tx: platform.db, now: platform.clock.now() });
}

/**
 * Where mail goes is decided by people: a program that could redirect it would read the links that let agents in,
 * and could knock at any address of the inner network. Throws `auth.forbidden`.
 */
export function demandPerson(actor: Actor): void {
  if (actor.kind !== 'agent') throw new AppError('auth.forbidden');
}
