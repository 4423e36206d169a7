import type { QueryClient } from '@tanstack/react-query';
import type { BoardOutline, BoardRef, ColumnBody } from '@ventanilla/contracts/boards';
import { dataOf, ifMatch, isProblem } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { boardOnScreen, changeBoard, drawOutline, openBoard, renewBoard } from '../board.queries.ts';
import type { BoardState } from '../board.rules.ts';
import { currentColumn, moveColumn } from '../outline.rules.ts';

/** Where a request about columns goes, and for which version. */
interface Place {
  path: { boardId: BoardRef };
  header: ReturnType<typeof ifMatch>;
}
type Request = (place: Place, state: BoardState) => Promise<unknown>;

let changing: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Changes of the columns go one after another, each with the version that the one before left. */
async function change(queryClient: QueryClient, request: Request): Promise<void> {
  waiting += 1;
  const mine = changing
    .catch(() => undefined)
    .then(async () => {
      const state = boardOnScreen(queryClient);
      if (!state) return;
      const place = { path: { boardId: openBoard(queryClient) }, header: ifMatch(state.head.version) };
      // The API's own schema of a filter is any tree; the contract says which.
      const outline = (await request(place, state)) as BoardOutline;
      if (!drawOutline(queryClient, outline, { keepOrder: waiting > 1 })) await renewBoard(queryClient);
    });
  changing = mine;
  try {
    await mine;
  } catch (error) {
    // What somebody else changed is drawn, so that the change can be repeated on it.
    if (isProblem(error, 'boards.stale_version')) await renewBoard(queryClient).catch(() => undefined);
    throw error;
  } finally {
    waiting -= 1;
  }
}

const idNow = (state: BoardState, columnId: string) => currentColumn(state, columnId)?.about.id ?? columnId;

/** Adds a column behind the others; throws what the server says against it. */
export function addColumn(queryClient: QueryClient, body: ColumnBody): Promise<void> {
  return change(queryClient, ({ path, header }) =>
    dataOf(api.POST('/api/v1/boards/{boardId}/columns', { params: { path, header }, body })),
  );
}

/** Changes a column; throws what the server says against it. */
export function changeColumn(
  queryClient: QueryClient,
  columnId: string,
  body: Partial<ColumnBody>,
): Promise<void> {
  return change(queryClient, ({ path, header }, state) =>
    dataOf(
      api.PATCH('/api/v1/boards/{boardId}/columns/{columnId}', {
        params: { path: { ...path, columnId: idNow(state, columnId) }, header },
        body,
      }),
    ),
  );
}

/** Takes a column away at once; answers how to put it back. It comes back where the server refuses. */
export async function removeColumn(queryClient: QueryClient, columnId: string): Promise<string> {
  let id = columnId;
  await change(queryClient, async ({ path, header }, state) => {
    id = idNow(state, columnId);
    return dataOf(
      api.DELETE('/api/v1/boards/{boardId}/columns/{columnId}', {
        params: { path: { ...path, columnId: id }, header },
      }),
    );
  });
  return id;
}

export function restoreColumn(queryClient: QueryClient, columnId: string): Promise<void> {
  return change(queryClient, ({ path, header }) =>
    dataOf(
      api.POST('/api/v1/boards/{boardId}/columns/{columnId}/restore', {
        params: { path: { ...path, columnId }, header },
      }),
    ),
  );
}

export function restoreDefaults(queryClient: QueryClient): Promise<void> {
  return change(queryClient, ({ path, header }) =>
    dataOf(api.POST('/api/v1/boards/{boardId}/columns/restore-defaults', { params: { path, header } })),
  );
}

/** Puts a column at another place, drawn at once and as it was again where the server refuses. */
export function placeColumn(queryClient: QueryClient, columnId: string, to: number): void {
  const before = boardOnScreen(queryClient)?.order;
  changeBoard(queryClient, (state) => moveColumn(state, idNow(state, columnId), to));
  if (!before || boardOnScreen(queryClient)?.order === before) return;
  change(queryClient, ({ path, header }, { order }) =>
    dataOf(
      api.PUT('/api/v1/boards/{boardId}/columns/order', {
        params: { path, header },
        body: { columnIds: [...order] },
      }),
    ),
  ).catch((error: unknown) => {
    notifyProblem(error);
    changeBoard(queryClient, (state) => {
      const isSame = before.length === state.order.length && before.every((id) => state.columns[id]);
      return isSame ? { ...state, order: before } : state;
    });
  });
}
