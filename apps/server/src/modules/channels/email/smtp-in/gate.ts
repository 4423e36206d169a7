/** Places at the start, and between which numbers they may vary. */
const places = { start: 10, min: 3, max: 32 };
/** Slower passages than the first take places away, faster ones than the second give them back. */
const slowMs = 180;
const fastMs = 100;

/** Ends a passage; `tookMs` is how long it was. Calling it again does nothing. */
export type Leave = (tookMs: number | null) => void;

/**
 * Lets in a few at a time, the rest in the order they came: as many as can pass quickly, found by how long the last
 * ones took. Whoever waited `turnMs` goes in all the same, so that some that never leave cannot shut the door.
 */
export function createGate({ turnMs }: { turnMs: number }) {
  const waiting: (() => void)[] = [];
  let open = places.start;
  let inside = 0;

  function adapt(tookMs: number) {
    if (tookMs > slowMs) open = Math.max(places.min, open - 0.5);
    else if (tookMs < fastMs) open = Math.min(places.max, open + 0.25);
  }

  function goIn(): Leave {
    inside += 1;
    let left = false;
    return (tookMs) => {
      if (left) return;
      left = true;
      inside -= 1;
      if (tookMs !== null) adapt(tookMs);
      for (let free = Math.floor(open) - inside; free > 0; free -= 1) waiting.shift()?.();
    };
  }

  return {
    async enter(): Promise<Leave> {
      if (inside >= Math.floor(open) || waiting.length > 0) {
        await new Promise<void>((resolve) => {
          const go = () => {
            clearTimeout(timer);
            const at = waiting.indexOf(go);
            if (at >= 0) waiting.splice(at, 1);
            resolve();
          };
          const timer = setTimeout(go, turnMs);
          waiting.push(go);
        });
      }
      return goIn();
    },
  };
}
