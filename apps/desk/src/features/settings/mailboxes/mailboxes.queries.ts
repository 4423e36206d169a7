import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** The addresses people write to, with their health. */
export const mailboxesQuery = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/mailboxes'))).items,
  // Health changes by itself and has no live frames.
  refetchInterval: 15_000,
});
