import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '@ventanilla/web';

/** Only what may pass by itself is tried again: no network and a server that is starting or full. */
function mayPass(error: unknown): boolean {
  return isProblem(error) && (error.status === 0 || error.status >= 502);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 2 && mayPass(error),
        retryDelay: (attempt) => 500 * 2 ** attempt,
        staleTime: 15_000,
        // A request is always tried: the browser's own idea of being offline is often wrong.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
