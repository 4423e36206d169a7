import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** How long the list of agents is taken for current, in ms. */
const seldomMs = 5 * 60_000;

/** All agents, by name, for names and photos wherever only an id is known. */
export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/agents'))).items,
  staleTime: seldomMs,
});
