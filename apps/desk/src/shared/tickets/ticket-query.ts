import { queryOptions } from '@tanstack/react-query';
import { dataOf, isProblem, type TicketDetail } from '@ventanilla/web';
import { api } from '../api/api.ts';

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
