import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { FilledBoard } from '@ventanilla/contracts/board-content';
import type { BoardOutline, BoardRef } from '@ventanilla/contracts/boards';
import { dataOf, type TicketCard } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';
import { classificationQuery } from '../../shared/classification/classification.ts';
import { isOwnAction } from '../../shared/live/own-actions.ts';
import { sessionQuery, useMe } from '../../shared/session/session.ts';
import { appendPage, type BoardState, fromServer, type Ranks } from './board.rules.ts';
import { adoptBoard, adoptOutline, passedBy, refreshOf } from './outline.rules.ts';
import { isRead } from './reading.ts';
import { applyRefresh, putCard, type Refresh, type RefreshRules } from './refresh.rules.ts';

/** Cards fetched with each further page of a column. */
const pageSize = 100;
/** Cards fetched of each column when all must be told anew, and of how many columns at most. */
const resync = { size: 100, columnsMax: 6 };

/** Tickets with a request of this person under way, and what resolves with it. */
const busy = new Map<string, Promise<unknown>>();
const rules: RefreshRules = { isOwn: isOwnAction, isBusy: (id) => busy.has(id), isRead };

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

/** A board, with the places of priorities where one of its columns is put in order by them. */
async function readBoard(
  queryClient: QueryClient,
  boardId: BoardRef,
  limit?: number,
): Promise<[FilledBoard, Ranks]> {
  const params = { path: { boardId }, query: limit ? { limit } : {} };
  // The API's own schema of a filter is any tree; the contract says which.
  const board = (await dataOf(api.GET('/api/v1/boards/{boardId}', { params }))) as FilledBoard;
  if (!board.columns.some(({ sort }) => sort.endsWith('priority'))) return [board, {}];
  const { priorities } = await queryClient.ensureQueryData(classificationQuery);
  return [board, Object.fromEntries(priorities.map(({ key, position }) => [key, position]))];
}

/** A board as it stands on this screen: fetched once, then kept current by live refreshes. */
export const boardQuery = (ref: BoardRef) =>
  queryOptions({
    queryKey: ['board', ref],
    queryFn: async ({ client }) => fromServer(...(await readBoard(client, ref))),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The board that this person has open. */
export function useBoardRef(): BoardRef {
  return useMe().preferences.boardId ?? 'default';
}

/** As `useBoardRef`, outside of what is drawn. */
export function openBoard(queryClient: QueryClient): BoardRef {
  return queryClient.getQueryData(sessionQuery.queryKey)?.preferences.boardId ?? 'default';
}

/** The board on screen, where it is loaded. */
export function boardOnScreen(queryClient: QueryClient): BoardState | undefined {
  return queryClient.getQueryData(boardQuery(openBoard(queryClient)).queryKey);
}

/** Changes the board on screen, where one is loaded. */
export function changeBoard(queryClient: QueryClient, change: (state: BoardState) => BoardState): void {
  queryClient.setQueryData(boardQuery(openBoard(queryClient)).queryKey, (state) =>
    state ? change(state) : state,
  );
}

/** Puts a card of this person's doing where it now belongs. */
export function putOwnCard(queryClient: QueryClient, card: TicketCard, me: string): void {
  changeBoard(queryClient, (state) => putCard(state, card, me));
}

/** What a refresh found: the board as it was before, and how the cards that were asked for stand now. */
export interface Refreshed {
  before: BoardState;
  items: Refresh['items'];
  /** The columns of the board are others than those on the screen. */
  isOther: boolean;
}

/** Asks how the named tickets stand now and draws it; null where no board is loaded. */
export async function refreshCards(queryClient: QueryClient, ids: string[]): Promise<Refreshed | null> {
  const boardId = openBoard(queryClient);
  const before = boardOnScreen(queryClient);
  if (!before) return null;
  const { items, counts, version } = await dataOf(
    api.GET('/api/v1/boards/{boardId}/cards', {
      params: { path: { boardId }, query: { ids: ids.join(',') } },
    }),
  );
  if (boardId !== openBoard(queryClient)) return null;
  changeBoard(queryClient, (state) => applyRefresh(state, { asked: ids, items, counts }, rules));
  return { before, items, isOther: version !== boardOnScreen(queryClient)?.head.version };
}

/**
 * Fetches the whole board again and merges it, so that what is being read keeps its place. Answers the ids on
 * screen that were not among what came, to be asked for by name.
 */
export async function resyncBoard(queryClient: QueryClient): Promise<string[]> {
  const boardId = openBoard(queryClient);
  const columns = boardOnScreen(queryClient)?.order.length ?? 0;
  const [board, ranks] = await readBoard(
    queryClient,
    boardId,
    columns > resync.columnsMax ? undefined : resync.size,
  );
  if (boardId !== openBoard(queryClient)) return [];
  let missing: string[] = [];
  changeBoard(queryClient, (state) => {
    const adopted = adoptBoard(state, board, ranks);
    const told = refreshOf(adopted, board);
    missing = told.missing;
    return applyRefresh(adopted, told.refresh, rules);
  });
  return missing;
}

/** As `resyncBoard`, with what it left to be asked for by name. */
export async function renewBoard(queryClient: QueryClient): Promise<void> {
  const missing = await resyncBoard(queryClient);
  for (let at = 0; at < missing.length; at += pageSize)
    await refreshCards(queryClient, missing.slice(at, at + pageSize));
}

/** Draws what the answer to a change of the columns says; false where cards are missing for that. */
export function drawOutline(
  queryClient: QueryClient,
  outline: BoardOutline,
  options: { keepOrder: boolean },
): boolean {
  let isWhole = true;
  changeBoard(queryClient, (state) => {
    const adopted = adoptOutline(state, outline, options);
    isWhole = adopted !== null;
    return adopted ?? state;
  });
  return isWhole;
}

/** Asks what time alone brought to columns and took from them; answers the tickets to be asked for by name. */
export async function readPassed(queryClient: QueryClient): Promise<string[]> {
  const boardId = openBoard(queryClient);
  const board = boardOnScreen(queryClient);
  const loaded = Object.values(board?.columns ?? {})
    .filter(({ about }) => about.timed)
    .map(({ cards }) => cards.length);
  if (loaded.length === 0) return [];
  const limit = Math.min(pageSize, Math.max(25, ...loaded));
  const { columns } = await dataOf(
    api.GET('/api/v1/boards/{boardId}/timed', { params: { path: { boardId }, query: { limit } } }),
  );
  const counts = Object.fromEntries(columns.map(({ id, count }) => [id, count]));
  changeBoard(queryClient, (state) => applyRefresh(state, { asked: [], items: [], counts }, rules));
  const now = boardOnScreen(queryClient);
  return now && boardId === openBoard(queryClient) ? passedBy(now, columns) : [];
}

/** Fetches the next page of a column and adds it. */
export async function loadMore(queryClient: QueryClient, columnId: string, cursor: string): Promise<void> {
  const boardId = openBoard(queryClient);
  const page = await dataOf(
    api.GET('/api/v1/boards/{boardId}/columns/{columnId}', {
      params: { path: { boardId, columnId }, query: { cursor, limit: pageSize } },
    }),
  );
  changeBoard(queryClient, (state) =>
    state.columns[columnId]?.nextCursor === cursor ? appendPage(state, columnId, page) : state,
  );
}
