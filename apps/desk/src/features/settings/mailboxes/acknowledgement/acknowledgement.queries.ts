import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../../shared/api/api.ts';

/** What a mailbox answers by itself to a new ticket. */
export const acknowledgementQuery = (mailboxId: string) =>
  queryOptions({
    queryKey: ['acknowledgement', mailboxId],
    queryFn: () =>
      dataOf(api.GET('/api/v1/mailboxes/{mailboxId}/acknowledgement', { params: { path: { mailboxId } } })),
  });
