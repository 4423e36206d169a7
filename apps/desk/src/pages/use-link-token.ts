import { useRouterState } from '@tanstack/react-router';

/**
 * The secret of the link that opened the page, from `#token=…`, or from `?token=…` as older links have it; undefined
 * where there is none.
 */
export function useLinkToken(): string | undefined {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const inHash = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return inHash ?? new URLSearchParams(search).get('token') ?? undefined;
}
