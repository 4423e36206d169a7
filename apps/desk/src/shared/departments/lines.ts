import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** How long the list of lines is taken for current, in ms: it stands beside every ticket. */
const seldomMs = 5 * 60_000;

/** Every line in its order, retired ones included. */
export const linesQuery = queryOptions({
  queryKey: ['lines'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/lines'))).items,
  staleTime: seldomMs,
});
