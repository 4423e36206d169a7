import type { TicketCard } from '@ventanilla/web';
import { type RefObject, useEffect, useSyncExternalStore } from 'react';
import { useLatest } from '../../../shared/hooks/use-latest.ts';
import type * as boardDrag from './board-drag.ts';

/** What the library does for us. */
type DragModule = Pick<typeof boardDrag, 'makeDraggable' | 'makeDropPlace' | 'makeColumnDraggable'>;

let loaded: DragModule | null = null;
let loading: Promise<void> | null = null;
let dragged: TicketCard | null = null;
const watchers = new Set<() => void>();

function notify() {
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Fetches what dragging needs, after the board is drawn and only where there is a mouse. */
export function loadDrag(): void {
  if (!matchMedia('(pointer: fine)').matches) return;
  loading ??= import('./board-drag.ts').then((drag) => {
    loaded = drag;
    notify();
  });
  loading.catch(() => {
    // Without it everything can be done by «Mover a…»; the next board tries again.
    loading = null;
  });
}

function setDragged(card: TicketCard | null): void {
  dragged = card;
  notify();
}

/** The card that is being dragged; null: none. */
export function useDragged(): TicketCard | null {
  return useSyncExternalStore(watch, () => dragged);
}

/** The library, once it is here. */
export function useDragModule(): DragModule | null {
  return useSyncExternalStore(watch, () => loaded);
}

/** Lets a card be dragged; `null`: it stays where it is. Answers whether it is being dragged. */
export function useDraggableCard(element: RefObject<HTMLElement | null>, card: TicketCard | null): boolean {
  const drag = useDragModule();
  const latest = useLatest(card);
  const canMove = card !== null;
  // Not anew with each change of the card: one that changes while it is dragged would be dropped.
  useEffect(() => {
    if (!drag || !canMove || !element.current) return undefined;
    return drag.makeDraggable(element.current, { read: () => latest.current, onDragged: setDragged });
  }, [drag, canMove, element, latest]);
  return useSyncExternalStore(watch, () => dragged !== null && dragged.id === card?.id);
}
