import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { api } from '../../shared/api/api.ts';
import { useLive } from '../../shared/live/use-live.ts';
import { ticketQuery } from './ticket.queries.ts';

/** The list beside the ticket is fetched at most this often while much happens, in ms. */
const neighboursEveryMs = 1000;

/** Fetches the ticket anew when the stream says that it changed, and the list beside it when anything did. */
export function useTicketLive(ticketId: string): void {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ticketQuery(ticketId).queryKey });
  const refreshNeighbours = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey: ['ticket-neighbours'] });
    }, neighboursEveryMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive({
    onTickets: ({ changed, gone }) => {
      if (gone.includes(ticketId))
        void queryClient.resetQueries({ queryKey: ticketQuery(ticketId).queryKey });
      else if (changed.some((change) => change.ticketId === ticketId)) refresh();
      refreshNeighbours();
    },
    onResync: () => {
      refresh();
      refreshNeighbours();
    },
  });
}

/** Tells the server that the ticket was read up to its last message, whenever it is in view. */
export function useMarkSeen(ticketId: string, lastMessageId: string | undefined): void {
  const marked = useRef<string>(undefined);
  const mark = useEffectEvent(() => {
    const reading = `${ticketId} ${lastMessageId}`;
    if (document.visibilityState !== 'visible' || marked.current === reading) return;
    marked.current = reading;
    api.PUT('/api/v1/tickets/{ticketId}/seen', { params: { path: { ticketId } } }).catch(() => {
      // Nothing is lost by it; the next message or return to the page tries again.
      marked.current = undefined;
    });
  });
  useEffect(() => {
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [ticketId, lastMessageId]);
}
