import { sql } from 'kysely';
import type { Db } from './database.ts';

/** PostgreSQL's word for a statement that was cancelled, as when its time was over. */
const cancelled = '57014';

/**
 * Runs reads of which none may take longer than `ms`. `late` makes the error for whoever waits; what else goes wrong
 * passes as it is.
 */
export async function withinTime<T>(
  { ms, late }: { ms: number; late: (cause: unknown) => Error },
  db: Db,
  read: (tx: Db) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = ${sql.lit(ms)}`.execute(tx);
      return read(tx);
    });
  } catch (error) {
    throw (error as { code?: unknown } | null)?.code === cancelled ? late(error) : error;
  }
}
