import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type BoardColumnKey, dataOf } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

export { ticketQuery } from '../../shared/tickets/ticket-query.ts';

/** Cards fetched at a time of the column that one came from. */
const neighboursPerPage = 50;
/** They change seldom, in ms. */
const seldomMs = 5 * 60_000;

/** Senders whose remote images this person sees without being asked. */
export const imageSendersQuery = queryOptions({
  queryKey: ['image-senders'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/image-senders'))).items,
  staleTime: seldomMs,
});

/** The column that one came from, for the list beside the ticket, a page at a time. */
export const neighboursQuery = (column: BoardColumnKey) =>
  infiniteQueryOptions({
    queryKey: ['ticket-neighbours', column],
    queryFn: ({ pageParam }) => {
      const query = { limit: neighboursPerPage, ...(pageParam ? { cursor: pageParam } : {}) };
      const path = { boardId: 'default' as const, columnId: column };
      return dataOf(api.GET('/api/v1/boards/{boardId}/columns/{columnId}', { params: { path, query } }));
    },
    initialPageParam: '',
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
    refetchOnMount: 'always',
  });
