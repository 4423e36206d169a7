import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** The browsers I am signed in with, the last used first. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/sessions'))).items,
});

/** Whether my sign-in takes a second step, and how many backup codes are left. */
export const twoFactorQuery = queryOptions({
  queryKey: ['two-factor'],
  queryFn: () => dataOf(api.GET('/api/v1/session/two-factor')),
});
