import type { Board, BoardColumnKey, TicketCard } from '@ventanilla/web';

export const columnKeys = ['new', 'answered', 'your_turn'] as const satisfies readonly BoardColumnKey[];

export type Count = Board['columns'][number]['count'];

/** One column on screen. `waiting` are cards that came while it was being read: they stand behind its pill. */
export interface ColumnState {
  cards: TicketCard[];
  waiting: TicketCard[];
  count: Count;
  nextCursor: string | null;
}

export type BoardState = Record<BoardColumnKey, ColumnState>;

const emptyColumn: ColumnState = {
  cards: [],
  waiting: [],
  count: { value: 0, capped: false },
  nextCursor: null,
};

/** The board as the server just gave it: everything shown, nothing waiting. */
export function fromServer(board: Board): BoardState {
  const state: BoardState = { new: emptyColumn, answered: emptyColumn, your_turn: emptyColumn };
  for (const { key, items, count, nextCursor } of board.columns) {
    state[key] = { cards: items, waiting: [], count, nextCursor };
  }
  return state;
}

export interface Refresh {
  /** Ids that were asked for; those without an answer are not to be seen any more. */
  asked: readonly string[];
  items: readonly { column: BoardColumnKey | null; card: TicketCard }[];
  counts: Partial<Record<BoardColumnKey, Count>>;
}

export interface RefreshRules {
  /** Whether this person's own action changed the ticket: then its card moves at once. */
  isOwn(ticketId: string): boolean;
  /** Tickets with a request of this person under way: what is on screen is newer than what came. */
  isBusy(ticketId: string): boolean;
}

/**
 * What a live change does to the board. Cards on screen are replaced in place; cards that leave a column go; a
 * card that comes to a column waits behind its pill, unless this person brought it there or the column is empty.
 */
export function applyRefresh(state: BoardState, refresh: Refresh, rules: RefreshRules): BoardState {
  const found = new Map(refresh.items.map((item) => [item.card.id, item]));
  let next = withCounts(state, refresh.counts);
  for (const id of refresh.asked) {
    if (rules.isBusy(id)) continue;
    const item = found.get(id);
    next = item?.column
      ? place(next, { column: item.column, card: item.card, atOnce: rules.isOwn(id) })
      : removeCard(next, id);
  }
  return next;
}

function withCounts(state: BoardState, counts: Refresh['counts']): BoardState {
  const next = { ...state };
  for (const key of columnKeys) {
    const count = counts[key];
    if (count) next[key] = { ...next[key], count };
  }
  return next;
}

function place(
  state: BoardState,
  { column, card, atOnce }: { column: BoardColumnKey; card: TicketCard; atOnce: boolean },
): BoardState {
  const known = findCard(state, card.id);
  if (known && known.card.version > card.version) return state;
  const target = state[column];
  if (known?.column === column && known.shown) {
    return { ...state, [column]: { ...target, cards: replaced(target.cards, card) } };
  }
  if (known?.column === column && !atOnce) {
    return { ...state, [column]: { ...target, waiting: replaced(target.waiting, card) } };
  }
  const cleared = known ? removeCard(state, card.id) : state;
  const open = cleared[column];
  if (isBelowTheLoaded(open, card)) return cleared;
  const isIdle = open.cards.length === 0 && open.waiting.length === 0;
  if (atOnce || isIdle) {
    return { ...cleared, [column]: { ...open, cards: inOrder([card, ...open.cards]) } };
  }
  return { ...cleared, [column]: { ...open, waiting: inOrder([card, ...open.waiting]) } };
}

/** A card older than the last one loaded comes with its page, when somebody scrolls that far. */
function isBelowTheLoaded(column: ColumnState, card: TicketCard): boolean {
  const last = column.cards.at(-1);
  return column.nextCursor !== null && last !== undefined && card.activityAt < last.activityAt;
}

function replaced(cards: TicketCard[], card: TicketCard): TicketCard[] {
  return cards.map((one) => (one.id === card.id ? card : one));
}

/** Newest activity first, then by id, as the server orders them. */
function inOrder(cards: TicketCard[]): TicketCard[] {
  return [...cards].sort((a, b) =>
    a.activityAt === b.activityAt ? (a.id < b.id ? 1 : -1) : a.activityAt < b.activityAt ? 1 : -1,
  );
}

interface Found {
  column: BoardColumnKey;
  card: TicketCard;
  shown: boolean;
}

/** Where a card stands on the board, shown or waiting. */
export function findCard(state: BoardState, id: string): Found | null {
  for (const column of columnKeys) {
    const shown = state[column].cards.find((card) => card.id === id);
    if (shown) return { column, card: shown, shown: true };
    const waiting = state[column].waiting.find((card) => card.id === id);
    if (waiting) return { column, card: waiting, shown: false };
  }
  return null;
}

/** The board without a card. */
export function removeCard(state: BoardState, id: string): BoardState {
  const found = findCard(state, id);
  if (!found) return state;
  const column = state[found.column];
  const without = (cards: TicketCard[]) => cards.filter((card) => card.id !== id);
  return {
    ...state,
    [found.column]: { ...column, cards: without(column.cards), waiting: without(column.waiting) },
  };
}

/** The board with a card on screen changed, wherever it stands. */
export function updateCard(
  state: BoardState,
  id: string,
  change: (card: TicketCard) => TicketCard,
): BoardState {
  const found = findCard(state, id);
  if (!found) return state;
  const column = state[found.column];
  const card = change(found.card);
  return {
    ...state,
    [found.column]: {
      ...column,
      cards: replaced(column.cards, card),
      waiting: replaced(column.waiting, card),
    },
  };
}

/** Opens the pill of a column: what waited is shown, in order. */
export function showWaiting(state: BoardState, key: BoardColumnKey): BoardState {
  const column = state[key];
  if (column.waiting.length === 0) return state;
  return {
    ...state,
    [key]: { ...column, cards: inOrder([...column.waiting, ...column.cards]), waiting: [] },
  };
}

/** Adds a further page of a column; cards that came live meanwhile are not repeated. */
export function appendPage(
  state: BoardState,
  key: BoardColumnKey,
  page: { items: TicketCard[]; nextCursor: string | null },
): BoardState {
  const column = state[key];
  const fresh = page.items.filter((card) => !findCard(state, card.id));
  return { ...state, [key]: { ...column, cards: [...column.cards, ...fresh], nextCursor: page.nextCursor } };
}
