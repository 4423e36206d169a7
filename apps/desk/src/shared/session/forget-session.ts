import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from './session.ts';

/** Nobody is signed in any more, and nothing is left of whoever was; resolves once no screen of theirs is drawn. */
export async function forgetSession(queryClient: QueryClient): Promise<void> {
  queryClient.setQueryData(sessionQuery.queryKey, null);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  queryClient.getMutationCache().clear();
  // Screens are told a moment later: the frame goes, and nothing in it looks for who is signed in any more.
  await new Promise((resolve) => setTimeout(resolve));
}
