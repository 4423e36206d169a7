import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, type Notification, type NotificationGroup } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** Lines that are fetched at once. */
const pageSize = 30;

export interface NoticePage {
  items: Notification[];
  nextCursor: string | null;
}

/** What of the centre is looked at: all that stands in it, one group, or what is put off. */
export type Shelf = NotificationGroup | 'postponed' | null;

/** One's own notices, newest first; of those put off first what comes back first. */
export const noticesQuery = (shelf: Shelf) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'list', shelf],
    queryFn: ({ pageParam }): Promise<NoticePage> =>
      dataOf(
        api.GET('/api/v1/notifications', {
          params: {
            query: {
              limit: pageSize,
              ...(shelf === 'postponed' ? { postponed: 'true' as const } : shelf ? { group: shelf } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Until when most people put a notice off, by the hours of the house and the reader's zone. */
export const momentsQuery = queryOptions({
  queryKey: ['notifications', 'moments'],
  queryFn: () => dataOf(api.GET('/api/v1/notifications/moments')),
  // An hour from now is another one in a minute.
  staleTime: 30_000,
});

/** The newest few, for whoever tells of them. */
export async function readNewest(): Promise<Notification[]> {
  const { items } = await dataOf(api.GET('/api/v1/notifications', { params: { query: { limit: 10 } } }));
  return items;
}
