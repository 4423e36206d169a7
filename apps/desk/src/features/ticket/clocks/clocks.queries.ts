import { queryOptions } from '@tanstack/react-query';
import { type CardClock, dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** Asked again whenever the card shows another clock, which is when the explanation is another too. */
export const clocksQuery = (ticketId: string, clock: CardClock) =>
  queryOptions({
    queryKey: ['ticket-clocks', ticketId, clock],
    queryFn: async () =>
      (await dataOf(api.GET('/api/v1/tickets/{ticketId}/clocks', { params: { path: { ticketId } } }))).items,
  });
