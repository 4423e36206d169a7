import pg from 'pg';
import type { Log } from '../../../../platform/log.ts';

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

export function createMailboxLocks(input: { url: string; log: Log; onLost: () => void }): MailboxLocks {
  let client: pg.Client | null = null;

  async function connect(): Promise<pg.Client> {
    if (client) return client;
    const next = new pg.Client({ connectionString: input.url, application_name: 'ventanilla mailboxes' });
    const lose = () => {
      if (client !== next) return;
      client = null;
      input.onLost();
    };
    next.on('error', lose);
    next.on('end', lose);
    await next.connect();
    client = next;
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
        input.log.warn({ err: error }, 'mailbox could not be locked; it will be tried again');
        return false;
      }
    },
    async release(accountId) {
      // A lost session has given its locks back already.
      await client
        ?.query('select pg_advisory_unlock($1::int, hashtext($2))', [lockClass, accountId])
        .catch(() => undefined);
    },
    async stop() {
      const ending = client;
      client = null;
      await ending?.end().catch(() => undefined);
    },
  };
}
