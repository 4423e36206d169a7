import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** Whose desk this is, for whoever has not signed in; an empty name before the set-up. */
export const brandQuery = queryOptions({
  queryKey: ['brand'],
  queryFn: () => dataOf(api.GET('/api/v1/brand')),
  retry: false,
});
