import { useQueryClient } from '@tanstack/react-query';
import type { ScheduledReply, TicketDetail } from '@ventanilla/web';
import { useEffect } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useMe } from '../../../shared/session/session.ts';
import { ticketQuery } from '../ticket.queries.ts';
import { draftsQuery } from './draft.queries.ts';

/** One's own answer that could not be sent when its moment came; its words are back in the draft. */
export function useStopped(detail: TicketDetail) {
  const { id: agentId } = useMe().agent;
  const queryClient = useQueryClient();
  const ticketId = detail.ticket.id;
  const stopped: ScheduledReply | undefined = detail.scheduledReplies.findLast(
    ({ agent, state }) => agent.id === agentId && state === 'stopped',
  );
  const stoppedId = stopped?.id;
  useEffect(() => {
    if (stoppedId) void queryClient.invalidateQueries({ queryKey: draftsQuery(ticketId).queryKey });
  }, [stoppedId, ticketId, queryClient]);
  return {
    stopped: stopped ?? null,
    /** Takes the notice off the ticket. */
    async dismiss() {
      if (!stoppedId) return;
      const { queryKey } = ticketQuery(ticketId);
      queryClient.setQueryData(
        queryKey,
        (known) =>
          known && {
            ...known,
            scheduledReplies: known.scheduledReplies.filter(({ id }) => id !== stoppedId),
          },
      );
      await api
        .DELETE('/api/v1/tickets/{ticketId}/scheduled-replies/{scheduledReplyId}', {
          params: { path: { ticketId, scheduledReplyId: stoppedId } },
        })
        // The next look at the ticket shows whether it is still there.
        .catch(() => undefined);
      void queryClient.invalidateQueries({ queryKey });
    },
  };
}
