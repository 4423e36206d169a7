import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '../../../../platform/actor.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import { KeyringError } from '../../../../platform/keyring/keyring.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { MailboxFailure } from '../../channels.tables.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import { imapFailure } from '../mailboxes/connection-failures.rules.ts';
import { type MailAccount, openSecrets, recordHealth } from '../mailboxes/mailboxes.store.ts';
import { createFetchProgress } from './fetch-progress.ts';
import { runImapSession } from './imap-session.ts';
import { StoreTroubleError } from './session-steps.ts';

const firstWaitMs = 1_000;
const waitMsMax = 60_000;

export interface MailboxRunner {
  /** Of the settings it runs with. */
  version: number;
  stop(): Promise<void>;
}

/** Keeps one mailbox connected: a session after the other, with growing waits while they fail. */
export function startMailboxRunner(
  input: { account: MailAccount; pollMs: number },
  deps: { platform: Platform; intake: RawIntake },
): MailboxRunner {
  const { account } = input;
  const { platform } = deps;
  const stopping = new AbortController();
  const progress = createFetchProgress();
  let known: string | null = null;

  /** Writes the mailbox's health when it differs from what this runner wrote last. */
  async function tellHealth(failure: MailboxFailure | null): Promise<void> {
    const next = JSON.stringify(failure);
    if (next === known) return;
    await platform.transact({ actor: systemActor }, async (work) => {
      if (!(await recordHealth({ id: account.id, failure }, work))) return;
      const payload = {
        channelAccountId: account.id,
        state: failure ? ('failing' as const) : ('active' as const),
      };
      await appendEvents([event('mailbox.changed@1', { type: 'mailbox', id: account.id }, payload)], work);
    });
    known = next;
  }

  /** Answers whether the session got as far as reading the mailbox. */
  async function runOnce(): Promise<boolean> {
    let wasWell = false;
    try {
      const password = openSecrets(account, platform.keyring).imap;
      await runImapSession(
        {
          account,
          server: account.imap!,
          password,
          pollMs: input.pollMs,
          signal: stopping.signal,
          progress,
          async onReady() {
            wasWell = true;
            await tellHealth(null);
          },
        },
        deps,
      );
    } catch (error) {
      if (stopping.signal.aborted) return wasWell;
      platform.log.warn({ channelAccountId: account.id, err: error }, 'mailbox connection ended');
      // A line that breaks is mended by the next session; only one that cannot begin is news.
      if (!wasWell && !(error instanceof StoreTroubleError)) await tellHealth(toFailure(error));
    }
    return wasWell;
  }

  function toFailure(error: unknown): MailboxFailure {
    if (error instanceof KeyringError) return { code: 'mailboxes.secret_unreadable', params: {} };
    return imapFailure(error, account.imap!);
  }

  async function runAll(): Promise<void> {
    let waitMs = firstWaitMs;
    while (!stopping.signal.aborted) {
      const wasWell = await runOnce().catch((error: unknown) => {
        platform.log.warn(
          { channelAccountId: account.id, err: error },
          'mailbox health could not be written',
        );
        return false;
      });
      if (wasWell) waitMs = firstWaitMs;
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, waitMsMax);
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
