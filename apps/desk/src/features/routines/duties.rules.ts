import type { RoutineRun, RoutineRunItem } from '@ventanilla/contracts/routine-runs';
import type { Settling } from './routines.queries.ts';

/** How a duty looks once that is said of some items, before the server has answered. */
export function foreseen(run: RoutineRun, { itemIds, state, note }: Settling, at: string): RoutineRun {
  const items = run.items.map((item): RoutineRunItem => {
    if (!itemIds.includes(item.id)) return item;
    if (state === 'open') return { ...item, state, note: '', at: null };
    if (state === item.state) return { ...item, note: note ?? item.note };
    return { ...item, state, note: note ?? '', at };
  });
  const isOpen = items.some((item) => item.state === 'open');
  const isDone = items.some((item) => item.state === 'done');
  return {
    ...run,
    items,
    state: isOpen ? 'open' : isDone ? 'done' : 'skipped',
    closedAt: isOpen ? null : (run.closedAt ?? at),
  };
}

/** What has to be said so that those items are again as they were; one of the evidence’s is opened, and it decides anew. */
export function takingBack(before: RoutineRun, itemIds: readonly string[]): Settling[] {
  return before.items
    .filter(({ id }) => itemIds.includes(id))
    .map(({ id, state, note, filterText }) =>
      state === 'open' || (state === 'done' && filterText !== null)
        ? { itemIds: [id], state: 'open' }
        : { itemIds: [id], state, note },
    );
}

export const settledCount = ({ items }: Pick<RoutineRun, 'items'>) =>
  items.filter(({ state }) => state !== 'open').length;

/** Duties of one’s day, open ones first; below, what is due later and what is over. */
export function sectionsOf(runs: readonly RoutineRun[]) {
  const at = (place: RoutineRun['place']) => runs.filter((run) => run.place === place);
  const byEnd = (a: RoutineRun, b: RoutineRun) => Number(a.state !== 'open') - Number(b.state !== 'open');
  return { now: at('now').sort(byEnd), later: at('later'), past: at('past') };
}

/** Of what was due and not skipped with a reason, the share closed in time, in per cent; null: nothing to count. */
export function rateOf(rows: readonly { inTime: number; late: number; missed: number; overdue: number }[]) {
  const sum = (part: 'inTime' | 'late' | 'missed' | 'overdue') =>
    rows.reduce((total, row) => total + row[part], 0);
  const all = sum('inTime') + sum('late') + sum('missed') + sum('overdue');
  return all === 0 ? null : Math.round((sum('inTime') / all) * 100);
}
