import { queryOptions } from '@tanstack/react-query';
import type { Filter } from '@ventanilla/contracts/filters';
import type { TriageOutcome } from '@ventanilla/contracts/triage';
import type { TriagePlacement } from '@ventanilla/contracts/triage.rules';
import { dataOf } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** How long a suggestion is taken for current, in ms. */
const adviceMs = 30_000;

/** The queue of one person, or of a department. */
export const queueQuery = (departmentId?: string) =>
  queryOptions({
    queryKey: ['triage', 'queue', departmentId ?? null],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/api/v1/triage/queue', {
          params: { query: departmentId === undefined ? {} : { departmentId } },
          signal,
        }),
      ),
    refetchOnMount: 'always',
  });

/** Who might have a ticket that nobody has. */
export const ownerAdviceQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['triage', 'owner', ticketId],
    queryFn: async () =>
      (await dataOf(api.GET('/api/v1/triage/owners/{ticketId}', { params: { path: { ticketId } } }))).owner,
    staleTime: adviceMs,
  });

/** How many tickets a filter finds. */
export const ageCountQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['triage', 'age', filter],
    queryFn: async ({ signal }) =>
      (
        await dataOf(
          api.GET('/api/v1/tickets/list', {
            params: { query: { filter: JSON.stringify(filter), sort: 'created', limit: 1 } },
            signal,
          }),
        )
      ).count,
    refetchOnMount: 'always',
  });

const at = (ticketId: string) => ({ params: { path: { ticketId } } });

/** What is kept of one's round. */
export const roundRequests = {
  pause: (paused: boolean) => dataOf(api.PUT('/api/v1/triage/round', { body: { paused } })),
  step: (ticketId: string, outcome: TriageOutcome) =>
    dataOf(api.PUT('/api/v1/triage/steps/{ticketId}', { ...at(ticketId), body: { outcome } })),
  takeStepBack: (ticketId: string) => dataOf(api.DELETE('/api/v1/triage/steps/{ticketId}', at(ticketId))),
  disagree: (ticketId: string, body: { placement: TriagePlacement; reason: string }) =>
    dataOf(api.PUT('/api/v1/triage/disagreements/{ticketId}', { ...at(ticketId), body })),
  agreeAgain: (ticketId: string) =>
    dataOf(api.DELETE('/api/v1/triage/disagreements/{ticketId}', at(ticketId))),
};
