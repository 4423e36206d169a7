import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type BulkAction, type BulkRun, type BulkSelection, dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** How often somebody who watches a run asks how far it is, in ms. */
const watchMs = 700;
const pageSize = 50;
/** Tickets that a run may be given by name. */
const namedTicketsMax = 5_000;
const runPath = (runId: string) => ({ params: { path: { runId } } });

export const isOver = (run: BulkRun): boolean => run.finishedAt !== null;

export const bulkRequests = {
  start: async (selection: BulkSelection, action: BulkAction, key: string) =>
    (await dataOf(
      api.POST('/api/v1/bulk/runs', {
        body: { selection, action },
        params: { header: { 'Idempotency-Key': key } },
      }),
    )) as BulkRun,
  cancel: (runId: string) => dataOf(api.POST('/api/v1/bulk/runs/{runId}/cancel', runPath(runId))),
  undo: async (runId: string) =>
    (await dataOf(api.POST('/api/v1/bulk/runs/{runId}/undo', runPath(runId)))) as BulkRun,
};

/** What an action would do to what is selected; counted anew each time it is asked. */
export function bulkPreviewQuery(selection: BulkSelection, action: BulkAction) {
  return queryOptions({
    queryKey: ['bulk-preview', selection, action],
    queryFn: ({ signal }) =>
      dataOf(api.POST('/api/v1/bulk/preview', { body: { selection, action }, signal })),
    staleTime: 0,
    gcTime: 0,
  });
}

/** A run, asked for until it is over. */
export function bulkRunQuery(runId: string) {
  return queryOptions({
    queryKey: ['bulk-run', runId],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/bulk/runs/{runId}', { ...runPath(runId), signal }))) as BulkRun,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : watchMs),
    refetchIntervalInBackground: true,
  });
}

export const bulkRunsQuery = infiniteQueryOptions({
  queryKey: ['bulk-runs'],
  queryFn: async ({ pageParam, signal }) => {
    const query = { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) };
    const page = await dataOf(api.GET('/api/v1/bulk/runs', { params: { query }, signal }));
    return { ...page, items: page.items as BulkRun[] };
  },
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
  staleTime: 0,
});

/** All tickets, as many as can be named at once, that a run left because of somebody's limit. */
export async function readOverLimit(runId: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor ? { cursor } : {}) };
    const page = await dataOf(
      api.GET('/api/v1/bulk/runs/{runId}/failures', { params: { path: { runId }, query } }),
    );
    ids.push(
      ...page.items.filter(({ code }) => code === 'tickets.over_limit').map(({ ticketId }) => ticketId),
    );
    cursor = page.nextCursor;
  } while (cursor && ids.length < namedTicketsMax);
  return ids.slice(0, namedTicketsMax);
}

export function bulkFailuresQuery(runId: string) {
  return infiniteQueryOptions({
    queryKey: ['bulk-failures', runId],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/api/v1/bulk/runs/{runId}/failures', {
          params: {
            path: { runId },
            query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
