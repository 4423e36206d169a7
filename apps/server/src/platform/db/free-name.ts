import type { ErrorCode } from '@ventanilla/contracts/errors';
import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { Work } from '../work.ts';

interface WantedName {
  name: string;
  table: string;
  /** Columns of the name and of what a row goes by. */
  column?: string;
  key?: string;
  /** The row that is to have it, by its key; null: a new one. */
  except: string | null;
  /** Rows of `r` among which a name is one's own; left out: all. */
  among?: RawBuilder<unknown>;
  /** What is thrown where another has it. */
  taken: ErrorCode;
}

/**
 * Two rows never read the same, whatever their capitals. The caller holds the lock under which the names of that table
 * are decided. Throws `taken`.
 */
export async function demandFreeName(wanted: WantedName, work: Work): Promise<void> {
  const { name, table, column = 'name', key = 'id', except, among = sql`true`, taken } = wanted;
  const { rows } = await sql`
    select from ${sql.table(table)} r where lower(r.${sql.ref(column)}) = lower(${name})
      and r.${sql.ref(key)}::text is distinct from ${except}::text and ${among} limit 1`.execute(work.tx);
  if (rows.length > 0) throw new AppError(taken);
}
