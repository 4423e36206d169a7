import { infiniteQueryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../shared/api/api.ts';

const pageSize = 50;

/** What was taken for spam, newest first, and how much of it there is. */
export const spamQuery = infiniteQueryOptions({
  queryKey: ['spam'],
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) };
    return dataOf(api.GET('/api/v1/spam', { params: { query }, signal }));
  },
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
});
