import type pg from 'pg';

/** What the database did so far, by pg_stat_statements. */
interface Snapshot {
  calls: number;
  commits: number;
  pages: number;
}

export interface DatabaseWork {
  statements: number;
  commits: number;
  /** Shared pages found in the cache or read. */
  pages: number;
}

async function read(client: pg.Client, database: string): Promise<Snapshot> {
  const { rows } = await client.query<Record<keyof Snapshot, string>>(
    `select coalesce(sum(calls) filter (where query !~* '^(begin|commit|rollback|start)'), 0) as calls,
       coalesce(sum(calls) filter (where query ~* '^commit'), 0) as commits,
       coalesce(sum(shared_blks_hit + shared_blks_read), 0) as pages
     from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = $1`,
    [database],
  );
  const row = rows[0]!;
  return {
    calls: Number(row.calls),
    commits: Number(row.commits),
    pages: Number(row.pages),
  };
}

/** What a database does while `act` runs. */
export async function databaseWork(
  input: { client: pg.Client; database: string },
  act: () => Promise<void>,
): Promise<DatabaseWork> {
  const before = await read(input.client, input.database);
  await act();
  const after = await read(input.client, input.database);
  return {
    statements: after.calls - before.calls,
    commits: after.commits - before.commits,
    pages: after.pages - before.pages,
  };
}
