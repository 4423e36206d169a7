import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type BoardColumnKey, dataOf, type TicketCard } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';
import { isOwnAction } from '../../shared/live/own-actions.ts';
import {
  appendPage,
  applyRefresh,
  type BoardState,
  columnKeys,
  fromServer,
  type Refresh,
  type RefreshRules,
} from './board.rules.ts';
import { isRead } from './reading.ts';

/** Cards fetched of each column at first. */
const firstSize = 25;
/** Cards fetched with each further page of a column. */
const pageSize = 100;
/** Cards fetched of each column when all must be told anew. */
const resyncSize = 100;

/** Tickets with a request of this person under way, and what resolves with it. */
const busy = new Map<string, Promise<unknown>>();
const rules: RefreshRules = { isOwn: isOwnAction, isBusy: (id) => busy.has(id), isRead };
/** For what this person does: it is shown at once, whatever is under way. */
const ownRules: RefreshRules = { isOwn: () => true, isBusy: () => false, isRead: () => false };

/** Runs a request of this person on a ticket; live answers leave its card alone meanwhile. */
export async function whileBusy<T>(ticketId: string, work: () => Promise<T>): Promise<T> {
  const working = work();
  busy.set(ticketId, working);
  try {
    return await working;
  } finally {
    busy.delete(ticketId);
  }
}

/** Resolves once what is under way on a ticket has ended and is shown, however it ended. */
export async function whenFree(ticketId: string): Promise<void> {
  await busy.get(ticketId)?.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 0));
}

export const isBusy = rules.isBusy;

/** The board as it stands on this screen: fetched once, then kept current by live refreshes. */
export const boardQuery = queryOptions({
  queryKey: ['board'],
  queryFn: async () =>
    fromServer(await dataOf(api.GET('/api/v1/board', { params: { query: { limit: firstSize } } }))),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Statuses with their labels, in order. */

/** Changes the board on screen, where one is loaded. */
export function changeBoard(queryClient: QueryClient, change: (state: BoardState) => BoardState): void {
  queryClient.setQueryData(boardQuery.queryKey, (state) => (state ? change(state) : state));
}

/** Puts a card of this person's doing where it now belongs; null: on no column of theirs. */
export function putOwnCard(queryClient: QueryClient, card: TicketCard, column: BoardColumnKey | null): void {
  changeBoard(queryClient, (state) =>
    applyRefresh(state, { asked: [card.id], items: [{ column, card }], counts: {} }, ownRules),
  );
}

/** What a refresh found: the board as it was before, and how the cards that were asked for stand now. */
export interface Refreshed {
  before: BoardState;
  items: Refresh['items'];
}

/** Asks how the named tickets stand now and draws it; null where no board is loaded. */
export async function refreshCards(queryClient: QueryClient, ids: string[]): Promise<Refreshed | null> {
  const before = queryClient.getQueryData(boardQuery.queryKey);
  if (!before) return null;
  const answer = await dataOf(api.GET('/api/v1/board/cards', { params: { query: { ids: ids.join(',') } } }));
  changeBoard(queryClient, (state) => applyRefresh(state, { asked: ids, ...answer }, rules));
  return { before, items: answer.items };
}

/**
 * Fetches the whole board again and merges it, so that what is being read keeps its place. Answers the ids on
 * screen that were not among what came, to be asked for by name.
 */
export async function resyncBoard(queryClient: QueryClient): Promise<string[]> {
  const board = await dataOf(api.GET('/api/v1/board', { params: { query: { limit: resyncSize } } }));
  const items = board.columns.flatMap(({ key, items: cards }) =>
    cards.map((card) => ({ column: key, card })),
  );
  const counts = Object.fromEntries(board.columns.map(({ key, count }) => [key, count]));
  const asked = items.map(({ card }) => card.id);
  let missing: string[] = [];
  changeBoard(queryClient, (state) => {
    const known = columnKeys.flatMap((key) =>
      [...state[key].cards, ...state[key].waiting].map(({ id }) => id),
    );
    missing = known.filter((id) => !asked.includes(id));
    return applyRefresh(state, { asked, items, counts }, rules);
  });
  return missing;
}

/** Fetches the next page of a column and adds it. */
export async function loadMore(queryClient: QueryClient, key: BoardColumnKey, cursor: string): Promise<void> {
  const page = await dataOf(
    api.GET('/api/v1/board/{column}', {
      params: { path: { column: key }, query: { cursor, limit: pageSize } },
    }),
  );
  changeBoard(queryClient, (state) =>
    state[key].nextCursor === cursor ? appendPage(state, key, page) : state,
  );
}
