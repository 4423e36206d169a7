import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { dataOf, type SlaPolicy, type SlaPolicyBody } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** The description of the API cannot say which fields a filter may ask about: a field of one's own is any key. */
export const toPolicies = ({ items }: { items: unknown[] }) => items as SlaPolicy[];

/** Policies in their order: the first that fits is a ticket's. */
export const policiesQuery = queryOptions({
  queryKey: ['sla-policies'],
  queryFn: async () => toPolicies(await dataOf(api.GET('/api/v1/sla-policies'))),
});

/** What a policy would do to the tickets that are open now. */
export function policyPreviewQuery(body: { policy: SlaPolicyBody; policyId: string | null }) {
  return queryOptions({
    queryKey: ['sla-preview', body],
    queryFn: () => dataOf(api.POST('/api/v1/sla-policies/preview', { body })),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
}
