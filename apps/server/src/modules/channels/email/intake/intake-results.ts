import type { IntakeResult } from '@ventanilla/contracts/channels';
import type { Platform } from '../../../../platform/platform.ts';
import { findIntake } from './queue.store.ts';

/** Tells waiting requests of other processes which mails are finished: ids separated by commas. */
export const intakeDoneChannel = 'ventanilla_intake_done';
/** A lost notice costs at most this long. */
const pollMs = 1_000;

/** Lets a request wait for a worker that may be another process. */
export interface IntakeResults {
  /** The result, or null when it did not come within `timeoutMs`. `maybeDone`: look before waiting. */
  wait(intakeId: string, timeoutMs: number, options?: { maybeDone: boolean }): Promise<IntakeResult | null>;
  /** Called by the worker after its commit. */
  finished(results: readonly { id: string; source: string; result: IntakeResult }[]): void;
}

export function createIntakeResults(
  platform: Pick<Platform, 'db' | 'database' | 'feed' | 'log'>,
): IntakeResults {
  const waiters = new Map<string, Set<(result?: IntakeResult) => void>>();

  platform.feed.listen(intakeDoneChannel, (ids) => {
    for (const id of ids.split(',')) for (const wake of waiters.get(id) ?? []) wake();
  });

  async function read(intakeId: string): Promise<IntakeResult | null> {
    const row = await findIntake(intakeId, platform.db);
    return row && row.state !== 'waiting' ? row.result : null;
  }

  /** Waits for a word about the mail, at most `ms`; a word from this process brings the result with it. */
  function nextWord(intakeId: string, ms: number): Promise<IntakeResult | undefined> {
    return new Promise((resolve) => {
      const set = waiters.get(intakeId) ?? new Set();
      const end = (result?: IntakeResult) => {
        clearTimeout(timer);
        set.delete(end);
        if (set.size === 0) waiters.delete(intakeId);
        resolve(result);
      };
      const timer = setTimeout(end, ms);
      waiters.set(intakeId, set.add(end));
    });
  }

  return {
    async wait(intakeId, timeoutMs, options) {
      const done = options?.maybeDone ? await read(intakeId) : null;
      if (done) return done;
      const end = performance.now() + timeoutMs;
      for (;;) {
        const left = end - performance.now();
        if (left <= 0) return null;
        const word = await nextWord(intakeId, Math.min(left, pollMs));
        const result = word ?? (await read(intakeId));
        if (result) return result;
      }
    },
    finished(results) {
      const elsewhere: string[] = [];
      for (const { id, source, result } of results) {
        const local = waiters.get(id);
        for (const wake of local ?? []) wake(result);
        // Only requests wait; other ways in have had their answer when the mail was stored.
        if (!local && source === 'api') elsewhere.push(id);
      }
      if (elsewhere.length === 0) return;
      platform.database.pool
        .query('select pg_notify($1, $2)', [intakeDoneChannel, elsewhere.join(',')])
        .catch((error: unknown) => platform.log.warn({ err: error }, 'could not tell of finished mail'));
    },
  };
}
