import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import { moveCursors } from './cursors.ts';
import { readPortion, scanMax } from './log-portion.ts';
import type { ReactionRunner } from './reactions.ts';

/** Safety net under the notices of the log. */
const pollMs = 5_000;
/** Reactions may be this much later than the change, and then share a transaction. */
const gatherMs = 25;
/** Cursors that only pass by what does not concern them may lag this much behind. */
const tidyMs = 200;

/**
 * Reads the log once for all reactions of a process and hands each what concerns it. A reaction that nothing concerns
 * is left alone, and its cursor follows a moment later, together with the others': whoever reads the same stretch once
 * more after a fall finds nothing in it either.
 */
export function createLogReader(runners: readonly ReactionRunner[], { db, log }: { db: Db; log: Log }): Loop {
  const wanted = {
    types: [...new Set(runners.flatMap((runner) => runner.wanted.types))],
    origins: [...new Set(runners.flatMap((runner) => runner.wanted.origins))],
  };
  let position: number | null = null;
  let tidying: NodeJS.Timeout | null = null;

  async function begin() {
    const { rows } = await sql<{ pos: number }>`select pos from events_head`.execute(db);
    position = rows[0]!.pos;
    // Each reads by itself up to here.
    for (const runner of runners) runner.wake();
  }

  async function run(): Promise<boolean> {
    if (position === null) {
      await begin();
      return true;
    }
    const portion = await readPortion({ after: position, limit: scanMax, wanted }, db);
    if (portion.upTo === position) return false;
    position = portion.upTo;
    for (const runner of runners) runner.offer(portion);
    tidying ??= setTimeout(() => void tidy(), tidyMs);
    return portion.isFull;
  }

  async function tidy() {
    tidying = null;
    const moves = runners.flatMap((runner) => runner.spare() ?? []);
    if (moves.length === 0) return;
    try {
      const moved = await moveCursors(moves, db);
      for (const move of moves) if (moved.has(move.consumer)) find(move.consumer).moved(move);
    } catch (error) {
      log.debug({ err: error }, 'cursors could not follow; they will with their next step');
    }
  }

  const find = (consumer: string) => runners.find(({ name }) => name === consumer)!;

  const loop = createLoop({ name: 'log-reader', pollMs, gatherMs, log, run });
  return {
    ...loop,
    async stop() {
      await loop.stop();
      if (tidying) clearTimeout(tidying);
      await tidy();
    },
  };
}
