import { useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BoardColumnKey, TicketCard } from '@ventanilla/web';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { boardQuery, changeBoard } from './board.queries.ts';
import { type BoardState, columnKeys, showWaiting } from './board.rules.ts';
import { BoardColumn } from './board-column.tsx';
import { BoardTabs } from './board-tabs.tsx';
import classes from './board-view.module.css';
import { useBoardKeys } from './use-board-keys.ts';
import { useTake } from './use-take.ts';

/** The three columns of whoever is signed in: their own tickets and those that nobody has. */
export function BoardView() {
  const { t } = useTranslation(['board', 'desk']);
  const { data, error, refetch, isPending } = useQuery(boardQuery);
  const showSkeleton = useDelayed(isPending);
  if (data) return <LoadedBoard state={data} />;
  if (error) return <FailedState error={error} title={t('failedTitle')} onRetry={() => void refetch()} />;
  return (
    <div className={classes.board} aria-busy="true" aria-label={t('desk:states.loading')} role="status">
      {showSkeleton
        ? columnKeys.map((key) => (
            <div key={key} className={classes.loading}>
              <SkeletonCards count={4} />
            </div>
          ))
        : null}
    </div>
  );
}

export interface ActiveCard {
  column: BoardColumnKey;
  id: string;
}

function LoadedBoard({ state }: { state: BoardState }) {
  const queryClient = useQueryClient();
  const isPhone = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  const [active, setActive] = useState<ActiveCard | null>(null);
  const [tab, setTab] = useState<BoardColumnKey>('new');
  const focusRequest = useRef<string | null>(null);
  const take = useTake();

  const onTake = useCallback(
    (card: TicketCard) => {
      // The button goes with the taking: its card keeps the focus.
      focusRequest.current = card.id;
      void take(card);
    },
    [take],
  );
  const focusCard = (next: ActiveCard) => {
    focusRequest.current = next.id;
    setActive(next);
    if (isPhone) setTab(next.column);
  };
  useBoardKeys({ state, active, focusCard, onTake });

  const shownKeys = isPhone ? [tab] : columnKeys;
  return (
    <>
      {isPhone ? <BoardTabs state={state} tab={tab} onTab={setTab} /> : null}
      <div
        className={classes.board}
        role={isPhone ? 'tabpanel' : undefined}
        id={isPhone ? 'board-panel' : undefined}
        aria-labelledby={isPhone ? `tab-${tab}` : undefined}
      >
        {shownKeys.map((key) => (
          <BoardColumn
            key={key}
            columnKey={key}
            column={state[key]}
            activeId={active?.column === key ? active.id : null}
            focusRequest={focusRequest}
            onActive={(id) => setActive({ column: key, id })}
            onTake={onTake}
            onShowWaiting={() => changeBoard(queryClient, (board) => showWaiting(board, key))}
            headless={isPhone === true}
          />
        ))}
      </div>
    </>
  );
}
