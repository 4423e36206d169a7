import { queryOptions } from '@tanstack/react-query';
import { dataOf, type GoalTargets } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** How often who is here is asked again, in ms; what happens to tickets asks by itself. */
const everyMs = 20_000;
/** Tickets shown of one agent. */
export const shownMax = 50;

export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: () => dataOf(api.GET('/api/v1/team')),
  refetchInterval: everyMs,
  refetchOnMount: 'always',
});

export const goalsQuery = queryOptions({
  queryKey: ['goals'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/goals'))).items,
});

/** What somebody has open, as the list knows it. */
export const openOf = (agentId: string) => ({
  and: [
    { field: 'owner' as const, op: 'any_of' as const, values: [agentId] },
    { field: 'closedAt' as const, op: 'empty' as const },
  ],
});

/** What is open and nobody has. */
export const unassigned = {
  and: [
    { field: 'owner' as const, op: 'empty' as const },
    { field: 'closedAt' as const, op: 'empty' as const },
  ],
};

/** The open tickets of an agent, what is due first above. */
export const openTicketsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['team', 'tickets', agentId],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/api/v1/tickets/list', {
          params: { query: { filter: JSON.stringify(openOf(agentId)), sort: 'clock', limit: shownMax } },
          signal,
        }),
      ),
  });

export const teamRequests = {
  setOpenMax: (agentId: string, openMax: number | null) =>
    dataOf(api.PUT('/api/v1/team/{agentId}/open-max', { params: { path: { agentId } }, body: { openMax } })),
  setGoals: (body: { agentId: string | null; departmentId: string | null; targets: GoalTargets }) =>
    dataOf(api.PUT('/api/v1/goals', { body })),
  move: async (body: { ticketIds: string[]; agentId: string; anyway: boolean }) =>
    (await dataOf(api.POST('/api/v1/team/moves', { body }))).items,
};
