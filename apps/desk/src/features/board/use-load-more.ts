import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { loadMore } from './board.queries.ts';
import type { ColumnState } from './board.rules.ts';

/** How many cards before its end a column asks for more. */
const cardsAhead = 6;

interface LoadMoreInput {
  columnId: string;
  column: ColumnState;
  /** Index of the last card drawn. */
  lastIndex: number;
}

/** Fetches the next page of a column when its end comes near; a failure waits for somebody to try again. */
export function useLoadMore({ columnId, column, lastIndex }: LoadMoreInput) {
  const queryClient = useQueryClient();
  const [failed, setFailed] = useState(false);
  const loading = useRef(false);
  const cursor = column.nextCursor;

  const load = useCallback(async () => {
    if (cursor === null || loading.current) return;
    loading.current = true;
    setFailed(false);
    try {
      await loadMore(queryClient, columnId, cursor);
    } catch {
      setFailed(true);
    } finally {
      loading.current = false;
    }
  }, [queryClient, columnId, cursor]);

  const isNear = cursor !== null && lastIndex >= column.cards.length - cardsAhead;
  useEffect(() => {
    if (isNear && !failed) void load();
  }, [isNear, failed, load]);

  return { failed, retry: () => void load() };
}
