import type { ListLayout } from '@ventanilla/contracts/views';
import { firstLayout, isShown } from './list.rules.ts';

const storageKey = 'ventanilla.list';

/** How this browser's lists are laid out where no view says otherwise. */
export function storedLayout(): ListLayout {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as ListLayout | null;
    return stored && stored.columns.length > 0 ? shownLayout(stored) : firstLayout;
  } catch {
    // Storage may be closed, or hold what an earlier version wrote.
    return firstLayout;
  }
}

/** A layout with only the columns that this desk draws. */
export function shownLayout(layout: ListLayout): ListLayout {
  const columns = layout.columns.filter(({ key }) => isShown(key));
  return columns.length > 0 ? { ...layout, columns } : firstLayout;
}

export function storeLayout(layout: ListLayout): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(layout));
  } catch {
    // Without storage it lasts until the page is closed.
  }
}
