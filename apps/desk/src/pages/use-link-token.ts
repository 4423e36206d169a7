import { useRouterState } from '@tanstack/react-router';

/** The secret of the mailed link that opened the page, from `#token=…`; undefined where there is none. */
export function useLinkToken(): string | undefined {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? undefined;
}
