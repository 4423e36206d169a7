import type { Platform } from '../../../../platform/platform.ts';

/** First half of the advisory locks of mailboxes; the second is a hash of the mailbox's id. */
const lockClass = 7_265;

/**
 * Which process works a mailbox: locks of one database session, which ends with the process, however it ends.
 * Two processes on one mailbox for a moment would do no harm (rows are stored under unique keys), only work twice.
 */
export interface MailboxLocks {
  /** False when another process has it, or the database is away. */
  acquire(accountId: string): Promise<boolean>;
  release(accountId: string): Promise<void>;
  stop(): Promise<void>;
}

/** What is used of a connection of the pool. */
interface Session {
  query<R extends object>(text: string, values: unknown[]): Promise<{ rows: R[] }>;
  on(event: 'error', listener: () => void): unknown;
  release(destroy: boolean): void;
}

/** Takes one connection of the pool for itself with the first lock, and keeps it. */
export function createMailboxLocks(
  { database, log }: Pick<Platform, 'database' | 'log'>,
  input: { onLost: () => void },
): MailboxLocks {
  let session: Session | null = null;

  async function connect(): Promise<Session> {
    if (session) return session;
    const next: Session = await database.pool.connect();
    next.on('error', () => {
      if (session !== next) return;
      session = null;
      next.release(true);
      input.onLost();
    });
    session = next;
    return next;
  }

  return {
    async acquire(accountId) {
      try {
        const { rows } = await (await connect()).query<{ locked: boolean }>(
          'select pg_try_advisory_lock($1::int, hashtext($2)) as locked',
          [lockClass, accountId],
        );
        return rows[0]?.locked ?? false;
      } catch (error) {
        log.warn({ err: error }, 'mailbox could not be locked; it will be tried again');
        return false;
      }
    },
    async release(accountId) {
      // A lost session has given its locks back already.
      await session
        ?.query('select pg_advisory_unlock($1::int, hashtext($2))', [lockClass, accountId])
        .catch(() => undefined);
    },
    async stop() {
      // Not given back to the pool: its end is what gives the locks back.
      session?.release(true);
      session = null;
    },
  };
}
