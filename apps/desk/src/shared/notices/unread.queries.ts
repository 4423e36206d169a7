import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** How many of one's own notices wait to be read; the live stream says when it is another number. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: () => dataOf(api.GET('/api/v1/notifications/unread')),
});
