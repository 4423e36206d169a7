import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** How long the list of departments is taken for current, in ms: it stands beside every ticket. */
const seldomMs = 5 * 60_000;

/** Every department in its order, retired ones included. */
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/departments'))).items,
  staleTime: seldomMs,
});
