import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** Rules of a department, whom it tells, what comes to it and its last changes. */
export const departmentSettingsQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['department-settings', departmentId],
    queryFn: () =>
      dataOf(api.GET('/api/v1/departments/{departmentId}/settings', { params: { path: { departmentId } } })),
  });
