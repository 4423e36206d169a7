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

export const colleaguesQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/agents'))).items,
  staleTime: 5 * 60_000,
});
