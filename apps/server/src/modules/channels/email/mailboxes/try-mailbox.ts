import type { ServerTest, testMailbox } from '@ventanilla/contracts/channels';
import type { Language } from '@ventanilla/contracts/common';
import type { BodyOf, ResponseOf } from '@ventanilla/contracts/route';
import type { DNSResolver } from 'mailauth';
import type { Actor } from '../../../../platform/actor.ts';
import { describeProblem } from '../../../../platform/http/index.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { writeMail } from '../../../mailer/index.ts';
import { checkDomain } from './check-domain.ts';
import { findAccount, type MailAccount, openSecrets } from './mailboxes.store.ts';
import type { MailTokens } from './oauth/mail-tokens.ts';
import type { SignIns } from './sign-ins.ts';
import { passwordFor, type ServerInput } from './stored-passwords.rules.ts';
import { testServer } from './test-mailbox.ts';
import type { TestedServer, TestMail } from './tested-server.ts';

type TryInput = BodyOf<typeof testMailbox> & { actor: Actor; language: Language };
type Kind = 'imap' | 'smtp';

interface Deps {
  platform: Platform;
  tokens: MailTokens;
  signIns: SignIns;
  resolve: DNSResolver;
}

/**
 * Tries the servers of a mailbox as they are given, and what its domain says of mail from it; keeps nothing. What is
 * stored (a password, a consent) serves only where it was stored for.
 */
export async function tryMailbox(input: TryInput, deps: Deps): Promise<ResponseOf<typeof testMailbox>> {
  const { platform, resolve } = deps;
  const account = input.mailboxId ? await findAccount({ id: input.mailboxId }, platform.db) : null;
  const mail = input.sendTest && input.address ? await testMail(input, platform) : null;
  const [imap, smtp, domain] = await Promise.all([
    run('imap', { input, account, mail: null }, deps),
    run('smtp', { input, account, mail }, deps),
    input.address ? checkDomain({ address: input.address }, { resolve }) : null,
  ]);
  return { imap, smtp, domain };
}

async function run(
  kind: Kind,
  { input, account, mail }: { input: TryInput; account: MailAccount | null; mail: TestMail | null },
  deps: Deps,
): Promise<ServerTest | null> {
  const given = input[kind];
  if (!given) return null;
  const server = testedServer(kind, { given, account }, deps);
  const { steps, failure } = await testServer({ kind, server, mail });
  const problem = failure && {
    code: failure.code,
    text: describeProblem(failure.code, failure.params, input.language),
  };
  return { ok: failure === null, steps, problem };
}

function testedServer(
  kind: Kind,
  { given, account }: { given: ServerInput; account: MailAccount | null },
  { platform, tokens, signIns }: Deps,
): TestedServer {
  const { access } = given;
  if (access !== 'password') {
    const accessToken = () =>
      tokens.accessToken({ channelAccountId: account?.id ?? platform.ids.uuid(), provider: access });
    return { ...signIns.placeOf(kind, given), signIn: { accessToken } };
  }
  const stored = account ? openSecrets(account, platform.keyring) : { imap: null, smtp: null };
  const password = passwordFor(given, { server: account?.[kind] ?? null, password: stored[kind] });
  return { ...given, signIn: { password } };
}

/** To whoever asks, so that nobody else is bothered and the answer can be seen. */
async function testMail(
  { actor, address, language }: TryInput,
  { db }: Pick<Platform, 'db'>,
): Promise<TestMail | null> {
  const agent = await db
    .selectFrom('agents')
    .select(['name', 'email'])
    .where('id', '=', actor.id!)
    .executeTakeFirst();
  const brand = await db
    .selectFrom('brands')
    .select('name')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  if (!agent || !address) return null;
  const organization = brand?.name ?? 'Ventanilla';
  const { subject, text } = writeMail({
    kind: 'outgoing_test',
    language,
    params: { name: agent.name, organization },
    link: null,
    look: null,
  });
  return { from: { name: organization, address }, to: agent.email, subject, text };
}
