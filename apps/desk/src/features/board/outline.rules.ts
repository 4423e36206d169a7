import type { FilledBoard } from '@ventanilla/contracts/board-content';
import type { BoardOutline } from '@ventanilla/contracts/boards';
import {
  type BoardState,
  type ColumnAbout,
  type ColumnState,
  columnsOf,
  filled,
  keyOf,
  type Ranks,
} from './board.rules.ts';
import type { Refresh } from './refresh.rules.ts';

/** The column of that id; one of a default board that was never changed went by its key until it was. */
export function currentColumn(state: BoardState, id: string): ColumnState | null {
  return state.columns[id] ?? columnsOf(state).find(([, column]) => keyOf(column) === id)?.[1] ?? null;
}

function before(state: BoardState, about: Pick<ColumnAbout, 'id' | 'source'>): ColumnState | null {
  const key = about.source.kind === 'builtIn' ? about.source.key : null;
  return state.columns[about.id] ?? (state.head.id === null && key ? (state.columns[key] ?? null) : null);
}

const asks = ({ source, sort }: Pick<ColumnAbout, 'source' | 'sort'>) => JSON.stringify([source, sort]);

/**
 * The board after one of its columns was changed, as the answer tells it. `keepOrder`: the columns were put in another
 * order since. Null where it asks for cards that are not here.
 */
export function adoptOutline(
  state: BoardState,
  { columns, ...head }: BoardOutline,
  { keepOrder }: { keepOrder: boolean },
): BoardState | null {
  const adopted = columns.map((about) => {
    const known = before(state, about);
    return known && asks(known.about) === asks(about)
      ? { id: about.id, from: known.about.id, column: { ...known, about: { ...known.about, ...about } } }
      : null;
  });
  const whole = adopted.filter((one) => one !== null);
  if (whole.length < columns.length) return null;
  const idOf = new Map(whole.map(({ id, from }) => [from, id]));
  const order = keepOrder ? state.order.flatMap((id) => idOf.get(id) ?? []) : columns.map(({ id }) => id);
  return { ...state, head, order, columns: Object.fromEntries(whole.map(({ id, column }) => [id, column])) };
}

/** The board with the columns that it has now: those that ask for the same keep what is on the screen. */
export function adoptBoard(state: BoardState, board: FilledBoard, ranks: Ranks): BoardState {
  const { columns, position, ...head } = board;
  const merged = columns.map((column): [string, ColumnState] => {
    const known = before(state, column);
    const fresh = filled(column, ranks);
    if (!known || known.about.problem || asks(known.about) !== asks(fresh.about)) return [column.id, fresh];
    return [
      column.id,
      {
        ...known,
        about: fresh.about,
        ranks,
        count: fresh.count,
        nextCursor: known.nextCursor ?? fresh.nextCursor,
      },
    ];
  });
  return { head, position, order: columns.map(({ id }) => id), columns: Object.fromEntries(merged) };
}

/**
 * What a board that came anew says of its tickets. `missing`: ids on the screen of which it does not say whether they
 * still stand there, to be asked for by name.
 */
export function refreshOf(state: BoardState, board: FilledBoard): { refresh: Refresh; missing: string[] } {
  const told = new Map(board.columns.map(({ id, items }) => [id, new Set(items.map((card) => card.id))]));
  const missing = new Set(
    columnsOf(state).flatMap(([id, { cards, waiting }]) =>
      [...cards, ...waiting].map((card) => card.id).filter((ticketId) => !told.get(id)?.has(ticketId)),
    ),
  );
  const cards = new Map(board.columns.flatMap(({ items }) => items.map((card) => [card.id, card])));
  const items = [...cards.values()]
    .filter(({ id }) => !missing.has(id))
    .map((card) => ({
      card,
      columns: board.columns.filter(({ id }) => told.get(id)?.has(card.id)).map(({ id }) => id),
    }));
  return { refresh: { asked: items.map(({ card }) => card.id), items, counts: {} }, missing: [...missing] };
}

/** The columns in which something stands now as told by time alone, with how many. */
export interface TimedColumn {
  id: string;
  count: ColumnState['count'];
  ticketIds: readonly string[];
  nextCursor: string | null;
}

/** Tickets that time alone brought to a column or took from it, to be asked for by name. */
export function passedBy(state: BoardState, timed: readonly TimedColumn[]): string[] {
  const ids = timed.flatMap(({ id, ticketIds, nextCursor }) => {
    const column = state.columns[id];
    if (!column) return [];
    const here = new Set(ticketIds);
    const shown = column.cards.filter((card) => !(card.id in column.left)).map((card) => card.id);
    const known = new Set([...shown, ...column.waiting.map((card) => card.id)]);
    // Beyond what was told nothing is known of what is on the screen.
    const within = nextCursor === null ? [...known] : shown.slice(0, ticketIds.length);
    // A card that is not loaded yet comes with its page.
    const arrived = column.nextCursor === null ? ticketIds : ticketIds.slice(0, shown.length);
    return [...within.filter((ticketId) => !here.has(ticketId)), ...arrived.filter((one) => !known.has(one))];
  });
  return [...new Set(ids)];
}

/** The board with one column at another place; the same where it stands there. */
export function moveColumn(state: BoardState, id: string, to: number): BoardState {
  const at = state.order.indexOf(id);
  if (at < 0 || to < 0 || to >= state.order.length || at === to) return state;
  return { ...state, order: state.order.toSpliced(at, 1).toSpliced(to, 0, id) };
}
