import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Log } from '../../platform/log.ts';
import { type FilterClock, readStanding } from '../tickets/index.ts';
import type { ItemOfRun } from './run.rules.ts';

/** A filter that counts for longer is as good as unread: the item waits, and the rest goes on. */
const countMs = 3_000;

export interface EvidenceDeps {
  clock: FilterClock;
  log: Log;
}

type Asked = Pick<ItemOfRun, 'id' | 'filter' | 'state'>;

/**
 * How many tickets that its person sees fit each filter that is not settled, by run and item: null where that cannot be
 * read. All of them in one statement; where one fails, each by itself.
 */
export async function readEvidence(
  { runs, actor }: { runs: readonly { id: string; items: readonly Asked[] }[]; actor: Actor },
  db: Db,
  deps: EvidenceDeps,
): Promise<Map<string, Map<string, number | null>>> {
  const asked = runs.flatMap((run) =>
    run.items.flatMap(({ id, filter, state }) =>
      filter && state === 'open' ? [{ runId: run.id, itemId: id, filter }] : [],
    ),
  );
  const distinct = [...new Map(asked.map(({ filter }) => [JSON.stringify(filter), filter]))];
  const counts = new Map<string, number | null>();
  const together = await tryCount(distinct, { actor }, db, deps);
  for (const [at, one] of distinct.entries()) {
    const alone = together ? [together[at]!] : await tryCount([one], { actor }, db, deps);
    counts.set(one[0], alone?.[0] ?? null);
  }
  const found = new Map(runs.map(({ id }) => [id, new Map<string, number | null>()]));
  for (const { runId, itemId, filter } of asked)
    found.get(runId)!.set(itemId, counts.get(JSON.stringify(filter)) ?? null);
  return found;
}

type Keyed = readonly [string, NonNullable<Asked['filter']>];

/** Null: at least one of them cannot be read. What the caller's transaction did stays. */
async function tryCount(
  filters: readonly Keyed[],
  { actor }: { actor: Actor },
  db: Db,
  { clock, log }: EvidenceDeps,
): Promise<number[] | null> {
  if (filters.length === 0) return [];
  await sql`savepoint evidence`.execute(db);
  try {
    await sql`set local statement_timeout = ${sql.lit(countMs)}`.execute(db);
    const columns = filters.map(([id, source]) => ({ id, source, sort: 'number' as const }));
    const { columns: counted } = await readStanding({ columns, actor, clock, limit: 0 }, db);
    await sql`rollback to savepoint evidence`.execute(db);
    return counted.map(({ count }) => count.value);
  } catch (error) {
    await sql`rollback to savepoint evidence`.execute(db);
    log.warn({ err: error, filters: filters.length }, 'a filter of a routine could not be counted');
    return null;
  } finally {
    await sql`release savepoint evidence`.execute(db);
  }
}
