import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

export const spamRulesQuery = queryOptions({
  queryKey: ['spam-rules'],
  queryFn: () => dataOf(api.GET('/api/v1/settings/spam')),
});

/** Senders about whom somebody said something, the newest ones. */
export const mailSendersQuery = queryOptions({
  queryKey: ['mail-senders'],
  queryFn: async () =>
    (await dataOf(api.GET('/api/v1/mail-senders', { params: { query: { limit: 200 } } }))).items,
});
