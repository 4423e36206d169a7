import { queryOptions } from '@tanstack/react-query';
import type { ItemState } from '@ventanilla/contracts/routine-runs';
import { dataOf } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** How often what time alone changes is asked again, in ms; what happens to tickets asks by itself. */
const everyMs = 120_000;

/** One's own duties. */
export const myRunsQuery = queryOptions({
  queryKey: ['routine-runs', 'mine'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/routine-runs/mine', { signal }))).items,
  refetchInterval: everyMs,
  refetchOnMount: 'always',
});

/** How the duties of those one looks after were kept in the last days. */
export const complianceQuery = (days: number) =>
  queryOptions({
    queryKey: ['routine-runs', 'compliance', days],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/v1/routine-runs/compliance', { params: { query: { days } }, signal })),
    refetchOnMount: 'always',
  });

export interface Settling {
  itemIds: string[];
  state: ItemState;
  note?: string;
}

export const settleItems = (runId: string, body: Settling) =>
  dataOf(api.PUT('/api/v1/routine-runs/{runId}/items', { params: { path: { runId } }, body }));
