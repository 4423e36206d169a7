interface AwayCounterOptions {
  /** How long after coming back changes still count as missed, in ms. */
  settleMs: number;
  /** Told once after each absence, with how many tickets changed. */
  onBack(count: number): void;
  onAway(): void;
}

/** Counts the tickets that changed while the stream was cut: those that it tells right after it is back. */
export function createAwayCounter({ settleMs, onBack, onAway }: AwayCounterOptions) {
  let isAway = false;
  let missed: Set<string> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    away() {
      clearTimeout(timer);
      isAway = true;
      onAway();
    },
    back() {
      if (!isAway) return;
      isAway = false;
      missed ??= new Set();
      timer = setTimeout(() => {
        const count = missed?.size ?? 0;
        missed = null;
        onBack(count);
      }, settleMs);
    },
    changed(ids: readonly string[]) {
      for (const id of ids) missed?.add(id);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
