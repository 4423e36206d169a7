import { queryOptions } from '@tanstack/react-query';
import type { TriageWeights } from '@ventanilla/contracts/triage.rules';
import { dataOf, ifMatch } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** How much each factor counts, and how that was before. */
export const triageSettingsQuery = queryOptions({
  queryKey: ['triage', 'settings'],
  queryFn: () => dataOf(api.GET('/api/v1/settings/triage')),
});

/** One's own queue of now, to try weights with; the same that triage shows. */
export const presentQueueQuery = queryOptions({
  queryKey: ['triage', 'queue', null],
  queryFn: () => dataOf(api.GET('/api/v1/triage/queue', { params: { query: {} } })),
});

export const disagreementsQuery = queryOptions({
  queryKey: ['triage', 'disagreements'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/triage/disagreements'))).items,
});

export const saveWeights = (version: number, weights: TriageWeights) =>
  dataOf(api.PUT('/api/v1/settings/triage', { params: { header: ifMatch(version) }, body: { weights } }));
