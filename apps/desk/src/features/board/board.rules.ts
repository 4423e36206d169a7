import type { Board, BoardColumnKey, TicketCard } from '@ventanilla/web';

export const columnKeys = ['new', 'answered', 'your_turn'] as const satisfies readonly BoardColumnKey[];

export type Count = Board['columns'][number]['count'];

/** What became of a card that left its column while somebody read there. */
export interface LeftCard {
  /** Column of this board that it is in now; null: none. */
  to: BoardColumnKey | null;
  /** As it is now; null where it may no longer be seen. */
  card: TicketCard | null;
}

/**
 * One column on screen. `waiting` are cards that came while it was being read: they stand behind its pill. `late`
 * are cards whose activity is newer than their place, `changed` those that somebody else changed and that nobody
 * here has looked at since. `left` are cards that are gone but keep their place while the column is being read.
 */
export interface ColumnState {
  cards: TicketCard[];
  waiting: TicketCard[];
  late: readonly string[];
  changed: readonly string[];
  left: Readonly<Record<string, LeftCard>>;
  count: Count;
  nextCursor: string | null;
}

export type BoardState = Record<BoardColumnKey, ColumnState>;

const emptyColumn: ColumnState = {
  cards: [],
  waiting: [],
  late: [],
  changed: [],
  left: {},
  count: { value: 0, capped: false },
  nextCursor: null,
};

/** The board as the server just gave it: everything shown, nothing waiting. */
export function fromServer(board: Board): BoardState {
  const state: BoardState = { new: emptyColumn, answered: emptyColumn, your_turn: emptyColumn };
  for (const { key, items, count, nextCursor } of board.columns) {
    state[key] = { ...emptyColumn, cards: items, count, nextCursor };
  }
  return state;
}

/** The column of this person's board in which a card stands: their own by stage, nobody's in «Nuevos». */
export function columnOf(card: TicketCard, me: string): BoardColumnKey | null {
  if (card.stage === 'done' || (card.owner !== null && card.owner.id !== me)) return null;
  return card.stage;
}

/** How many cards the pill of a column tells of. */
export function pillCount({ waiting, late }: ColumnState): number {
  return waiting.length + late.length;
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
  /** Whether the column is under the pointer or holds the focus: then nothing in it may move. */
  isRead(column: BoardColumnKey): boolean;
}

/**
 * What a live change does to the board. Cards on screen are replaced in place; a card that comes to a column waits
 * behind its pill, unless this person brought it there or the column is empty; a card that leaves goes, or stays
 * where it was, marked as gone, while its column is being read.
 */
export function applyRefresh(state: BoardState, refresh: Refresh, rules: RefreshRules): BoardState {
  const found = new Map(refresh.items.map((item) => [item.card.id, item]));
  let next = withCounts(state, refresh.counts);
  for (const id of refresh.asked) {
    if (rules.isBusy(id)) continue;
    const item = found.get(id);
    const change = { id, column: item?.column ?? null, card: item?.card ?? null };
    next = place(next, { ...change, atOnce: rules.isOwn(id) }, rules);
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

interface Change {
  id: string;
  column: BoardColumnKey | null;
  card: TicketCard | null;
  atOnce: boolean;
}

function place(state: BoardState, change: Change, rules: RefreshRules): BoardState {
  const { id, column, card, atOnce } = change;
  const known = findCard(state, id);
  if (known && card && known.card.version > card.version) return state;
  if (!card || !column) return known ? leave(state, known, change, rules) : state;
  if (known?.column === column && known.shown && !atOnce) return replaceInPlace(state, column, card);
  if (known?.column === column && !known.shown && !atOnce) {
    const target = state[column];
    return { ...state, [column]: { ...target, waiting: replaced(target.waiting, card) } };
  }
  const cleared = known ? leave(state, known, change, rules) : state;
  const open = cleared[column];
  // It came back to where it is still shown as gone.
  if (id in open.left) return replaceInPlace(cleared, column, card);
  if (!atOnce && isBelowTheLoaded(open, card)) return cleared;
  const isIdle = open.cards.length === 0 && open.waiting.length === 0;
  if (atOnce || isIdle) {
    return { ...cleared, [column]: { ...open, cards: insert(open.cards, card) } };
  }
  return { ...cleared, [column]: { ...open, waiting: inOrder([card, ...open.waiting]) } };
}

/** A card that goes from where it stands: at once, unless somebody reads there and did not do it themselves. */
function leave(state: BoardState, known: Found, change: Change, rules: RefreshRules): BoardState {
  const { column, shown } = known;
  if (change.atOnce || !shown || !rules.isRead(column)) return removeCard(state, change.id);
  const target = state[column];
  const left = { ...target.left, [change.id]: { to: change.column, card: change.card } };
  return { ...state, [column]: { ...target, left } };
}

function replaceInPlace(state: BoardState, column: BoardColumnKey, card: TicketCard): BoardState {
  const target = state[column];
  const before = target.cards.find(({ id }) => id === card.id);
  const cards = replaced(target.cards, card);
  const { [card.id]: _back, ...left } = target.left;
  const isSame = before !== undefined && before.version === card.version;
  const index = cards.findIndex(({ id }) => id === card.id);
  const above = cards[index - 1];
  const isLate = above !== undefined && order(card, above) < 0;
  return {
    ...state,
    [column]: {
      ...target,
      cards,
      left,
      late: isLate ? withId(target.late, card.id) : target.late,
      changed: isSame ? target.changed : withId(target.changed, card.id),
    },
  };
}

function withId(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids : [...ids, id];
}

function withoutId(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : ids;
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
function order(a: TicketCard, b: TicketCard): number {
  if (a.activityAt !== b.activityAt) return a.activityAt < b.activityAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

function inOrder(cards: TicketCard[]): TicketCard[] {
  return [...cards].sort(order);
}

/** Puts a card where it belongs and moves no other: cards that are late stay where they are. */
function insert(cards: TicketCard[], card: TicketCard): TicketCard[] {
  const others = cards.filter(({ id }) => id !== card.id);
  const index = others.findIndex((other) => order(card, other) < 0);
  return index < 0 ? [...others, card] : [...others.slice(0, index), card, ...others.slice(index)];
}

interface Found {
  column: BoardColumnKey;
  card: TicketCard;
  shown: boolean;
}

/** Where a card stands on the board, shown or waiting; where it is only still shown as gone, if nowhere else. */
export function findCard(state: BoardState, id: string): Found | null {
  let gone: Found | null = null;
  for (const column of columnKeys) {
    const shown = state[column].cards.find((card) => card.id === id);
    if (shown && id in state[column].left) gone = { column, card: shown, shown: true };
    else if (shown) return { column, card: shown, shown: true };
    const waiting = state[column].waiting.find((card) => card.id === id);
    if (waiting) return { column, card: waiting, shown: false };
  }
  return gone;
}

/** The board without a card. */
export function removeCard(state: BoardState, id: string): BoardState {
  const found = findCard(state, id);
  return found ? { ...state, [found.column]: withoutCard(state[found.column], id) } : state;
}

function withoutCard(column: ColumnState, id: string): ColumnState {
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
export function settle(state: BoardState, key: BoardColumnKey): BoardState {
  const ids = Object.keys(state[key].left);
  if (ids.length === 0) return state;
  return { ...state, [key]: ids.reduce(withoutCard, state[key]) };
}

/** Somebody looked at a card: its change is no news any more. */
export function markLooked(state: BoardState, key: BoardColumnKey, id: string): BoardState {
  const column = state[key];
  if (!column.changed.includes(id)) return state;
  return { ...state, [key]: { ...column, changed: withoutId(column.changed, id) } };
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

/** Opens the pill of a column: what waited is shown and what is late goes to its place, all of it marked. */
export function showWaiting(state: BoardState, key: BoardColumnKey): BoardState {
  if (pillCount(state[key]) === 0) return state;
  const column = settle(state, key)[key];
  const shown = [...column.waiting.map(({ id }) => id), ...column.late];
  return {
    ...state,
    [key]: {
      ...column,
      cards: inOrder([...column.waiting, ...column.cards]),
      waiting: [],
      late: [],
      changed: shown.reduce(withId, column.changed),
    },
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
