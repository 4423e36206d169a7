import type { BoardColumnKey, TicketCard } from '@ventanilla/web';
import {
  type BoardState,
  type ColumnPlace,
  type ColumnState,
  type Count,
  changeColumns,
  columnsWith,
  findCard,
  insert,
  keyOf,
  orderIn,
  placeOf,
  replaced,
  standingIn,
  withId,
  withoutCard,
} from './board.rules.ts';

export interface Refresh {
  /** Ids that were asked for; those without an answer are not to be seen any more. */
  asked: readonly string[];
  /** Tickets as they are now, with the columns that each stands in. */
  items: readonly { columns: readonly string[]; card: TicketCard }[];
  counts: Readonly<Record<string, Count>>;
}

export interface RefreshRules {
  /** Whether this person's own action changed the ticket: then its card moves at once. */
  isOwn(ticketId: string): boolean;
  /** Tickets with a request of this person under way: what is on screen is newer than what came. */
  isBusy(ticketId: string): boolean;
  /** Whether the column is under the pointer or holds the focus: then nothing in it may move. */
  isRead(columnId: string): boolean;
}

/** What came of one ticket. */
interface Change {
  id: string;
  /** Null where it may no longer be seen. */
  card: TicketCard | null;
  columns: readonly string[];
  atOnce: boolean;
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
    next = place(next, { id, card: null, columns: [], ...item, atOnce: rules.isOwn(id) }, rules);
  }
  return next;
}

function withCounts(state: BoardState, counts: Refresh['counts']): BoardState {
  return changeColumns(state, (column, id) => {
    const count = counts[id];
    const isSame = !count || (count.value === column.count.value && count.capped === column.count.capped);
    return isSame ? column : { ...column, count };
  });
}

function place(state: BoardState, change: Change, rules: RefreshRules): BoardState {
  const { id, card, columns } = change;
  const known = findCard(state, id);
  if (known && card && known.version > card.version) return state;
  const before = columnsWith(state, id);
  const entered = columns.flatMap((column) =>
    before.includes(column) ? [] : (state.columns[column] ?? []),
  )[0];
  const to = entered ? placeOf(entered) : null;
  return changeColumns(state, (column, columnId) =>
    card && columns.includes(columnId)
      ? come(column, card, change.atOnce)
      : leave(column, { ...change, to, isRead: rules.isRead(columnId) }),
  );
}

/** The column with a card that belongs there. */
function come(column: ColumnState, card: TicketCard, atOnce: boolean): ColumnState {
  const compare = orderIn(column);
  const how = standingIn(column, card.id)?.how;
  // What is still shown as gone came back; it stays where it is, too.
  if (how === 'left' || (how === 'shown' && !atOnce)) return replaceInPlace(column, card);
  if (how === 'waiting' && !atOnce) return { ...column, waiting: replaced(column.waiting, card) };
  if (atOnce) {
    const without = withoutCard(column, card.id);
    return { ...without, cards: insert(without.cards, card, compare) };
  }
  // A card after the last one loaded comes with its page, when somebody scrolls that far.
  const last = column.cards.at(-1);
  if (column.nextCursor !== null && last && compare(card, last) > 0) return column;
  const isIdle = column.cards.length === 0 && column.waiting.length === 0;
  return isIdle
    ? { ...column, cards: [card] }
    : { ...column, waiting: [card, ...column.waiting].sort(compare) };
}

/** A card that goes from where it stands: at once, unless somebody reads there and did not do it themselves. */
function leave(
  column: ColumnState,
  { id, card, to, atOnce, isRead }: Change & { to: ColumnPlace | null; isRead: boolean },
): ColumnState {
  const how = standingIn(column, id)?.how;
  if (!how) return column;
  if (atOnce || how === 'waiting' || !isRead) return withoutCard(column, id);
  return { ...column, left: { ...column.left, [id]: { to, card } } };
}

function replaceInPlace(column: ColumnState, card: TicketCard): ColumnState {
  const before = column.cards.find(({ id }) => id === card.id);
  const cards = replaced(column.cards, card);
  const { [card.id]: _back, ...left } = column.left;
  const isSame = before !== undefined && before.version === card.version;
  const above = cards[cards.findIndex(({ id }) => id === card.id) - 1];
  const isLate = above !== undefined && orderIn(column)(card, above) < 0;
  return {
    ...column,
    cards,
    left,
    late: isLate ? withId(column.late, card.id) : column.late,
    changed: isSame ? column.changed : withId(column.changed, card.id),
  };
}

/** The built-in column in which a card stands: one's own by stage, nobody's in «Nuevos». */
export function builtInOf(card: TicketCard, me: string): BoardColumnKey | null {
  if (card.stage === 'done' || (card.owner !== null && card.owner.id !== me)) return null;
  return card.stage;
}

/**
 * What this person did with a ticket, drawn at once: in the built-in columns as they will have it, in those of a filter
 * where it stands, until the server says whether it still fits.
 */
export function putCard(state: BoardState, card: TicketCard, me: string): BoardState {
  const known = findCard(state, card.id);
  if (known && known.version > card.version) return state;
  const key = builtInOf(card, me);
  const standing = columnsWith(state, card.id);
  return changeColumns(state, (column, id) => {
    const own = keyOf(column);
    if (own ? own === key : standing.includes(id)) return come(column, card, true);
    return withoutCard(column, card.id);
  });
}
