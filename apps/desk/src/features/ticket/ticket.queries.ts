import { queryOptions } from '@tanstack/react-query';
import { type BoardColumnKey, dataOf, isProblem, type TicketCard, type TicketDetail } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** Cards shown of the column that one came from. */
const neighboursMax = 50;
/** Statuses and agents change seldom, in ms. */
const seldomMs = 5 * 60_000;

/** A ticket whole: conversation, notes, history, previous tickets, time in each status. */
export const ticketQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId],
    queryFn: (): Promise<TicketDetail> =>
      dataOf(api.GET('/api/v1/tickets/{ticketId}', { params: { path: { ticketId } } })),
    // While its page was closed nobody heard the stream for it: what is kept is shown, and asked for anew.
    refetchOnMount: 'always',
    // Nobody finds it by asking again.
    retry: (count, error) => count < 2 && isProblem(error) && (error.status === 0 || error.status >= 502),
  });

export const statusesQuery = queryOptions({
  queryKey: ['statuses'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/statuses'))).items,
  staleTime: seldomMs,
});

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/agents'))).items,
  staleTime: seldomMs,
});

/** The column that one came from, for the list beside the ticket. */
export const neighboursQuery = (column: BoardColumnKey) =>
  queryOptions({
    queryKey: ['ticket-neighbours', column],
    queryFn: async (): Promise<TicketCard[]> => {
      const params = { path: { column }, query: { limit: neighboursMax } };
      return (await dataOf(api.GET('/api/v1/board/{column}', { params }))).items;
    },
    refetchOnMount: 'always',
  });
