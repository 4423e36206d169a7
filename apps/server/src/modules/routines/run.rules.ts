import type { ItemState, RoutineRun, RunState } from '@ventanilla/contracts/routine-runs';
import type { RoutineItem } from '@ventanilla/contracts/routines';

/** An item of a duty: as the routine had it when the period began, and what became of it. */
export interface ItemOfRun extends RoutineItem {
  state: ItemState;
  note: string;
  /** When it was settled; null while it is open. */
  at: string | null;
  /** Who did; null: the evidence. */
  byId: string | null;
  /** Tickets that fitted its filter when it was settled or its period ended. */
  left: number | null;
}

export const itemOfRun = ({ id, text, filter }: RoutineItem): ItemOfRun => ({
  id,
  text,
  filter,
  state: 'open',
  note: '',
  at: null,
  byId: null,
  left: null,
});

/** What somebody says of some items. */
export interface Settling {
  itemIds: readonly string[];
  state: ItemState;
  note?: string | undefined;
  at: Date;
  byId: string;
}

/** The items after that. Said again, only the note is another; taken back, nothing is left of it. */
export function settled(
  items: readonly ItemOfRun[],
  { itemIds, state, note, at, byId }: Settling,
): ItemOfRun[] {
  return items.map((item) => {
    if (!itemIds.includes(item.id)) return item;
    if (state === 'open') return { ...itemOfRun(item) };
    if (state === item.state) return { ...item, note: note ?? item.note };
    return { ...item, state, note: note ?? '', at: at.toISOString(), byId };
  });
}

/** What the evidence says of the items that wait for it: nothing left is done. */
export function witnessed(
  items: readonly ItemOfRun[],
  { leftOf, at }: { leftOf: ReadonlyMap<string, number | null>; at: Date },
): ItemOfRun[] {
  return items.map((item) => {
    if (item.filter === null || item.state !== 'open' || leftOf.get(item.id) !== 0) return item;
    return { ...item, state: 'done', at: at.toISOString(), byId: null, left: 0 };
  });
}

/** What is kept of the evidence of what was never settled. */
export function frozen(
  items: readonly ItemOfRun[],
  { leftOf }: { leftOf: ReadonlyMap<string, number | null> },
): ItemOfRun[] {
  return items.map((item) => {
    if (item.filter === null || item.state === 'done') return item;
    return { ...item, left: leftOf.get(item.id) ?? null };
  });
}

/** Once nothing is open it is done, or, where nothing at all was done, skipped. */
export function stateOf(items: readonly ItemOfRun[]): Exclude<RunState, 'missed'> {
  if (items.some(({ state }) => state === 'open')) return 'open';
  return items.some(({ state }) => state === 'done') ? 'done' : 'skipped';
}

/** Where it stands for its person. `dayEnds`: the midnight that ends today where they work. */
export function placeOf(
  run: { dueAt: Date; endsAt: Date },
  { now, dayEnds }: { now: Date; dayEnds: Date },
): RoutineRun['place'] {
  if (run.endsAt <= now) return 'past';
  return run.dueAt <= dayEnds ? 'now' : 'later';
}
