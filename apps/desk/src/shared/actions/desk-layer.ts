import { useSyncExternalStore } from 'react';
import { holdTyped, takeTyped } from './typed-ahead.ts';

/** What may lie over every page: the palette (⌘K), the sheet of keys (`?`) or the notices (`v`). */
export type DeskLayer = 'palette' | 'keys' | 'notices';

let present: DeskLayer | null = null;
let opener: Element | null = null;
const watchers = new Set<() => void>();

function set(next: DeskLayer | null): void {
  present = next;
  for (const notify of watchers) notify();
}

/** Opens one over the page and remembers where the focus was. */
export function openLayer(layer: DeskLayer): void {
  if (present === null) opener = document.activeElement;
  if (layer === 'palette') holdTyped(() => closeLayer());
  set(layer);
}

/** Closes it; the focus goes back to where it was, or to the page where that is gone. `then` runs after that. */
export function closeLayer(then?: () => void): void {
  takeTyped();
  set(null);
  // The layer is taken away first: its trap would take the focus back.
  requestAnimationFrame(() => {
    if (present !== null) return;
    const back =
      opener?.isConnected && opener !== document.body ? opener : document.getElementById('content');
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    opener = null;
    then?.();
  });
}

function watch(notify: () => void): () => void {
  watchers.add(notify);
  return () => watchers.delete(notify);
}

/** The layer that is open. */
export function useDeskLayer(): DeskLayer | null {
  return useSyncExternalStore(watch, () => present);
}
