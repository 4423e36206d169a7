import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { holdTyped, takeTyped } from '../../shared/actions/typed-ahead.ts';
import { useBoardEdit } from '../../shared/boards/board-edit.ts';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useLatest } from '../../shared/hooks/use-latest.ts';
import { loadPhrases } from '../../shared/i18n/page-phrases.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyFailed } from '../../shared/notify.tsx';
import { forgetSource } from '../../shared/tickets/ticket-source.ts';
import { boardQuery, changeBoard, useBoardRef } from './board.queries.ts';
import {
  type BoardState,
  columnsOf,
  markLooked,
  placeKey,
  placeOf,
  settle,
  showWaiting,
} from './board.rules.ts';
import { BoardColumn, type ColumnDesk, preloadEmptyColumn } from './board-column.tsx';
import { BoardTabs } from './board-tabs.tsx';
import classes from './board-view.module.css';
import type { CardCommand, Drop } from './card-actions.rules.ts';
import { type CardDesk, CardDeskProvider } from './card-desk.ts';
import type { CardLayer } from './card-layers.tsx';
import { loadDrag, useDragged } from './drag/drag-store.ts';
import { columnOf, type FocusRequest } from './focus-request.ts';
import { useAnnouncedMove } from './moved.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useCardActions } from './use-card-actions.ts';
import { useSwipe } from './use-swipe.ts';

const CardLayers = lazyPart(async () => ({ default: (await import('./card-layers.tsx')).CardLayers }));
const DropRail = lazyPart(async () => ({ default: (await import('./drag/drop-rail.tsx')).DropRail }));
const BoardEditor = lazyPart(async () => {
  const [editor] = await Promise.all([
    import('./editing/board-editor.tsx'),
    ...(['boards', 'filters', 'list'] as const).map(loadPhrases),
  ]);
  return { default: editor.BoardEditor };
});
const NoColumns = lazyPart(async () => {
  const [none] = await Promise.all([import('./editing/no-columns.tsx'), loadPhrases('boards')]);
  return { default: none.NoColumns };
});

interface BoardViewProps {
  /** Its cards are drawn: time for what may come next. */
  onDrawn(): void;
}

/** The board that is open, with its columns. */
export function BoardView({ onDrawn }: BoardViewProps) {
  const { t } = useTranslation(['board', 'desk']);
  const { data, error, refetch, isPending } = useQuery(boardQuery(useBoardRef()));
  const showSkeleton = useDelayed(isPending);
  useEffect(forgetSource, []);
  if (data) return <LoadedBoard state={data} onDrawn={onDrawn} />;
  if (error) return <FailedState error={error} title={t('failedTitle')} onRetry={() => void refetch()} />;
  return (
    <div className={classes.board} aria-busy="true" aria-label={t('desk:states.loading')} role="status">
      {showSkeleton
        ? [0, 1, 2].map((place) => (
            <div key={place} className={classes.loading}>
              <SkeletonCards count={4} />
            </div>
          ))
        : null}
    </div>
  );
}

export interface ActiveCard {
  column: string;
  id: string;
}

function LoadedBoard({ state, onDrawn }: BoardViewProps & { state: BoardState }) {
  const { t } = useTranslation('board');
  const isPhone = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  const [active, setActive] = useState<ActiveCard | null>(null);
  const [chosenTab, setTab] = useState<string | null>(null);
  const [layer, setLayer] = useState<CardLayer | null>(null);
  const edit = useBoardEdit();
  const focusRequest = useRef<FocusRequest | null>(null);
  const dragged = useDragged();
  const moved = useAnnouncedMove();
  const runCommand = useCardActions();
  useEffect(loadDrag, []);
  useEffect(preloadEmptyColumn, []);
  useEffect(onDrawn, [onDrawn]);

  const run = (card: TicketCard, command: CardCommand) => {
    // A button that goes with what it does: its card keeps the focus.
    const held = document.activeElement?.closest(`[data-item="${CSS.escape(card.id)}"]`);
    if (held) focusRequest.current = { id: card.id, column: columnOf(held), orElsewhere: true };
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
    focusRequest.current = next;
    setActive(next);
    if (isPhone) setTab(next.column);
  };
  const columns = useColumnDesks({ setActive, onDrop: (to) => dragged && drop(dragged, to) });
  useBoardKeys({ state, active, focusCard, desk, showWaiting: (id) => columns(id).onShowWaiting() });

  const tab = chosenTab !== null && state.columns[chosenTab] ? chosenTab : (state.order[0] ?? '');
  const swipe = useSwipe((step) => setTab(state.order[state.order.indexOf(tab) + step] ?? tab));
  const shown = columnsOf(state).filter(([id]) => !isPhone || id === tab);
  const keys = stableKeys(state);
  const isBoardEmpty = columnsOf(state).every(([, { count }]) => count.value === 0);
  return (
    <CardDeskProvider value={desk}>
      {isPhone ? <BoardTabs state={state} tab={tab} onTab={setTab} /> : null}
      <div
        className={classes.board}
        role={isPhone ? 'tabpanel' : undefined}
        id={isPhone ? 'board-panel' : undefined}
        aria-labelledby={isPhone ? `tab-${tab}` : undefined}
        {...(isPhone ? swipe : {})}
      >
        {shown.map(([id, column]) => (
          <BoardColumn
            key={keys.get(id)}
            column={column}
            head={state.head}
            isBoardEmpty={isBoardEmpty}
            activeId={active?.column === id ? active.id : null}
            focusRequest={focusRequest}
            headless={isPhone === true}
            {...columns(id)}
          />
        ))}
        <Suspense>{shown.length === 0 ? <NoColumns head={state.head} /> : null}</Suspense>
        <Suspense>{dragged ? <DropRail card={dragged} onDrop={drop} /> : null}</Suspense>
      </div>
      <VisuallyHidden role="status">
        {dragged ? t('drag.to', { number: ticketNumber(dragged.number) }) : moved}
      </VisuallyHidden>
      <Suspense>{layer ? <CardLayers layer={layer} onLayer={setLayer} onRun={run} /> : null}</Suspense>
      <Suspense>{edit ? <BoardEditor edit={edit} state={state} /> : null}</Suspense>
    </CardDeskProvider>
  );
}

/** By column: a built-in one stays itself when a default board gets ids of its own. */
function stableKeys(state: BoardState): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    columnsOf(state).map(([id, column]) => {
      const key = placeKey(placeOf(column));
      const isFirst = !taken.has(key);
      taken.add(key);
      return [id, isFirst ? key : id];
    }),
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
function useColumnDesks({ setActive, onDrop }: ColumnDesksInput): (id: string) => ColumnDesk {
  const queryClient = useQueryClient();
  const change = (how: (state: BoardState) => BoardState) => changeBoard(queryClient, how);
  return (column) => ({
    onActive: (id) => setActive({ column, id }),
    onShowWaiting: () => change((board) => showWaiting(board, column)),
    onLooked: (id) => change((board) => markLooked(board, column, id)),
    onUnread: () => change((board) => settle(board, column)),
    onDrop,
  });
}
