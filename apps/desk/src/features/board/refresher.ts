/** How many ids one refresh may ask for; the API's `cardsPerRefreshMax`. */
const idsPerRefresh = 100;
/** When so many come at once somebody changes a great many: the next wait for longer, in ms, and are asked for together. */
const manyIds = 20;
const manyMs = 1_000;

/** After so long without a change one is asked for almost at once: it is alone, or the first of several, in ms. */
const calmMs = 500;
const soonMs = 15;

interface RefresherOptions {
  /** How long ids are joined before they are asked for while they keep coming, in ms. */
  joinMs: number;
  /** Fetches these ids and applies the answer; a failure is reported by rejecting. */
  refresh(ids: string[]): Promise<void>;
  /** Called when a refresh failed: what was asked for is no longer known. */
  onFailed(): void;
}

export interface Refresher {
  add(ids: readonly string[]): void;
  stop(): void;
}

/**
 * Joins the ids of changed tickets and refreshes them one request after another, so that an earlier answer never
 * overtakes a later one.
 */
export function createRefresher({ joinMs, refresh, onFailed }: RefresherOptions): Refresher {
  const wanted = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let isMuch = false;
  let endedAt = Number.NEGATIVE_INFINITY;

  function waitMs(): number {
    const restMs = performance.now() - endedAt;
    if (isMuch && restMs < manyMs) return manyMs;
    return restMs > calmMs ? soonMs : joinMs;
  }

  async function run() {
    timer = undefined;
    if (running) return;
    running = true;
    isMuch = wanted.size >= manyIds;
    while (wanted.size > 0) {
      const ids = [...wanted].slice(0, idsPerRefresh);
      for (const id of ids) wanted.delete(id);
      try {
        await refresh(ids);
      } catch {
        wanted.clear();
        onFailed();
      }
    }
    running = false;
    endedAt = performance.now();
  }

  return {
    add(ids) {
      for (const id of ids) wanted.add(id);
      if (wanted.size > 0 && timer === undefined && !running) timer = setTimeout(() => void run(), waitMs());
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      wanted.clear();
    },
  };
}
