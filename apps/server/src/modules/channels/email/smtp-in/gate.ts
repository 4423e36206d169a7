/**
 * Lets in `max` at a time, the rest in the order they came. Whoever waited `turnMs` goes in all the same, so that
 * some that never leave cannot shut the door.
 */
export function createGate({ max, turnMs }: { max: number; turnMs: number }) {
  const waiting: (() => void)[] = [];
  let inside = 0;

  function goIn(): () => void {
    inside += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      inside -= 1;
      if (inside < max) waiting.shift()?.();
    };
  }

  return {
    /** Resolves to the function by which one leaves; calling it again does nothing. */
    async enter(): Promise<() => void> {
      if (inside >= max || waiting.length > 0) {
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
