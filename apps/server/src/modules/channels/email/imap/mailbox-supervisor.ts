import { createLoop } from '../../../../platform/loop.ts';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { type HistoryImporter, startImporter } from '../history/import-history.ts';
import { runningImports } from '../history/imports.store.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import { type MailAccount, standsStill } from '../mailboxes/mailboxes.store.ts';
import type { SignIns } from '../mailboxes/sign-ins.ts';
import { createMailboxLocks } from './mailbox-locks.ts';
import { type MailboxRunner, startMailboxRunner } from './mailbox-runner.ts';

/** How often mailboxes are compared with what runs, besides at each notice. */
const compareMs = 5_000;

/** What runs for one mailbox in this process. */
interface Running {
  runner: MailboxRunner;
  importer: HistoryImporter | null;
}

/**
 * One runner per mailbox, each with its own connection and its own trouble. New and changed mailboxes begin without
 * a restart; those of a process that died are taken over by another. History is taken in beside it.
 */
export function createMailboxSupervisor(
  input: { pollMs: number; patienceMs: number },
  deps: { platform: Platform; accounts: KnownAccounts; intake: RawIntake; signIns: SignIns },
): Service {
  const { platform, accounts } = deps;
  const running = new Map<string, Running>();
  let unsubscribe = () => {};
  const locks = createMailboxLocks(platform, {
    // Without the session another process may have the mailboxes: begin anew.
    onLost: () => void endAll().then(() => loop.wake()),
  });

  async function end(id: string): Promise<void> {
    const one = running.get(id);
    running.delete(id);
    await Promise.all([one?.runner.stop(), one?.importer?.stop()]);
    await locks.release(id);
  }

  async function endAll(): Promise<void> {
    await Promise.all([...running.keys()].map(end));
  }

  async function takeInHistory(wanted: readonly MailAccount[]): Promise<void> {
    const jobs = new Map((await runningImports(platform.db)).map((job) => [job.channel_account_id, job]));
    for (const account of wanted) {
      const one = running.get(account.id);
      const job = jobs.get(account.id);
      if (!one || !job || one.importer) continue;
      one.importer = startImporter(
        {
          account,
          job,
          ended: () => {
            one.importer = null;
          },
        },
        deps,
      );
    }
  }

  const loop = createLoop({
    name: 'mailboxes',
    pollMs: compareMs,
    log: platform.log,
    async run() {
      const wanted = (await accounts.list()).filter(
        (account) => account.imap !== null && account.state !== 'paused' && !standsStill(account),
      );
      const versions = new Map(wanted.map(({ id, version }) => [id, version]));
      const outdated = [...running].filter(([id, { runner }]) => versions.get(id) !== runner.version);
      await Promise.all(outdated.map(([id]) => end(id)));
      for (const account of wanted) {
        if (running.has(account.id) || !(await locks.acquire(account.id))) continue;
        const runner = startMailboxRunner({ account, ...input }, deps);
        running.set(account.id, { runner, importer: null });
      }
      await takeInHistory(wanted);
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
