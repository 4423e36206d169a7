import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { keepPlan } from '../db/kept-plans.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';

/** Rows moved in one step. */
export const sequencerBatchMax = 500;
/** Name of the notice that carries the new head to every process; `order_events` in the database sends it. */
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
 * open; here whoever holds the head's lock moves what is committed to the end of `events_log` (`order_events`), and
 * consumers read that order. One notice goes out for a batch, never inside a request's transaction.
 */
export function createSequencer(deps: { db: Db; log: Log; onAdvance: (pos: number) => void }): Sequencer {
  async function step() {
    const { rows } = await sql<{ moved: number; pos: number }>`
      select moved, head as pos from order_events(${sequencerBatchMax}) ${keepPlan}`.execute(deps.db);
    const result = rows[0]!;
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
