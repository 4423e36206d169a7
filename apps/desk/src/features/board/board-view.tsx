import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type BoardColumnKey, type TicketCard, ticketNumber } from '@ventanilla/web';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holdTyped, takeTyped } from '../../shared/actions/typed-ahead.ts';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useLatest } from '../../shared/hooks/use-latest.ts';
import { notifyFailed } from '../../shared/notify.tsx';
import { boardQuery, changeBoard } from './board.queries.ts';
import { type BoardState, columnKeys, markLooked, settle, showWaiting } from './board.rules.ts';
import { BoardColumn, type ColumnDesk, preloadEmptyColumn } from './board-column.tsx';
import { BoardTabs } from './board-tabs.tsx';
import classes from './board-view.module.css';
import type { CardCommand, Drop } from './card-actions.rules.ts';
import { type CardDesk, CardDeskProvider } from './card-desk.ts';
import type { CardLayer } from './card-layers.tsx';
import { loadDrag, useDragged } from './drag/drag-store.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useCardActions } from './use-card-actions.ts';

const CardLayers = lazyPart(async () => ({ default: (await import('./card-layers.tsx')).CardLayers }));
const DropRail = lazyPart(async () => ({ default: (await import('./drag/drop-rail.tsx')).DropRail }));

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
  const { t } = useTranslation('board');
  const isPhone = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  const [active, setActive] = useState<ActiveCard | null>(null);
  const [tab, setTab] = useState<BoardColumnKey>('new');
  const [layer, setLayer] = useState<CardLayer | null>(null);
  const focusRequest = useRef<string | null>(null);
  const dragged = useDragged();
  const runCommand = useCardActions();
  useEffect(loadDrag, []);
  useEffect(preloadEmptyColumn, []);

  const run = (card: TicketCard, command: CardCommand) => {
    // A button that goes with what it does: its card keeps the focus.
    if (document.activeElement?.closest(`[data-item="${CSS.escape(card.id)}"]`))
      focusRequest.current = card.id;
    void runCommand(card, command);
  };
  const latest = useLatest(run);
  const desk = useMemo<CardDesk>(
    () => ({
      run: (card, command) => latest.current(card, command),
      openLayer: (kind, card, opener) => {
        if (kind !== 'menu') holdTyped(() => closeUnopened(setLayer));
        setLayer({ kind, card, opener });
      },
    }),
    [latest],
  );
  const drop = (card: TicketCard, to: Drop) => {
    if (to && 'command' in to) run(card, to.command);
    else if (to) notifyFailed(`${ticketNumber(card.number)}: ${t(`drag.why.${to.why}`)}`);
  };
  const focusCard = (next: ActiveCard) => {
    focusRequest.current = next.id;
    setActive(next);
    if (isPhone) setTab(next.column);
  };
  const columns = useColumnDesks({ setActive, onDrop: (to) => dragged && drop(dragged, to) });
  useBoardKeys({ state, active, focusCard, desk, showWaiting: (key) => columns(key).onShowWaiting() });

  const shownKeys = isPhone ? [tab] : columnKeys;
  const isBoardEmpty = columnKeys.every((key) => state[key].count.value === 0);
  return (
    <CardDeskProvider value={desk}>
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
            isBoardEmpty={isBoardEmpty}
            activeId={active?.column === key ? active.id : null}
            focusRequest={focusRequest}
            headless={isPhone === true}
            {...columns(key)}
          />
        ))}
        <Suspense>{dragged ? <DropRail card={dragged} onDrop={drop} /> : null}</Suspense>
      </div>
      <VisuallyHidden role="status">
        {dragged ? t('drag.to', { number: ticketNumber(dragged.number) }) : ''}
      </VisuallyHidden>
      <Suspense>{layer ? <CardLayers layer={layer} onLayer={setLayer} onRun={run} /> : null}</Suspense>
    </CardDeskProvider>
  );
}

/** The list had not come yet, so that the focus is still where it was. */
function closeUnopened(setLayer: (layer: null) => void) {
  takeTyped();
  setLayer(null);
}

interface ColumnDesksInput {
  setActive(active: ActiveCard): void;
  onDrop(drop: Drop): void;
}

/** What each column may do with the board. */
function useColumnDesks({ setActive, onDrop }: ColumnDesksInput): (key: BoardColumnKey) => ColumnDesk {
  const queryClient = useQueryClient();
  const change = (how: (state: BoardState) => BoardState) => changeBoard(queryClient, how);
  return (key) => ({
    onActive: (id) => setActive({ column: key, id }),
    onShowWaiting: () => change((board) => showWaiting(board, key)),
    onLooked: (id) =>
      change((board) =>
        id === null
          ? board[key].changed.reduce((next, one) => markLooked(next, key, one), board)
          : markLooked(board, key, id),
      ),
    onUnread: () => change((board) => settle(board, key)),
    onDrop,
  });
}
