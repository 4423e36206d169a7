import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf, type Notification, type NotificationGroup } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

/** Lines that are fetched at once. */
const pageSize = 30;

export interface NoticePage {
  items: Notification[];
  nextCursor: string | null;
}

/** One's own notices, newest first; null: of every group. */
export const noticesQuery = (group: NotificationGroup | null) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'list', group],
    queryFn: ({ pageParam }): Promise<NoticePage> =>
      dataOf(
        api.GET('/api/v1/notifications', {
          params: {
            query: {
              limit: pageSize,
              ...(group ? { group } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** The newest few, for whoever tells of them. */
export async function readNewest(): Promise<Notification[]> {
  const { items } = await dataOf(api.GET('/api/v1/notifications', { params: { query: { limit: 10 } } }));
  return items;
}
