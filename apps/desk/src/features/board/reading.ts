import type { BoardColumnKey } from '@ventanilla/web';

const pointed = new Set<BoardColumnKey>();
const focused = new Set<BoardColumnKey>();

/** Whether somebody reads a column: the pointer or the focus is in it, and the page is to be seen. */
export function isRead(column: BoardColumnKey): boolean {
  return (pointed.has(column) || focused.has(column)) && document.visibilityState === 'visible';
}

/** Remembers that the pointer or the focus came to a column. */
export function enterColumn(column: BoardColumnKey, by: 'pointer' | 'focus'): void {
  (by === 'pointer' ? pointed : focused).add(column);
}

/** Answers whether nobody reads the column any more. */
export function leaveColumn(column: BoardColumnKey, by: 'pointer' | 'focus'): boolean {
  (by === 'pointer' ? pointed : focused).delete(column);
  return !pointed.has(column) && !focused.has(column);
}
