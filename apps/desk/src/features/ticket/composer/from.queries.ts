import { queryOptions, useQuery } from '@tanstack/react-query';
import { dataOf, type TicketDetail, type TicketMessage } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { usualFrom } from './from.rules.ts';

/** The addresses that an answer may leave from. */
export const fromAddressesQuery = queryOptions({
  queryKey: ['from-addresses'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/from-addresses'))).items,
  staleTime: 60_000,
});

/** The address that an answer leaves from unless somebody chooses; null where nobody can. */
export function useUsualFrom({ replyTo }: TicketDetail, answered: TicketMessage | null): string | null {
  const canChoose = replyTo?.canChooseFrom === true;
  const { data = [] } = useQuery({ ...fromAddressesQuery, enabled: canChoose && answered !== null });
  return replyTo && canChoose ? usualFrom({ from: replyTo.from, answered, own: data }) : null;
}
