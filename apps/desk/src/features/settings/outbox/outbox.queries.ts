import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

export type OutboxState = 'queued' | 'sent' | 'failed';

/** Outgoing mail, newest first, page by page. */
export function outboxQuery(state: OutboxState | null) {
  return infiniteQueryOptions({
    queryKey: ['outbox', state ?? 'all'],
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET('/api/v1/outbox', {
          params: {
            query: { limit: 50, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // Sending goes on by itself and has no live frames.
    refetchInterval: 10_000,
  });
}

/** One outgoing mail with its text. */
export function outboxItemQuery(outboundId: string) {
  return queryOptions({
    queryKey: ['outbox-item', outboundId],
    queryFn: () => dataOf(api.GET('/api/v1/outbox/{outboundId}', { params: { path: { outboundId } } })),
  });
}
