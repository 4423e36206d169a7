import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { liveHub } from '../../shared/live/live-hub.ts';
import { boardQuery, refreshCards, resyncBoard } from './board.queries.ts';
import { createRefresher } from './refresher.ts';

/** How long changes are joined before their cards are asked for, in ms. */
const joinMs = 80;
/** How long after a failed refresh the whole board is asked for again, in ms. */
const retryMs = 2000;

/** Keeps the board in the cache current with the live stream; answers how to stop. */
function startBoardFeed(queryClient: QueryClient): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined;
  // Frames that come while the board is being fetched may be newer than its answer.
  const early = new Set<string>();

  const resyncLater = () => {
    retry ??= setTimeout(() => void resync(), retryMs);
  };
  const refresher = createRefresher({
    joinMs,
    refresh: (ids) => refreshCards(queryClient, ids),
    onFailed: resyncLater,
  });

  async function resync() {
    clearTimeout(retry);
    retry = undefined;
    if (queryClient.getQueryData(boardQuery.queryKey) === undefined) return;
    try {
      refresher.add(await resyncBoard(queryClient));
    } catch {
      resyncLater();
    }
  }

  const stopListening = liveHub.listen({
    onTickets({ changed, gone }) {
      const ids = [...changed.map(({ ticketId }) => ticketId), ...gone];
      const state = queryClient.getQueryState(boardQuery.queryKey);
      if (state?.data !== undefined) refresher.add(ids);
      else if (state?.fetchStatus === 'fetching') for (const id of ids) early.add(id);
    },
    onResync: () => void resync(),
  });
  const stopWatching = queryClient.getQueryCache().subscribe(({ query, type }) => {
    if (type !== 'updated' || query.queryKey[0] !== boardQuery.queryKey[0]) return;
    if (early.size === 0 || query.state.data === undefined) return;
    refresher.add([...early]);
    early.clear();
  });

  return () => {
    stopListening();
    stopWatching();
    refresher.stop();
    clearTimeout(retry);
  };
}

/**
 * Keeps the board current on every page, so that going back to it shows it as it is. Until the board has been
 * fetched once it asks for nothing.
 */
export function useBoardFeed(): void {
  const queryClient = useQueryClient();
  useEffect(() => startBoardFeed(queryClient), [queryClient]);
}
