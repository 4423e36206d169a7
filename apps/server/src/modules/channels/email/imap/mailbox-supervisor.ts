import { createLoop } from '../../../../platform/loop.ts';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import { createMailboxLocks } from './mailbox-locks.ts';
import { type MailboxRunner, startMailboxRunner } from './mailbox-runner.ts';

/** How often mailboxes are compared with what runs, besides at each notice. */
const compareMs = 5_000;

/**
 * One runner per mailbox, each with its own connection and its own trouble. New and changed mailboxes begin without
 * a restart; those of a process that died are taken over by another.
 */
export function createMailboxSupervisor(
  input: { pollMs: number },
  deps: { platform: Platform; accounts: KnownAccounts; intake: RawIntake },
): Service {
  const { platform, accounts } = deps;
  const runners = new Map<string, MailboxRunner>();
  let unsubscribe = () => {};
  const locks = createMailboxLocks(platform, {
    // Without the session another process may have the mailboxes: begin anew.
    onLost: () => void endAll().then(() => loop.wake()),
  });

  async function end(id: string): Promise<void> {
    const runner = runners.get(id);
    runners.delete(id);
    await runner?.stop();
    await locks.release(id);
  }

  async function endAll(): Promise<void> {
    await Promise.all([...runners.keys()].map(end));
  }

  const loop = createLoop({
    name: 'mailboxes',
    pollMs: compareMs,
    log: platform.log,
    async run() {
      const wanted = (await accounts.list()).filter(({ imap, state }) => imap !== null && state !== 'paused');
      const versions = new Map(wanted.map(({ id, version }) => [id, version]));
      const outdated = [...runners].filter(([id, runner]) => versions.get(id) !== runner.version);
      await Promise.all(outdated.map(([id]) => end(id)));
      for (const account of wanted) {
        if (runners.has(account.id) || !(await locks.acquire(account.id))) continue;
        runners.set(account.id, startMailboxRunner({ account, pollMs: input.pollMs }, deps));
      }
      return false;
    },
  });

  return {
    name: 'mailboxes',
    role: 'worker',
    async start() {
      unsubscribe = accounts.subscribe(() => loop.wake());
      loop.start();
    },
    async stop() {
      unsubscribe();
      await loop.stop();
      await endAll();
      await locks.stop();
    },
  };
}
