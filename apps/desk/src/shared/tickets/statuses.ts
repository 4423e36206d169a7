import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** They change seldom, in ms. */
const seldomMs = 5 * 60_000;

export const statusesQuery = queryOptions({
  queryKey: ['statuses'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/statuses'))).items,
  staleTime: seldomMs,
});
