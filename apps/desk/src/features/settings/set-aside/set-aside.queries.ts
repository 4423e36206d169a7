import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf, type paths } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

type SetAsidePage = paths['/api/v1/set-aside']['get']['responses'][200]['content']['application/json'];
export type SetAsideEvent = SetAsidePage['items'][number];

/** What was set aside, newest first. */
export const setAsideQuery = infiniteQueryOptions({
  queryKey: ['set-aside'],
  queryFn: ({ pageParam }) =>
    dataOf(
      api.GET('/api/v1/set-aside', {
        params: { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page: SetAsidePage) => page.nextCursor,
});

/** Another try for one, and for those that wait behind it; how many were done, and how many are left. */
export function retrySetAside({ id }: SetAsideEvent): Promise<{ processed: number; left: number }> {
  return dataOf(api.POST('/api/v1/set-aside/{setAsideId}/retry', { params: { path: { setAsideId: id } } }));
}
