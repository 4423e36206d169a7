import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, type TicketCard } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';
import type { TicketSource } from '../../shared/tickets/ticket-source.ts';

export { ticketQuery } from '../../shared/tickets/ticket-query.ts';

/** Cards fetched at a time of what one came from. */
const neighboursPerPage = 50;
/** How often what time alone changes is asked again, in ms. */
const passingMs = 30_000;
/** They change seldom, in ms. */
const seldomMs = 5 * 60_000;

/** Senders whose remote images this person sees without being asked. */
export const imageSendersQuery = queryOptions({
  queryKey: ['image-senders'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/image-senders'))).items,
  staleTime: seldomMs,
});

interface NeighbourPage {
  items: TicketCard[];
  nextCursor: string | null;
}

/** One page of what one came from, in its own order. */
function readNeighbours(source: TicketSource, cursor: string): Promise<NeighbourPage> {
  const query = { limit: neighboursPerPage, ...(cursor ? { cursor } : {}) };
  if (source.kind === 'list') {
    const { filter, sort } = source;
    return dataOf(api.GET('/api/v1/tickets/list', { params: { query: { ...query, filter, sort } } }));
  }
  // What every board begins with goes by its key.
  const path =
    source.kind === 'column'
      ? { boardId: source.boardId, columnId: source.columnId }
      : { boardId: 'default' as const, columnId: source.column };
  return dataOf(api.GET('/api/v1/boards/{boardId}/columns/{columnId}', { params: { path, query } }));
}

/** What one came from, for the list beside the ticket, a page at a time. */
export const neighboursQuery = (source: TicketSource) =>
  infiniteQueryOptions({
    queryKey: ['ticket-neighbours', source],
    queryFn: ({ pageParam }) => readNeighbours(source, pageParam),
    initialPageParam: '',
    getNextPageParam: (page: NeighbourPage) => page.nextCursor,
    refetchOnMount: 'always',
    // Of a filter tickets come and go by time alone.
    refetchInterval: source.kind === 'builtIn' ? false : passingMs,
  });
