import { useSyncExternalStore } from 'react';

/** What may lie over every page: the palette (⌘K) or the sheet of keys (`?`). */
export type DeskLayer = 'palette' | 'keys';

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
  if (layer === 'palette') {
    typedAhead = '';
    window.addEventListener('keydown', keepTyped, true);
  }
  set(layer);
}

let typedAhead = '';

/** What is typed before the palette's box is there belongs to the box: neither lost, nor taken for single keys. */
function keepTyped(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return;
  if (event.key === 'Escape') closeLayer();
  else if (event.key.length === 1) typedAhead += event.key;
  event.preventDefault();
  event.stopPropagation();
}

/** What was typed since the palette was asked for; from now on its box has the keys. */
export function takeTyped(): string {
  window.removeEventListener('keydown', keepTyped, true);
  const typed = typedAhead;
  typedAhead = '';
  return typed;
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
