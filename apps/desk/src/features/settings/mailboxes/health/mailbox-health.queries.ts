import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../../shared/api/api.ts';

/** How mail arrives and leaves; for who may manage mailboxes. */
export const mailboxHealthQuery = queryOptions({
  queryKey: ['mailboxes', 'health'],
  queryFn: () => dataOf(api.GET('/api/v1/mailboxes/health')),
  // Health changes by itself and has no live frames.
  refetchInterval: 15_000,
});
