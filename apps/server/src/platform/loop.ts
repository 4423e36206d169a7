import { isTransient } from './db/database.ts';
import type { Log } from './log.ts';

const backOffMsMax = 5_000;

/** Work that repeats: when woken, and at the latest every `pollMs`. One run at a time; a wake during a run means one more. */
export interface Loop {
  start(): void;
  wake(): void;
  /** Resolves when the run under way has ended; no further one begins. */
  stop(): Promise<void>;
}

/**
 * @param run does a portion and answers whether there is more to do at once. A throw is logged, and the next run
 * waits longer each time; the loop never ends by itself.
 */
export function createLoop(input: {
  name: string;
  pollMs: number;
  /** How long a wake waits for others, so that one run serves them all; 0 unless given. */
  gatherMs?: number;
  log: Log;
  run: () => Promise<boolean>;
}): Loop {
  let stopped = true;
  let running: Promise<void> | null = null;
  let wakePending = false;
  let timer: NodeJS.Timeout | null = null;
  let gathering: NodeJS.Timeout | null = null;
  let failures = 0;

  async function runAll() {
    try {
      wakePending = false;
      while (!stopped && (await input.run()));
      failures = 0;
    } catch (error) {
      failures += 1;
      const level = isTransient(error) ? 'warn' : 'error';
      input.log[level]({ loop: input.name, failures, err: error }, 'loop failed; it will try again');
    }
  }

  function schedule() {
    if (stopped) return;
    const waitMs = failures === 0 ? input.pollMs : Math.min(backOffMsMax, input.pollMs * 2 ** failures);
    timer = setTimeout(begin, waitMs);
  }

  /** The first wake begins the wait; those that come during it are served by the same run. */
  function beginSoon() {
    if (gathering) return;
    gathering = setTimeout(() => {
      gathering = null;
      begin();
    }, input.gatherMs ?? 0);
  }

  function begin() {
    if (timer) clearTimeout(timer);
    timer = null;
    if (stopped || running) return;
    running = runAll().finally(() => {
      running = null;
      if (wakePending && failures === 0 && !stopped) beginSoon();
      else schedule();
    });
  }

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      begin();
    },
    wake() {
      wakePending = true;
      if (!stopped && !running && failures === 0) beginSoon();
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      if (gathering) clearTimeout(gathering);
      timer = null;
      gathering = null;
      await running;
    },
  };
}
