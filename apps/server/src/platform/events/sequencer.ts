import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { keepPlan } from '../db/kept-plans.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';

/** Rows moved in one step. */
export const sequencerBatchMax = 500;
/** Name of the notice that carries the new head to every process. */
export const logChannel = 'ventanilla_log';
const pollMs = 500;
/** Commits that come together are ordered in one step: the order costs a commit of its own. */
const gatherMs = 4;

export interface Sequencer extends Loop {
  /** Moves one batch; answers how many rows and the head's new position. */
  step(): Promise<{ moved: number; pos: number }>;
}

/**
 * Orders events after their commit. A reader that asks for `id > last` would lose those of transactions still
 * open; here whoever holds the head's lock moves what is committed to the end of `events_log`, and consumers
 * read that order. One notice goes out for a batch, never inside a request's transaction.
 */
export function createSequencer(deps: { db: Db; log: Log; onAdvance: (pos: number) => void }): Sequencer {
  async function step() {
    const result = await deps.db.transaction().execute(async (tx) => {
      // The lock has a statement of its own, so that the next one's snapshot is taken after it was granted.
      await sql`select pos from events_head for update ${keepPlan}`.execute(tx);
      const { rows } = await sql<{ moved: number; pos: number }>`
        with taken as (
          delete from events_pending
          where event_id in (select event_id from events_pending order by event_id limit ${sequencerBatchMax})
          returning event_id),
        numbered as (
          insert into events_log (pos, event_id)
          select h.pos + row_number() over (order by t.event_id), t.event_id from taken t cross join events_head h
          returning pos),
        head as (
          update events_head set pos = pos + (select count(*) from numbered)
          where exists (select 1 from numbered) returning pos)
        select (select count(*) from numbered)::int as moved,
               coalesce((select pos from head), (select pos from events_head)) as pos ${keepPlan}`.execute(
        tx,
      );
      const { moved, pos } = rows[0]!;
      if (moved > 0) await sql`select pg_notify(${logChannel}, ${String(pos)})`.execute(tx);
      return { moved, pos };
    });
    if (result.moved > 0) deps.onAdvance(result.pos);
    return result;
  }

  const loop = createLoop({
    name: 'sequencer',
    pollMs,
    gatherMs,
    log: deps.log,
    run: async () => (await step()).moved === sequencerBatchMax,
  });
  return { ...loop, step };
}
