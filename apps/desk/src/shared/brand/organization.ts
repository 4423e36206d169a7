import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** The company whose desk this is, with its version. */
export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: () => dataOf(api.GET('/api/v1/organization')),
});
