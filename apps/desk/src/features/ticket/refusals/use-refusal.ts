import { useQueryClient } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';

/** What can be done about a recipient that was refused. */
export function useRefusal(input: { ticketId: string; outboundId: string; address: string }) {
  const { ticketId, outboundId, address } = input;
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const act = async (request: () => Promise<unknown>) => {
    setIsBusy(true);
    try {
      await request();
    } catch (error) {
      notifyProblem(error);
    } finally {
      await queryClient.invalidateQueries({ queryKey: ticketQuery(ticketId).queryKey });
      setIsBusy(false);
    }
  };
  const params = { path: { outboundId } };
  return {
    isBusy,
    /** Only to this recipient, at the address given, which may be the same. */
    resend: (correctedTo: string) =>
      act(() =>
        dataOf(
          api.POST('/api/v1/outbox/{outboundId}/refused/resend', { params, body: { address, correctedTo } }),
        ),
      ),
    remove: () =>
      act(() =>
        dataOf(api.POST('/api/v1/outbox/{outboundId}/refused/remove', { params, body: { address } })),
      ),
  };
}
