export type Edge = 'before' | 'after';

/** The list with what stands at `at` one place up or down; as it was where there is no such place. */
export function movedBy<T>(list: readonly T[], { at, by }: { at: number; by: 1 | -1 }): T[] {
  const ordered = [...list];
  if (at + by < 0 || at + by >= ordered.length) return ordered;
  const [item] = ordered.splice(at, 1);
  if (item !== undefined) ordered.splice(at + by, 0, item);
  return ordered;
}

/** The keys with one of them beside another: where a row was dropped. */
export function movedBeside(
  keys: readonly string[],
  { key, target, edge }: { key: string; target: string; edge: Edge },
): string[] {
  if (key === target || !keys.includes(key) || !keys.includes(target)) return [...keys];
  const rest = keys.filter((one) => one !== key);
  rest.splice(rest.indexOf(target) + (edge === 'after' ? 1 : 0), 0, key);
  return rest;
}

/** Items in the order of their keys; those that are not named come last, as they were. */
export function inOrder<T extends { key: string }>(items: readonly T[], keys: readonly string[]): T[] {
  const place = (key: string) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return items.toSorted((one, other) => place(one.key) - place(other.key));
}
