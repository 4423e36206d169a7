import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '../../../../platform/actor.ts';
import { isTransient } from '../../../../platform/db/database.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { recordTry, type TryOutcome } from '../health/mailbox-health.store.ts';
import { pauseMsMax } from '../health/outage.rules.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import type { SignIns } from '../mailboxes/sign-ins.ts';
import { type TryEnd, waitAfterTry } from './back-off.rules.ts';
import { createFetchProgress } from './fetch-progress.ts';
import { runImapSession } from './imap-session.ts';
import { readingFailure } from './reading-failures.ts';
import { asksToWait } from './server-words.rules.ts';
import { StoreTroubleError } from './session-steps.ts';

/** A connection that worked for so long was a good one, as is one that brought mail: the next is tried soon. */
const steadyMs = 30_000;

export interface MailboxRunner {
  /** Of the settings it runs with. */
  version: number;
  stop(): Promise<void>;
}

/** Keeps one mailbox connected: a session after the other, with growing waits while they fail. */
export function startMailboxRunner(
  input: { account: MailAccount; pollMs: number; patienceMs: number },
  deps: { platform: Platform; intake: RawIntake; signIns: SignIns },
): MailboxRunner {
  const { account } = input;
  const { platform } = deps;
  const stopping = new AbortController();
  const progress = createFetchProgress();
  /** What this runner wrote last; null: nothing yet. */
  let known: TryOutcome['kind'] | null = null;
  /** Since when the server asks for a pause, by this process's own time. */
  let askedSince: number | null = null;
  /** An access token that the server did not take. */
  let refused: string | undefined;

  async function tell(outcome: TryOutcome): Promise<void> {
    if (outcome.kind === 'well' && known === 'well') return;
    await platform.transact({ actor: systemActor }, (work) =>
      recordTry({ channelAccountId: account.id, outcome }, work),
    );
    if (outcome.kind !== 'lost') known = outcome.kind;
  }

  /** Null: it ended because it was told to. */
  async function runOnce(): Promise<{ end: TryEnd; wasWell: boolean; broughtMail: boolean } | null> {
    let wasWell = false;
    let broughtMail = false;
    let token: string | undefined;
    try {
      const { server, signIn } = await deps.signIns.imap({ ...account, imap: account.imap! }, { refused });
      if ('accessToken' in signIn) token = signIn.accessToken;
      await runImapSession(
        {
          account,
          server,
          signIn,
          pollMs: input.pollMs,
          patienceMs: input.patienceMs,
          signal: stopping.signal,
          progress,
          async onWell({ mails }) {
            wasWell = true;
            broughtMail ||= mails > 0;
            askedSince = null;
            refused = undefined;
            await tell({ kind: 'well' });
          },
        },
        deps,
      );
      return null;
    } catch (error) {
      if (stopping.signal.aborted) return null;
      // A provider may end a token before its time; a new one is asked for, but not for each refusal.
      const wasRefused = (error as { authenticationFailed?: boolean }).authenticationFailed === true;
      refused = wasRefused && refused === undefined ? token : undefined;
      platform.log.warn({ channelAccountId: account.id, err: error }, 'mailbox connection ended');
      return { end: await tellEnd(error, wasWell), wasWell, broughtMail };
    }
  }

  async function tellEnd(error: unknown, wasWell: boolean): Promise<TryEnd> {
    const failure = readingFailure(error, deps.signIns.placeOf('imap', account.imap!));
    if (asksToWait(error)) {
      askedSince ??= performance.now();
      const isLong = performance.now() - askedSince > pauseMsMax;
      const asked = { code: 'mailboxes.imap_asked_to_wait', params: failure.params } as const;
      await tell({ kind: isLong ? 'failed' : 'asked_to_wait', failure: asked });
      return 'asked_to_wait';
    }
    if (error instanceof StoreTroubleError) {
      // A database that is away cannot be told, and what it says of itself elsewhere is enough.
      if (!isTransient(error.cause)) await tell({ kind: 'failed', failure });
      return 'failed';
    }
    // A line that breaks is mended by the next session; only one that brings nothing is news.
    await tell({ kind: wasWell ? 'lost' : 'failed', failure });
    if (failure.code === 'mailboxes.imap_auth_failed') return 'refused';
    return wasWell ? 'lost' : 'failed';
  }

  async function runAll(): Promise<void> {
    let tries = 0;
    while (!stopping.signal.aborted) {
      const begin = performance.now();
      const ended = await runOnce().catch((error: unknown) => {
        platform.log.warn(
          { channelAccountId: account.id, err: error },
          'mailbox health could not be written',
        );
        return { end: 'failed' as const, wasWell: false, broughtMail: false };
      });
      if (ended === null) return;
      const wasSteady = ended.wasWell && performance.now() - begin > steadyMs;
      tries = wasSteady || ended.broughtMail ? 1 : tries + 1;
      const waitMs = waitAfterTry({ end: ended.end, tries, chance: randomInt(1000) / 1000 });
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const done = runAll();
  return {
    version: account.version,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
