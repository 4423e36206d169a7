import type { IntakeResult } from '@ventanilla/contracts/channels';
import type { DNSResolver } from 'mailauth';
import { systemActor } from '../../../../platform/actor.ts';
import { isTransient } from '../../../../platform/db/database.ts';
import { createLoop, type Loop } from '../../../../platform/loop.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { makeWork } from '../../../../platform/work.ts';
import type { MessageAuthentication } from '../../../tickets/index.ts';
import { authenticateMail } from '../authentication/authenticate-mail.ts';
import { trustedResults } from '../authentication/trusted-results.rules.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import type { ParsedMail } from '../parse/parsed-mail.ts';
import { type ParserPool, ParserUnavailableError } from '../parse/parser-pool.ts';
import { readFrugally } from '../parse/read-frugally.ts';
import { applyMail, quarantined, storeAttachments } from './apply-mail.ts';
import { decideMail } from './decide-mail.rules.ts';
import type { DecidedMail } from './decided-mail.ts';
import type { IntakeResults } from './intake-results.ts';
import {
  type AppliedMail,
  type ClaimedMail,
  claimMails,
  finishMails,
  lockClaimed,
  postponeMail,
  setMailAside,
  type Trouble,
} from './queue.store.ts';

const pollMs = 1_000;
const claimMax = 20;
const applyMax = 10;
const leaseMs = 60_000;
const triesMax = 3;
/** Wait after the first and second failure of one mail. */
const retryMs = [1_000, 4_000];
/** How long a mail that came straight to us waits for what the name servers say of its origin. */
const originMs = 2_000;
/** Wait when the trouble is ours (disk full, database away), which no mail is to blame for. */
const troubleMs = 5_000;

type IntakeWorkerDeps = Pick<Platform, 'db' | 'clock' | 'ids' | 'keyring' | 'log' | 'files' | 'sequencer'> & {
  parser: ParserPool;
  accounts: KnownAccounts;
  trustedMailServers: readonly string[];
  results: IntakeResults;
  resolve: DNSResolver;
};

/** A mail that could not be read; perhaps the machine was busy, so it is tried a few times. */
class UnreadableMailError extends Error {
  override readonly name = 'UnreadableMailError';
}

/**
 * The hot queue of received mail: claim, parse in child processes, decide, apply. Up to ten mails share a
 * transaction; when it fails they go one by one, so that one bad mail delays the others by moments only. A mail that
 * cannot be read is a ticket after the third try, with its sender, its subject and the original.
 */
export function createIntakeWorker(deps: IntakeWorkerDeps): Loop {
  return createLoop({
    name: 'intake',
    pollMs,
    log: deps.log,
    async run() {
      const claimed = await claimMails({ limit: claimMax, leaseMs }, deps);
      if (claimed.length === 0) return false;
      const decided = await Promise.all(claimed.map((mail) => decideOne(mail, deps)));
      const ready = decided.filter((mail) => mail !== null);
      for (let at = 0; at < ready.length; at += applyMax)
        await applyGroup(ready.slice(at, at + applyMax), deps);
      return claimed.length === claimMax;
    },
  });
}

async function decideOne(claimed: ClaimedMail, deps: IntakeWorkerDeps): Promise<DecidedMail | null> {
  try {
    const raw = await readRaw(claimed, deps);
    const [parsed, origin] = await Promise.all([deps.parser.parse(raw), checkOrigin(claimed, raw, deps)]);
    const unreadable = parsed.ok ? null : `${parsed.reason}: ${parsed.detail}`.slice(0, 500);
    // The last try gives a ticket all the same: whoever wrote waits for an answer.
    if (unreadable !== null && claimed.attempts + 1 < triesMax) throw new UnreadableMailError(unreadable);
    const found = parsed.ok ? parsed.mail : readFrugally(raw);
    const accounts = await deps.accounts.list();
    const { recipient } = claimed;
    const decision = decideMail(found, { mailboxes: accounts, recipient, keyring: deps.keyring });
    const attachments = await storeAttachments(found, deps.files);
    const { attachments: _contents, ...mail } = found;
    // Whoever comes straight from outside may write any server's words into a mail.
    const authentication = claimed.remote
      ? origin
      : trustedResults(mail.headers.authenticationResults, deps.trustedMailServers);
    return { claimed, decision, mail, attachments, authentication, unreadable };
  } catch (error) {
    await recordFailure(claimed, error, deps);
    return null;
  }
}

/** Null where nobody outside handed the mail over, and where name servers are slow: it is looked at again later. */
async function checkOrigin(
  { remote }: ClaimedMail,
  bytes: Buffer,
  deps: IntakeWorkerDeps,
): Promise<MessageAuthentication | null> {
  if (!remote) return null;
  const found = await authenticateMail({ bytes, remote, limitMs: originMs }, deps);
  return found.dmarc === 'temperror' ? null : found;
}

async function readRaw(claimed: ClaimedMail, deps: IntakeWorkerDeps): Promise<Buffer> {
  return deps.files.read(claimed.sha256).catch((error: NodeJS.ErrnoException) => {
    // A file that is gone does not come back by waiting.
    throw error.code === 'ENOENT'
      ? new UnreadableMailError('missing: the raw file is not in the store')
      : error;
  });
}

async function applyGroup(group: readonly DecidedMail[], deps: IntakeWorkerDeps): Promise<void> {
  try {
    await applyTogether(group, deps);
  } catch (error) {
    if (group.length === 1) return recordFailure(group[0]!.claimed, error, deps, group[0]!.mail);
    deps.log.warn(
      { mails: group.length, err: error },
      'mails could not be applied together; trying each alone',
    );
    for (const mail of group) await applyGroup([mail], deps);
  }
}

/** One transaction: effects, events and the state `done`. */
async function applyTogether(group: readonly DecidedMail[], deps: IntakeWorkerDeps): Promise<void> {
  const applied = await deps.db.transaction().execute(async (tx) => {
    const ours = await lockClaimed(
      group.map(({ claimed }) => claimed),
      tx,
    );
    const done: AppliedMail[] = [];
    for (const mail of group.filter(({ claimed }) => ours.has(claimed.id))) {
      const { id, origin } = mail.claimed;
      const work = makeWork({ tx, actor: systemActor, origin, correlationId: id }, deps);
      const result = await applyMail(mail, work);
      const isOriginKnown = mail.claimed.remote !== null && mail.authentication !== null;
      done.push({ mail: mail.claimed, result, unreadable: troubleOf(mail), isOriginKnown });
    }
    await finishMails(done, deps.clock.now(), tx);
    return done;
  });
  deps.sequencer.wake();
  tell(applied, deps);
}

function troubleOf({ unreadable, mail }: DecidedMail): Trouble | null {
  return unreadable === null ? null : { error: unreadable, ...identityOf(mail) };
}

function identityOf(mail: Pick<ParsedMail, 'from' | 'subject'> | undefined) {
  return { sender: mail?.from.address ?? null, subject: mail?.subject ?? null };
}

function tell(applied: readonly { mail: ClaimedMail; result: IntakeResult }[], deps: IntakeWorkerDeps): void {
  deps.results.finished(applied.map(({ mail, result }) => ({ id: mail.id, source: mail.source, result })));
}

async function recordFailure(
  mail: ClaimedMail,
  error: unknown,
  deps: IntakeWorkerDeps,
  found?: DecidedMail['mail'],
): Promise<void> {
  const now = deps.clock.now();
  const message = describe(error);
  if (isOurTrouble(error)) {
    deps.log.warn({ intakeId: mail.id, err: error }, 'mail has to wait');
    const nextTryAt = new Date(now.getTime() + troubleMs);
    await postponeMail({ mail, nextTryAt, error: message, counted: false }, deps.db);
    return;
  }
  const waitMs = retryMs[mail.attempts];
  if (mail.attempts + 1 < triesMax && waitMs !== undefined) {
    deps.log.warn(
      { intakeId: mail.id, attempts: mail.attempts + 1, err: error },
      'mail failed; it will be tried again',
    );
    const nextTryAt = new Date(now.getTime() + waitMs);
    await postponeMail({ mail, nextTryAt, error: message, counted: true }, deps.db);
    return;
  }
  deps.log.error({ intakeId: mail.id, attempts: mail.attempts + 1, err: error }, 'mail set aside');
  const trouble = { error: message, ...identityOf(found) };
  await setMailAside({ mail, result: quarantined, trouble, now }, deps.db);
  tell([{ mail, result: quarantined }], deps);
}

const systemCodes = new Set(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO', 'EROFS', 'EACCES', 'ENOMEM']);

function isOurTrouble(error: unknown): boolean {
  if (error instanceof ParserUnavailableError || isTransient(error)) return true;
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && systemCodes.has(code);
}

/** Kinds and codes; never the mail's own words, which an administrator without tickets could then read. */
function describe(error: unknown): string {
  if (error instanceof UnreadableMailError) return error.message.slice(0, 500);
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as { code?: unknown }).code;
  return `${error.name}${typeof code === 'string' ? ` ${code}` : ''}: ${error.message}`.slice(0, 500);
}
