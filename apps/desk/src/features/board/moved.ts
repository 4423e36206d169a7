import { useSyncExternalStore } from 'react';

let said = '';
const watchers = new Set<() => void>();

/** Tells whoever listens instead of looking where a column stands now; null: it stayed. */
export function announceMove(text: string | null): void {
  if (text === null) return;
  said = text;
  for (const notify of watchers) notify();
}

function watch(notify: () => void): () => void {
  watchers.add(notify);
  return () => watchers.delete(notify);
}

export function useAnnouncedMove(): string {
  return useSyncExternalStore(watch, () => said);
}
