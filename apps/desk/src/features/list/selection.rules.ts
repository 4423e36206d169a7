import type { BulkSelection } from '@ventanilla/web';

/** What is selected: those of `ids`, or with `whole` the whole result but those of `ids`. */
export interface Selection {
  whole: boolean;
  ids: ReadonlySet<string>;
}

export const nothingSelected: Selection = { whole: false, ids: new Set() };
export const wholeSelected: Selection = { whole: true, ids: new Set() };

export const isSelected = ({ whole, ids }: Selection, id: string): boolean => whole !== ids.has(id);

/** Some tickets selected or not, and the others as they were. */
export function select({ whole, ids }: Selection, changed: readonly string[], on: boolean): Selection {
  const next = new Set(ids);
  for (const id of changed) {
    if (on === whole) next.delete(id);
    else next.add(id);
  }
  return { whole, ids: next };
}

/** Those between two rows, both included, whichever stands first. */
export function between(order: readonly string[], from: string | null, to: string): string[] {
  const end = order.indexOf(to);
  const start = from === null ? -1 : order.indexOf(from);
  if (start < 0 || end < 0) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** How many are selected of a result of `total`; null where that is more than is counted. */
export function selectedCount(
  { whole, ids }: Selection,
  total: { value: number; capped: boolean } | null,
): number | null {
  if (!whole) return ids.size;
  return total && !total.capped ? Math.max(0, total.value - ids.size) : null;
}

/** All, none or some of those on the screen. */
export function stateOf(selection: Selection, shown: readonly string[]): 'all' | 'none' | 'some' {
  const count = shown.filter((id) => isSelected(selection, id)).length;
  if (count === 0) return 'none';
  return count === shown.length ? 'all' : 'some';
}

/** The same as the server is asked for it. `filter`: of the list, as JSON. */
export function bulkSelectionOf({ whole, ids }: Selection, filter: string): BulkSelection {
  // What is in the address was read by the server: it is a filter.
  return whole ? { filter: JSON.parse(filter) as never, except: [...ids] } : { ids: [...ids] };
}
