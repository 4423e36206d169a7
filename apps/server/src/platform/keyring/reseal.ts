import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { type Keyring, KeyringError } from './keyring.ts';

/** A column whose texts are sealed, and what opens them. */
export interface SealedColumn {
  table: string;
  /** Tells its rows apart. */
  key: string;
  column: string;
  purpose: string;
}

export interface Resealed {
  changed: number;
  /** No key opens them: they were lost before. */
  unreadable: number;
}

const batch = 200;

/**
 * Seals everything anew with the first key, while others read and write: a row that changed in between was sealed by
 * them. What stays behind because of that is sealed by the next run.
 */
export async function resealAll(
  columns: readonly SealedColumn[],
  { db, keyring }: { db: Db; keyring: Keyring },
): Promise<Resealed> {
  const total: Resealed = { changed: 0, unreadable: 0 };
  for (const column of columns) {
    const { changed, unreadable } = await resealColumn(column, { db, keyring });
    total.changed += changed;
    total.unreadable += unreadable;
  }
  return total;
}

async function resealColumn(
  { table, key, column, purpose }: SealedColumn,
  { db, keyring }: { db: Db; keyring: Keyring },
): Promise<Resealed> {
  const done: Resealed = { changed: 0, unreadable: 0 };
  const current = `v1.${keyring.marks[0]!.id}.%`;
  const [from, id, value] = [sql.table(table), sql.ref(key), sql.ref(column)];
  for (let after = ''; ; ) {
    const { rows } = await sql<{ id: string; sealed: string }>`
      select ${id}::text as id, ${value} as sealed from ${from}
      where ${value} is not null and ${value} not like ${current} and ${id}::text > ${after}
      order by ${id}::text limit ${batch}`.execute(db);
    for (const row of rows) {
      const next = sealAnew(row.sealed, { purpose, keyring });
      if (next === null) done.unreadable += 1;
      else {
        await sql`update ${from} set ${value} = ${next}
          where ${id}::text = ${row.id} and ${value} = ${row.sealed}`.execute(db);
        done.changed += 1;
      }
    }
    if (rows.length < batch) return done;
    after = rows.at(-1)!.id;
  }
}

function sealAnew(
  sealed: string,
  { purpose, keyring }: { purpose: string; keyring: Keyring },
): string | null {
  try {
    return keyring.seal(keyring.open(sealed, purpose), purpose);
  } catch (error) {
    if (error instanceof KeyringError) return null;
    throw error;
  }
}
