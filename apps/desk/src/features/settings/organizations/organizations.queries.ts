import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** Organisations by name, page by page; where something is written, those whose name has it. */
export const organizationsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['organization-settings', q],
    queryFn: ({ pageParam }) => {
      const query = { ...(q === '' ? {} : { q }), ...(pageParam ? { cursor: pageParam } : {}) };
      return dataOf(api.GET('/api/v1/organization-settings', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** The last changes of an organisation, newest first. */
export const organizationChangesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization-changes', organizationId],
    queryFn: async () => {
      const params = { path: { organizationId } };
      return (await dataOf(api.GET('/api/v1/organizations/{organizationId}/changes', { params }))).items;
    },
  });
