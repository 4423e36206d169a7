import type { Platform } from '../../../../platform/platform.ts';
import { listAccounts, type MailAccount } from './mailboxes.store.ts';

/** Tells every process that a mailbox was added or changed. */
export const mailboxesChannel = 'ventanilla_mailboxes';
/** A lost notice costs at most this long. */
const freshMs = 5_000;

/** The mailboxes, kept in memory: each received mail asks for them. */
export interface KnownAccounts {
  list(): Promise<readonly MailAccount[]>;
  /** What `look` finds among them; looks again among fresh ones before it says that there is none. */
  find(
    look: (accounts: readonly MailAccount[]) => MailAccount | null | undefined,
  ): Promise<MailAccount | null>;
  /** After a committed change: forgets here and tells the other processes. */
  changed(): Promise<void>;
  subscribe(listener: () => void): () => void;
}

export function createKnownAccounts(
  platform: Pick<Platform, 'db' | 'feed' | 'database' | 'log'>,
): KnownAccounts {
  const listeners = new Set<() => void>();
  let kept: { at: number; accounts: Promise<readonly MailAccount[]> } | null = null;

  function forget() {
    kept = null;
    for (const listener of listeners) listener();
  }
  platform.feed.listen(mailboxesChannel, forget);

  function list() {
    // Age by the monotonic clock: it is about this process's memory, not about the business's time.
    const at = performance.now();
    if (kept && at - kept.at < freshMs) return kept.accounts;
    const accounts = listAccounts(platform.db);
    const mine = { at, accounts };
    kept = mine;
    accounts.catch(() => {
      if (kept === mine) kept = null;
    });
    return accounts;
  }

  return {
    list,
    async find(look) {
      const found = look(await list());
      if (found) return found;
      kept = null;
      return look(await list()) ?? null;
    },
    async changed() {
      forget();
      await platform.database.pool
        .query('select pg_notify($1, $2)', [mailboxesChannel, ''])
        .catch((error: unknown) => platform.log.warn({ err: error }, 'could not tell of a changed mailbox'));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
