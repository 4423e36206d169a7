import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import type { TicketSort, View, ViewBody } from '@ventanilla/contracts/views';
import { dataOf, ifMatch } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';
import { isPassing, type ListPage } from './list.rules.ts';

/** Tickets fetched at a time. */
const pageSize = 100;
/** Tickets whose state is asked for in one request. */
const idsMax = 100;
/** How often a filter that time alone changes is asked again, in ms. */
const passingMs = 30_000;

export interface Listed {
  /** The filter as JSON. */
  filter: string;
  sort: TicketSort;
}
export type ListData = InfiniteData<ListPage & { position: number }, string>;

/** All tickets of a filter in an order, page by page; live changes are written into it. */
export function listQuery({ filter, sort }: Listed) {
  return infiniteQueryOptions({
    queryKey: ['ticket-list', filter, sort],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/api/v1/tickets/list', {
          params: { query: { filter, sort, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // What comes back from a ticket shows what was there, and then what became of it.
    refetchOnMount: 'always',
    refetchInterval: isPassing(filter) ? passingMs : false,
  });
}

/** Those of some tickets that a filter fits, as they are now. */
export async function readListed({ filter, sort }: Listed, ids: readonly string[]) {
  const found = [];
  for (let at = 0; at < ids.length; at += idsMax) {
    const query = { filter, sort, ids: ids.slice(at, at + idsMax).join(','), limit: idsMax };
    const { items } = await dataOf(api.GET('/api/v1/tickets/list', { params: { query } }));
    found.push(...items);
  }
  return found;
}

/** How many a filter fits now. */
export async function readCount({ filter, sort }: Listed) {
  const { count } = await dataOf(
    api.GET('/api/v1/tickets/list', { params: { query: { filter, sort, limit: 1 } } }),
  );
  return count;
}

/** Changes the pages of a list that is loaded. */
export function changeList(
  queryClient: QueryClient,
  listed: Listed,
  change: (pages: ListData['pages']) => ListData['pages'],
): void {
  queryClient.setQueryData(
    listQuery(listed).queryKey,
    (data) => data && { ...data, pages: change(data.pages) },
  );
}

// The API's own schema of a field is any word; the contract says which.
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/views'))).items as View[],
});

/** Saving views, and what they are afterwards. */
export const viewRequests = {
  create: async (body: ViewBody) => (await dataOf(api.POST('/api/v1/views', { body }))) as View,
  update: async ({ id, version }: Pick<View, 'id' | 'version'>, body: Partial<ViewBody>) =>
    (await dataOf(
      api.PATCH('/api/v1/views/{viewId}', {
        params: { path: { viewId: id }, header: ifMatch(version) },
        body,
      }),
    )) as View,
  remove: (id: string) => api.DELETE('/api/v1/views/{viewId}', { params: { path: { viewId: id } } }),
  restore: async (id: string) =>
    (await dataOf(api.POST('/api/v1/views/{viewId}/restore', { params: { path: { viewId: id } } }))) as View,
};
