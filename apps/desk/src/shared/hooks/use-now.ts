import { useSyncExternalStore } from 'react';

/** How often relative times are written anew, in ms. */
const tickMs = 20_000;

let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

function tick() {
  now = new Date();
  for (const notify of watchers) notify();
}

function watch(notify: () => void): () => void {
  watchers.add(notify);
  if (watchers.size === 1) {
    now = new Date();
    timer = setInterval(tick, tickMs);
  }
  return () => {
    watchers.delete(notify);
    if (watchers.size === 0) clearInterval(timer);
  };
}

/** The present instant, renewed every 20 s for all that show it; the only reader of the clock in the desk. */
export function useNow(): Date {
  return useSyncExternalStore(watch, () => now);
}

/** The present instant, for the moment something happens. */
export function readNow(): Date {
  return new Date();
}
