import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** How long the list of teams is taken for current, in ms. */
const seldomMs = 5 * 60_000;

/** Teams by name with their members, retired ones included. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/teams'))).items,
  staleTime: seldomMs,
});
