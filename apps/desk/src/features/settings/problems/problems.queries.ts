import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { dataOf, isProblem, type MailProblem, type ProblemKind } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** What the tray shows: one kind, all of them, or those that somebody has looked at. */
export type ProblemFilter = ProblemKind | 'all' | 'looked';

const key = 'problems';

/** What needs somebody's eyes, newest first, page by page. */
export function problemsQuery(filter: ProblemFilter) {
  const query = filter === 'looked' ? { looked: 'true' as const } : filter === 'all' ? {} : { kind: filter };
  return infiniteQueryOptions({
    queryKey: [key, filter],
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET('/api/v1/problems', {
          params: { query: { limit: 50, ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // Mail comes by itself, and what went wrong with it has no live frames.
    refetchInterval: 30_000,
  });
}

/** How many problems nobody has looked at; for who may see the tray. */
export const problemCountQuery = queryOptions({
  queryKey: [key, 'count'],
  queryFn: () => dataOf(api.GET('/api/v1/problems/count')),
  refetchInterval: 60_000,
  staleTime: 30_000,
});

export function refreshProblems(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [key] });
}

export type RetryResult = 'read' | 'queued' | 'processed' | 'unreadable' | 'left' | 'gone';

/** Another try for a mail, or for an event and those that wait behind it. */
export async function retryProblem({ id, kind }: MailProblem): Promise<RetryResult> {
  try {
    if (kind === 'event') {
      const path = { setAsideId: id };
      const { left } = await dataOf(api.POST('/api/v1/set-aside/{setAsideId}/retry', { params: { path } }));
      return left > 0 ? 'left' : 'processed';
    }
    const path = { problemId: id };
    const { outcome } = await dataOf(api.POST('/api/v1/problems/{problemId}/retry', { params: { path } }));
    return outcome;
  } catch (error) {
    // Done already: with one that it waited behind, or by somebody else.
    if (isProblem(error, 'set_aside.not_found') || isProblem(error, 'problems.not_found')) return 'gone';
    throw error;
  }
}

/** Takes a problem off the list, or puts it back. */
export async function setLooked({ id }: MailProblem, looked: boolean): Promise<void> {
  const params = { path: { problemId: id } };
  if (looked) await api.PUT('/api/v1/problems/{problemId}/look', { params });
  else await api.DELETE('/api/v1/problems/{problemId}/look', { params });
}

export function originalAddress({ id }: MailProblem): string {
  return `/api/v1/problems/${id}/original`;
}
