import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** What is open of a person, and of an organization. */
export const openTicketsQuery = (of: {
  contactId?: string | undefined;
  organizationId?: string | undefined;
}) =>
  queryOptions({
    queryKey: ['open-tickets', of.contactId ?? null, of.organizationId ?? null],
    queryFn: async () => (await dataOf(api.GET('/api/v1/open-tickets', { params: { query: of } }))).items,
    enabled: of.contactId !== undefined || of.organizationId !== undefined,
  });
