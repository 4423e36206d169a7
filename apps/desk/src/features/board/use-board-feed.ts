import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { liveHub } from '../../shared/live/live-hub.ts';
import { useLive } from '../../shared/live/use-live.ts';
import { boardQuery, refreshCards, resyncBoard } from './board.queries.ts';
import { createRefresher, type Refresher } from './refresher.ts';

/** How long changes are joined before their cards are asked for, in ms. */
const joinMs = 80;
/** How long after a failed refresh the whole board is asked for again, in ms. */
const retryMs = 2000;

/**
 * Keeps the board on screen current with the live stream, on every page, so that going back to it shows it as it
 * is. While nobody has opened the board it asks for nothing.
 */
export function useBoardFeed(): void {
  const queryClient = useQueryClient();
  const refresher = useRef<Refresher | null>(null);
  const retry = useRef<ReturnType<typeof setTimeout>>(undefined);

  const resync = useEffectEvent(async () => {
    clearTimeout(retry.current);
    retry.current = undefined;
    if (!queryClient.getQueryData(boardQuery.queryKey)) return;
    try {
      refresher.current?.add(await resyncBoard(queryClient));
    } catch {
      resyncLater();
    }
  });
  const resyncLater = () => {
    retry.current ??= setTimeout(() => void resync(), retryMs);
  };

  useEffect(() => {
    const created = createRefresher({
      joinMs,
      refresh: (ids) => refreshCards(queryClient, ids),
      onFailed: () => {
        retry.current ??= setTimeout(() => void resync(), retryMs);
      },
    });
    refresher.current = created;
    return () => {
      created.stop();
      clearTimeout(retry.current);
      retry.current = undefined;
    };
  }, [queryClient]);

  // Frames that come while the board is being fetched may be newer than its answer.
  const early = useRef(new Set<string>());
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ query, type }) => {
        if (type !== 'updated' || query.queryKey[0] !== 'board' || query.state.data === undefined) return;
        if (early.current.size === 0) return;
        refresher.current?.add([...early.current]);
        early.current.clear();
      }),
    [queryClient],
  );

  useLive({
    onTickets: ({ changed, gone }) => {
      const ids = [...changed.map(({ ticketId }) => ticketId), ...gone];
      const state = queryClient.getQueryState(boardQuery.queryKey);
      if (state?.data !== undefined) refresher.current?.add(ids);
      else if (state?.fetchStatus === 'fetching') for (const id of ids) early.current.add(id);
    },
    onResync: () => void resync(),
  });

  // Coming back from a cut, frames are replayed; a page that slept may have missed more than the log keeps.
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'visible' && liveHub.getState() === 'cut') void resync();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, []);
}
