import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** Every department in its order, retired ones included. */
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/departments'))).items,
});
