import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { isAddress } from './mailbox.form.ts';

/** The addresses people write to, with their health. */
export const mailboxesQuery = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/mailboxes'))).items,
  // Health changes by itself and has no live frames.
  refetchInterval: 15_000,
});

/** Which providers mailboxes may be connected with by consent. */
export const mailOAuthQuery = queryOptions({
  queryKey: ['mail-oauth'],
  queryFn: () => dataOf(api.GET('/api/v1/mail-oauth')),
});

/** Where the mail of an address probably is. */
export function guessQuery(address: string) {
  const given = address.trim().toLowerCase();
  const domain = given.split('@')[1] ?? '';
  return queryOptions({
    queryKey: ['mailbox-guess', domain],
    queryFn: () => dataOf(api.POST('/api/v1/mailboxes/guess', { body: { address: given } })),
    enabled: isAddress(given),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
