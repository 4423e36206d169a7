import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { isProblem } from '@ventanilla/web';
import { useEffect } from 'react';
import { createAwayCounter } from '../../shared/live/away-counter.ts';
import { liveHub } from '../../shared/live/live-hub.ts';
import { isOwnAction } from '../../shared/live/own-actions.ts';
import { forgetReconnected, tellReconnected } from '../../shared/live/reconnected.ts';
import { sessionQuery } from '../../shared/session/session.ts';
import {
  boardOnScreen,
  boardQuery,
  openBoard,
  readPassed,
  refreshCards,
  resyncBoard,
} from './board.queries.ts';
import { noticeHub } from './notices/notice-hub.ts';
import { noticesOf } from './notices/notices.rules.ts';
import { createRefresher } from './refresher.ts';

/** How long changes that keep coming are joined before their cards are asked for, in ms. */
const joinMs = 80;
/** How long after a failed refresh the whole board is asked for again, in ms. */
const retryMs = 2000;
/** How long after the connection is back changes still count as missed, in ms. */
const settleMs = 1200;
/** How often what time alone brings is asked for, in ms; only while somebody can see it. */
const passingMs = 30_000;

/** Keeps the board in the cache current with the live stream; answers how to stop. */
function startBoardFeed(queryClient: QueryClient): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined;
  // Frames that come while the board is being fetched may be newer than its answer.
  const early = new Set<string>();
  // Before this position of the log nothing was heard: an answer from before it may be older than what is heard.
  let heardFrom = Number.NEGATIVE_INFINITY;

  const resyncLater = () => {
    retry ??= setTimeout(() => void resync(), retryMs);
  };
  // What the stream said of each ticket since its card was asked for last.
  const types = new Map<string, Set<string>>();
  const refresher = createRefresher({
    joinMs,
    async refresh(ids) {
      const asked = new Map(ids.map((id) => [id, types.get(id) ?? new Set<string>()]));
      for (const id of ids) types.delete(id);
      const refreshed = await refreshCards(queryClient, ids);
      const me = queryClient.getQueryData(sessionQuery.queryKey)?.agent.id;
      if (refreshed && me) noticeHub.tell(noticesOf({ ...refreshed, types: asked, me, isOwn: isOwnAction }));
      if (refreshed?.isOther) void resync();
    },
    onFailed: resyncLater,
  });
  const away = createAwayCounter({ settleMs, onBack: tellReconnected, onAway: forgetReconnected });

  async function resync() {
    clearTimeout(retry);
    retry = undefined;
    if (boardOnScreen(queryClient) === undefined) return;
    try {
      refresher.add(await resyncBoard(queryClient));
    } catch (error) {
      // Taken away, or no longer shared: whoever looks at it is told, and asking again changes nothing.
      if (isProblem(error, 'boards.not_found')) await queryClient.invalidateQueries({ queryKey: ['board'] });
      else resyncLater();
    }
  }

  /** Asks for the board on screen again where it was read before the stream was heard; once, whatever comes of it. */
  function demandCurrent() {
    const board = boardOnScreen(queryClient);
    if (!board) return;
    const isOld = board.position < heardFrom;
    heardFrom = Number.NEGATIVE_INFINITY;
    if (isOld) void resync();
  }

  const stopListening = liveHub.listen({
    onTickets({ changed, gone }) {
      const ids = [...changed.map(({ ticketId }) => ticketId), ...gone];
      for (const { ticketId, types: kinds } of changed)
        types.set(ticketId, new Set([...(types.get(ticketId) ?? []), ...kinds]));
      away.changed(ids);
      const state = queryClient.getQueryState(boardQuery(openBoard(queryClient)).queryKey);
      if (state?.data !== undefined) refresher.add(ids);
      else if (state?.fetchStatus === 'fetching') for (const id of ids) early.add(id);
    },
    onResync(since) {
      heardFrom = since ?? Number.POSITIVE_INFINITY;
      demandCurrent();
    },
    onBoards: ({ boardId }) => {
      if (boardId === boardOnScreen(queryClient)?.head.id) void resync();
    },
    onOpen: () => away.back(),
    onCut: () => away.away(),
  });
  const stopWatching = queryClient.getQueryCache().subscribe(({ query, type }) => {
    if (type !== 'updated' || query.state.data === undefined) return;
    if (query.queryKey[0] !== 'board' || query.queryKey[1] !== openBoard(queryClient)) return;
    refresher.add([...early]);
    early.clear();
    demandCurrent();
  });

  const passing = setInterval(() => {
    if (document.visibilityState !== 'visible' || liveHub.getState() !== 'live') return;
    readPassed(queryClient)
      .then((ids) => refresher.add(ids))
      // The next time asks again.
      .catch(() => undefined);
  }, passingMs);

  return () => {
    clearInterval(passing);
    stopListening();
    stopWatching();
    refresher.stop();
    away.stop();
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
