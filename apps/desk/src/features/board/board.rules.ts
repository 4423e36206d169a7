import type { FilledBoard, FilledColumn } from '@ventanilla/contracts/board-content';
import type { BoardHead } from '@ventanilla/contracts/boards';
import type { BoardColumnKey, TicketCard } from '@ventanilla/web';
import { type Compare, compareBy } from '../../shared/tickets/ticket-order.ts';
import type { TicketSource } from '../../shared/tickets/ticket-source.ts';

export type Count = FilledColumn['count'];

/** The places of priorities among each other, by key; empty where no column is put in order by them. */
export type Ranks = Readonly<Record<string, number>>;

/** What a column is, apart from what stands in it. */
export type ColumnAbout = Omit<FilledColumn, 'count' | 'items' | 'nextCursor'>;

/** A column as it is spoken of: built in, or with a name that somebody gave it. */
export interface ColumnPlace {
  id: string;
  key: BoardColumnKey | null;
  name: string | null;
}

/** What became of a card that left its column while somebody read there. */
export interface LeftCard {
  /** A column of this board that it came to instead; null: none. */
  to: Pick<ColumnPlace, 'key' | 'name'> | null;
  /** As it is now; null where it may no longer be seen. */
  card: TicketCard | null;
}

/**
 * One column on screen. `waiting` are cards that came while it was being read: they stand behind its pill. `late`
 * are cards whose order is before their place, `changed` those that somebody else changed and that nobody here has
 * looked at since. `left` are cards that are gone but keep their place while the column is being read.
 */
export interface ColumnState {
  about: ColumnAbout;
  ranks: Ranks;
  cards: TicketCard[];
  waiting: TicketCard[];
  late: readonly string[];
  changed: readonly string[];
  left: Readonly<Record<string, LeftCard>>;
  count: Count;
  nextCursor: string | null;
}

/** A board with its columns by their id, from left to right as `order` says. A ticket may stand in several of them. */
export interface BoardState {
  head: BoardHead;
  /** Of the log: what happened up to there is in all of it. */
  position: number;
  order: readonly string[];
  columns: Readonly<Record<string, ColumnState>>;
}

/** The board as the server just gave it: everything shown, nothing waiting. */
export function fromServer({ columns, position, ...head }: FilledBoard, ranks: Ranks): BoardState {
  return {
    head,
    position,
    order: columns.map(({ id }) => id),
    columns: Object.fromEntries(columns.map((column) => [column.id, filled(column, ranks)])),
  };
}

export function filled({ count, items, nextCursor, ...about }: FilledColumn, ranks: Ranks): ColumnState {
  return { about, ranks, cards: items, waiting: [], late: [], changed: [], left: {}, count, nextCursor };
}

/** The key of a column that every board begins with; null of one that somebody made. */
export function keyOf({ about: { source } }: Pick<ColumnState, 'about'>): BoardColumnKey | null {
  return source.kind === 'builtIn' ? source.key : null;
}

/** Through which one goes on from a ticket of a column; of a built-in one the ticket itself says. */
export function sourceOf(
  column: Pick<ColumnState, 'about'>,
  { id }: Pick<BoardState['head'], 'id'>,
): TicketSource | null {
  const { id: columnId, name } = column.about;
  return keyOf(column) === null
    ? { kind: 'column', boardId: id ?? 'default', columnId, name: name ?? '' }
    : null;
}

export function placeOf(column: Pick<ColumnState, 'about'>): ColumnPlace {
  return { id: column.about.id, key: keyOf(column), name: column.about.name };
}

/** What goes for a built-in column goes for it on every board. */
export const placeKey = ({ id, key }: Pick<ColumnPlace, 'id' | 'key'>): string => key ?? id;

/** How many tickets wait for this person's answer; 0 where the board does not show it. */
export function yourTurnCount(state: BoardState): number {
  return columnsOf(state).find(([, column]) => keyOf(column) === 'your_turn')?.[1].count.value ?? 0;
}

/** How many cards the pill of a column tells of. */
export function pillCount({ waiting, late }: ColumnState): number {
  return waiting.length + late.length;
}

/** Columns with their ids, from left to right. */
export function columnsOf({ order, columns }: BoardState): [string, ColumnState][] {
  return order.flatMap((id) => {
    const column = columns[id];
    return column ? [[id, column] as [string, ColumnState]] : [];
  });
}

/** The board with one of its columns changed; the same where nothing is. */
export function changeColumn(
  state: BoardState,
  id: string,
  change: (column: ColumnState) => ColumnState,
): BoardState {
  const column = state.columns[id];
  const changed = column && change(column);
  return changed === column || !changed ? state : { ...state, columns: { ...state.columns, [id]: changed } };
}

/** The board with each of its columns changed; those that do not change stay the same. */
export function changeColumns(
  state: BoardState,
  change: (column: ColumnState, id: string) => ColumnState,
): BoardState {
  return state.order.reduce((next, id) => changeColumn(next, id, (column) => change(column, id)), state);
}

/** How a card stands in a column: shown, behind the pill, or only still shown as gone. */
export interface Standing {
  card: TicketCard;
  how: 'shown' | 'waiting' | 'left';
}

export function standingIn(column: ColumnState, id: string): Standing | null {
  const shown = column.cards.find((card) => card.id === id);
  if (shown) return { card: shown, how: id in column.left ? 'left' : 'shown' };
  const waiting = column.waiting.find((card) => card.id === id);
  return waiting ? { card: waiting, how: 'waiting' } : null;
}

/** A ticket's card, as the board has it last; where it is only still shown as gone, if nowhere else. */
export function findCard(state: BoardState, id: string): TicketCard | null {
  const standings = columnsOf(state).flatMap(([, column]) => standingIn(column, id) ?? []);
  const present = standings.filter(({ how }) => how !== 'left');
  const [first, ...others] = (present.length > 0 ? present : standings).map(({ card }) => card);
  return first
    ? others.reduce((newest, card) => (card.version > newest.version ? card : newest), first)
    : null;
}

/** Columns in which a ticket stands now. */
export function columnsWith(state: BoardState, ticketId: string): string[] {
  return columnsOf(state)
    .filter(([, column]) => {
      const standing = standingIn(column, ticketId);
      return standing !== null && standing.how !== 'left';
    })
    .map(([id]) => id);
}

/** The board without a ticket. */
export function removeCard(state: BoardState, id: string): BoardState {
  return changeColumns(state, (column) => withoutCard(column, id));
}

/** The column without a ticket; the same where it does not stand there. */
export function withoutCard(column: ColumnState, id: string): ColumnState {
  if (!standingIn(column, id)) return column;
  const without = (cards: TicketCard[]) => cards.filter((card) => card.id !== id);
  const { [id]: _gone, ...left } = column.left;
  return {
    ...column,
    cards: without(column.cards),
    waiting: without(column.waiting),
    late: withoutId(column.late, id),
    changed: withoutId(column.changed, id),
    left,
  };
}

/** Nobody reads the column any more: what is gone goes. The same state where nothing is. */
export function settle(state: BoardState, columnId: string): BoardState {
  return changeColumn(state, columnId, settled);
}

function settled(column: ColumnState): ColumnState {
  return Object.keys(column.left).reduce(withoutCard, column);
}

/** Somebody looked at a card: its change is no news any more; `null`: at all of the column. */
export function markLooked(state: BoardState, columnId: string, ticketId: string | null): BoardState {
  return changeColumn(state, columnId, (column) => {
    const changed = ticketId === null ? [] : withoutId(column.changed, ticketId);
    return changed.length === column.changed.length ? column : { ...column, changed };
  });
}

/** Opens the pill of a column: what waited is shown and what is late goes to its place, all of it marked. */
export function showWaiting(state: BoardState, columnId: string): BoardState {
  return changeColumn(state, columnId, (before) => {
    if (pillCount(before) === 0) return before;
    const column = settled(before);
    const shown = [...column.waiting.map(({ id }) => id), ...column.late];
    return {
      ...column,
      cards: [...column.waiting, ...column.cards].sort(orderIn(column)),
      waiting: [],
      late: [],
      changed: shown.reduce(withId, column.changed),
    };
  });
}

/** Adds a further page of a column; cards that came live meanwhile are not repeated. */
export function appendPage(
  state: BoardState,
  columnId: string,
  page: { items: TicketCard[]; nextCursor: string | null },
): BoardState {
  return changeColumn(state, columnId, (column) => {
    const fresh = page.items.filter(({ id }) => !standingIn(column, id));
    return { ...column, cards: [...column.cards, ...fresh], nextCursor: page.nextCursor };
  });
}

/** Puts a card where it belongs and moves no other: cards that are late stay where they are. */
export function insert(cards: TicketCard[], card: TicketCard, compare: Compare): TicketCard[] {
  const others = cards.filter(({ id }) => id !== card.id);
  const index = others.findIndex((other) => compare(card, other) < 0);
  return others.toSpliced(index < 0 ? others.length : index, 0, card);
}

/** How the cards of a column stand one under the other. */
export function orderIn({ about, ranks }: ColumnState): Compare {
  return compareBy(about.sort, (key) => ranks[key] ?? 0);
}

export function replaced(cards: TicketCard[], card: TicketCard): TicketCard[] {
  return cards.map((one) => (one.id === card.id ? card : one));
}

export function withId(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids : [...ids, id];
}

function withoutId(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : ids;
}
