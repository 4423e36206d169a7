import type { TicketDetail } from '@ventanilla/web';

type Interval = TicketDetail['intervals'][number];
type Category = Interval['status']['category'];

/** How long a ticket stood in one status, over all its visits. */
export interface StatusTime {
  statusKey: string;
  category: Category;
  ms: number;
  /** Part of the whole, 0 to 1. */
  share: number;
}

const finished: ReadonlySet<Category> = new Set(['closed', 'ignored']);

/**
 * Sums the intervals by status in the order of the first visit; the open one runs up to `now`. Time after
 * closing is not time that anybody waited, so it does not count.
 */
export function timeInStatuses(
  intervals: readonly Interval[],
  now: Date,
): { totalMs: number; statuses: StatusTime[] } {
  const sums = new Map<string, { category: Category; ms: number }>();
  for (const { status, startedAt, endedAt } of intervals) {
    if (finished.has(status.category)) continue;
    const end = endedAt ? Date.parse(endedAt) : now.getTime();
    const ms = Math.max(0, end - Date.parse(startedAt));
    const sum = sums.get(status.key);
    if (sum) sum.ms += ms;
    else sums.set(status.key, { category: status.category, ms });
  }
  const totalMs = [...sums.values()].reduce((total, { ms }) => total + ms, 0);
  const statuses = [...sums].map(([statusKey, { category, ms }]) => ({
    statusKey,
    category,
    ms,
    share: totalMs === 0 ? 0 : ms / totalMs,
  }));
  return { totalMs, statuses };
}
