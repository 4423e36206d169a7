import * as contracts from '@ventanilla/contracts/channels';
import type { Language } from '@ventanilla/contracts/common';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { describeProblem, type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { MailServer } from './channels.tables.ts';
import { findIntake } from './email/intake/queue.store.ts';
import { type IntakeDeps, takeInMail } from './email/intake/take-in-mail.ts';
import { addMailbox, changeMailbox, passwordFor } from './email/mailboxes/change-mailbox.ts';
import {
  findAccount,
  listAccounts,
  type MailAccount,
  openSecrets,
} from './email/mailboxes/mailboxes.store.ts';
import { type TestedServer, testServer } from './email/mailboxes/test-mailbox.ts';

/** Intake by API and mailboxes; what each route demands and gives stands in its contract. */
export function channelRoutes(platform: Platform, deps: IntakeDeps): RouteBinding[] {
  return [...intakeRoutes(platform, deps), ...mailboxRoutes(platform, deps)];
}

function intakeRoutes({ db }: Platform, deps: IntakeDeps): RouteBinding[] {
  return [
    route(contracts.intakeEmail, async ({ body, query, reply }) => {
      const taken = await takeInMail({ bytes: Buffer.from(body), recipient: query.recipient ?? null }, deps);
      if (taken.result) return taken.result;
      reply.code(202);
      return { intakeId: taken.intakeId };
    }),
    route(contracts.getIntake, async ({ params }) => {
      const row = await findIntake(params.intakeId, db);
      if (!row) throw new AppError('intake.not_found');
      const { id, ...rest } = row;
      return { intakeId: id, ...rest };
    }),
  ];
}

function mailboxRoutes(platform: Platform, { accounts }: IntakeDeps): RouteBinding[] {
  const { db, keyring } = platform;
  return [
    route(contracts.listMailboxes, async ({ language }) => ({
      items: (await listAccounts(db)).map((account) => showMailbox(account, platform, language)),
    })),
    route(contracts.testMailbox, async ({ body, actor, language }) => {
      demandPerson(actor);
      const account = body.mailboxId ? await findAccount({ id: body.mailboxId }, db) : null;
      const secrets = account ? openSecrets(account, keyring) : { imap: null, smtp: null };
      const withPassword = (kind: 'imap' | 'smtp') => {
        const given = body[kind];
        const stored = { server: account?.[kind] ?? null, password: secrets[kind] };
        return given && { ...given, password: passwordFor(given, stored) };
      };
      const [imap, smtp] = await Promise.all(
        (['imap', 'smtp'] as const).map((kind) => runTest(kind, withPassword(kind), language)),
      );
      return { imap: imap ?? null, smtp: smtp ?? null };
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
      await accounts.changed();
      return shown;
    }),
  ];
}

/**
 * Where mail goes is decided by people: a program that could redirect it would read the links that let agents in,
 * and could knock at any address of the inner network.
 */
function demandPerson(actor: Actor) {
  if (actor.kind !== 'agent') throw new AppError('auth.forbidden');
}

/** A mailbox as administrators see it: never a password, its trouble in the reader's language. */
async function runTest(
  kind: 'imap' | 'smtp',
  server: TestedServer | null,
  language: Language,
): Promise<contracts.ServerTest | null> {
  if (!server) return null;
  const { steps, failure } = await testServer(kind, server);
  const problem = failure && {
    code: failure.code,
    text: describeProblem(failure.code, failure.params, language),
  };
  return { ok: failure === null, steps, problem };
}

function showMailbox(account: MailAccount, { keyring }: Platform, language: Language): contracts.Mailbox {
  const held = heldPasswords(account, keyring);
  const show = (server: MailServer | null, hasPassword: boolean) => server && { ...server, hasPassword };
  return {
    id: account.id,
    name: account.name,
    address: account.address,
    state: account.state,
    imap: show(account.imap, held.imap),
    smtp: show(account.smtp, held.smtp),
    afterFetch: account.afterFetch,
    moveTo: account.moveTo,
    readSent: account.readSent,
    plusAddresses: account.plusAddresses,
    lastFetchedAt: toInstant(account.lastFetchedAt),
    lastError:
      account.lastError && describeProblem(account.lastError.code, account.lastError.params, language),
    version: account.version,
  };
}

function heldPasswords(account: MailAccount, keyring: Platform['keyring']): { imap: boolean; smtp: boolean } {
  try {
    const { imap, smtp } = openSecrets(account, keyring);
    return { imap: imap !== null, smtp: smtp !== null };
  } catch {
    // Sealed with a key that is not here: as good as none, and it has to be written again.
    return { imap: false, smtp: false };
  }
}
