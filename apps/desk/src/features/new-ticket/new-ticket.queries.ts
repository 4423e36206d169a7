import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** What the directory answered stays good while somebody types, in ms. */
const hitsMs = 30_000;

/** People for what was typed; nothing is asked for nothing. */
export const contactsQuery = (q: string) =>
  queryOptions({
    queryKey: ['directory', 'contacts', q],
    queryFn: async () => (await dataOf(api.GET('/api/v1/contacts', { params: { query: { q } } }))).items,
    enabled: q !== '',
    staleTime: hitsMs,
  });

export const organizationsQuery = (q: string) =>
  queryOptions({
    queryKey: ['directory', 'organizations', q],
    queryFn: async () => (await dataOf(api.GET('/api/v1/organizations', { params: { query: { q } } }))).items,
    enabled: q !== '',
    staleTime: hitsMs,
  });

/** What is open of a person and of their organisation. */
export const openTicketsQuery = (of: {
  contactId?: string | undefined;
  organizationId?: string | undefined;
}) =>
  queryOptions({
    queryKey: ['open-tickets', of.contactId ?? null, of.organizationId ?? null],
    queryFn: async () => (await dataOf(api.GET('/api/v1/open-tickets', { params: { query: of } }))).items,
    enabled: of.contactId !== undefined || of.organizationId !== undefined,
  });

export const colleaguesQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/agents'))).items,
  staleTime: 5 * 60_000,
});
