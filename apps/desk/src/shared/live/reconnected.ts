import { useSyncExternalStore } from 'react';

/** How long the good news stays on screen, in ms. */
const staysMs = 7_000;

/** How many tickets changed while nothing could be heard; null: there is nothing to say. */
let changes: number | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

function set(next: number | null) {
  changes = next;
  for (const notify of watchers) notify();
}

/** Says that the connection is back and how much changed meanwhile, for a few seconds. */
export function tellReconnected(count: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => set(null), staysMs);
  set(count);
}

/** The connection is lost again. */
export function forgetReconnected(): void {
  clearTimeout(timer);
  if (changes !== null) set(null);
}

function watch(notify: () => void): () => void {
  watchers.add(notify);
  return () => watchers.delete(notify);
}

export function useReconnected(): number | null {
  return useSyncExternalStore(watch, () => changes);
}
