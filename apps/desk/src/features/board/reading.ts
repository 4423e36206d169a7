const pointed = new Set<string>();
const focused = new Set<string>();

/** Whether somebody reads a column: the pointer or the focus is in it, and the page is to be seen. */
export function isRead(columnId: string): boolean {
  return (pointed.has(columnId) || focused.has(columnId)) && document.visibilityState === 'visible';
}

/** Remembers that the pointer or the focus came to a column. */
export function enterColumn(columnId: string, by: 'pointer' | 'focus'): void {
  (by === 'pointer' ? pointed : focused).add(columnId);
}

/** Answers whether nobody reads the column any more. */
export function leaveColumn(columnId: string, by: 'pointer' | 'focus'): boolean {
  (by === 'pointer' ? pointed : focused).delete(columnId);
  return !pointed.has(columnId) && !focused.has(columnId);
}
