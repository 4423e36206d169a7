import { queryOptions, useQuery } from '@tanstack/react-query';
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

/** The address of an agent's photo; null where they have none, or where the list is not here yet. */
export function usePhoto(agentId: string | null): string | null {
  const { data: agents } = useQuery({ ...agentsQuery, enabled: agentId !== null });
  return agents?.find(({ id }) => id === agentId)?.photoUrl ?? null;
}
