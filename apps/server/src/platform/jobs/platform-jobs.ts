import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import type { FileStore } from '../files/file-store.ts';
import { idempotencyHoursKept } from '../http/idempotency.ts';
import type { JobDefinition } from './jobs.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Events in one partition, and partitions made ahead of the one in use. */
const partitionSize = 10_000_000;
const partitionsAhead = 2;
/** How long bytes stay after their last reference went: a backup of yesterday still finds them. */
export const unreferencedFileDaysKept = 7;
/** A file just stored may not have its reference yet. */
const newFileMs = dayMs;
const rateLimitMs = dayMs;
const removedAtOnce = 500;

interface Deps {
  db: Db;
  clock: Clock;
  files: FileStore;
}

/** Makes sure that the log has room ahead; answers how many partitions it made. */
export async function ensureEventPartitions({ db }: { db: Db }): Promise<number> {
  const { rows } = await sql<{ made: number }>`
    select ensure_event_partitions(${partitionsAhead}::int, ${partitionSize}::bigint) as made`.execute(db);
  return rows[0]!.made;
}

/** The periodic work of the platform's own tables. */
export function createPlatformJobs(deps: Deps): JobDefinition[] {
  return [
    {
      name: 'ensure-event-partitions',
      cron: '5 * * * *',
      run: async () => void (await ensureEventPartitions(deps)),
    },
    {
      name: 'clean-platform',
      cron: '23 9 * * *',
      async run() {
        await removeExpired(deps);
        await adoptStrayFiles({ olderThanMs: newFileMs }, deps);
        await markUnreferencedFiles(deps);
        await removeUnreferencedFiles(deps);
      },
    },
  ];
}

/** Answers remembered for repeated requests, and counters of limits that nobody hits any more. */
export async function removeExpired({ db, clock }: Deps): Promise<void> {
  const before = (ms: number) => new Date(clock.now().getTime() - ms);
  await sql`delete from idempotency_keys where created_at < ${before(idempotencyHoursKept * hourMs)}`.execute(
    db,
  );
  await sql`delete from rate_limits where window_started_at < ${before(rateLimitMs)}`.execute(db);
}

/** Whether anything refers to the file `f`: the foreign keys to `files` say where to look, so no table is forgotten. */
async function referenced(db: Db) {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select c.conrelid::regclass::text as table_name, a.attname as column_name
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'files'::regclass and c.conparentid = 0`.execute(db);
  const uses = rows.map(
    ({ table_name, column_name }) =>
      sql`exists (select 1 from ${sql.table(table_name)} u where u.${sql.ref(column_name)} = f.sha256)`,
  );
  return uses.length > 0 ? sql`(${sql.join(uses, sql` or `)})` : sql`false`;
}

/**
 * Gives a row to bytes that have none, because a process died between the two: from then on they go the way of every
 * file that nothing refers to. Removing them here could take them from somebody who stores the same bytes now.
 * Answers how many.
 */
export async function adoptStrayFiles(
  input: { olderThanMs: number },
  { db, clock, files }: Deps,
): Promise<number> {
  const now = clock.now();
  let adopted = 0;
  for await (const { sha256, sizeBytes, changedAt } of files.list()) {
    if (now.getTime() - changedAt.getTime() < input.olderThanMs) continue;
    const { numAffectedRows } = await sql`insert into files (sha256, size_bytes, created_at)
      values (${sha256}, ${sizeBytes}, ${changedAt}) on conflict (sha256) do nothing`.execute(db);
    adopted += Number(numAffectedRows ?? 0);
  }
  return adopted;
}

/** Notes since when nothing refers to a file; one that is in use again loses the note. */
export async function markUnreferencedFiles({ db, clock }: Deps): Promise<void> {
  const inUse = await referenced(db);
  await sql`update files f set unreferenced_since = null where unreferenced_since is not null and ${inUse}`.execute(
    db,
  );
  await sql`update files f set unreferenced_since = ${clock.now()}
    where unreferenced_since is null and created_at < ${new Date(clock.now().getTime() - newFileMs)}
      and not ${inUse}`.execute(db);
}

/** Removes row and bytes of files that nothing has referred to for days; answers how many. */
export async function removeUnreferencedFiles({ db, clock, files }: Deps): Promise<number> {
  const limit = new Date(clock.now().getTime() - unreferencedFileDaysKept * dayMs);
  const inUse = await referenced(db);
  for (let removed = 0; ; ) {
    const batch = await db.transaction().execute(async (tx) => {
      // Whoever stores the same bytes meanwhile waits for this transaction on the row, and then writes them anew.
      const { rows } = await sql<{ sha256: string }>`
        delete from files f using (
          select sha256 from files f where unreferenced_since < ${limit} and not ${inUse}
          order by sha256 limit ${removedAtOnce} for update skip locked) old
        where f.sha256 = old.sha256 returning f.sha256`.execute(tx);
      for (const { sha256 } of rows) await files.remove(sha256);
      return rows.length;
    });
    removed += batch;
    if (batch < removedAtOnce) return removed;
  }
}
