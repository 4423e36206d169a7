import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** Invitations that nobody has accepted yet, newest first. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/invitations'))).items,
});

/** The last invitation that was written to an address, with its text; null where it has left this server. */
export function invitationMailQuery(email: string) {
  return queryOptions({
    queryKey: ['invitation-mail', email],
    queryFn: async () => {
      const { items } = await dataOf(api.GET('/api/v1/system-mails', { params: { query: { limit: 100 } } }));
      const found = items.find((mail) => mail.kind === 'invitation' && mail.to === email && mail.local);
      if (!found) return null;
      const path = { systemMailId: found.id };
      return dataOf(api.GET('/api/v1/system-mails/{systemMailId}', { params: { path } }));
    },
    staleTime: 0,
  });
}
