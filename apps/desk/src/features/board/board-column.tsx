import { Button } from '@mantine/core';
import { type BoardColumnKey, cappedCount, type TicketCard } from '@ventanilla/web';
import { ArrowUp, Check, CheckCheck, Inbox, MessageCircleReply } from 'lucide-react';
import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { useOfflineSince } from '../../shared/hooks/use-online.ts';
import { useLiveState } from '../../shared/live/use-live.ts';
import type { ColumnState } from './board.rules.ts';
import { BoardCard } from './board-card.tsx';
import classes from './board-column.module.css';
import { useColumnList } from './use-column-list.ts';
import { useLoadMore } from './use-load-more.ts';

/** Where each column was scrolled to, so that going back to the board finds it as it was. */
const offsets = new Map<BoardColumnKey, number>();

interface BoardColumnProps {
  columnKey: BoardColumnKey;
  column: ColumnState;
  /** Id of the card with the focus, if it is of this column. */
  activeId: string | null;
  /** Id of a card that is to have the focus as soon as it is drawn. */
  focusRequest: RefObject<string | null>;
  onActive(id: string): void;
  onTake(card: TicketCard): void;
  onShowWaiting(): void;
  /** On phones the tabs say the name and the count. */
  headless: boolean;
}

export function BoardColumn(props: BoardColumnProps) {
  const { columnKey, column, activeId, focusRequest } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { virtualizer, activeIndex, lastIndex } = useColumnList({
    cards: column.cards,
    scroller,
    activeId,
    initialOffset: offsets.get(columnKey) ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const more = useLoadMore({ columnKey, column, lastIndex: items.at(-1)?.index ?? -1 });

  useLayoutEffect(() => {
    const wanted = focusRequest.current;
    if (wanted === null) return;
    const target = scroller.current?.querySelector<HTMLElement>(`[data-card="${wanted}"]`);
    if (!target) return;
    focusRequest.current = null;
    target.focus();
  });

  // The focus is never lost: when its card goes, the card that took its place gets it, or the column's heading.
  useEffect(() => {
    if (activeId === null || activeIndex >= 0) return;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const neighbour = column.cards[Math.min(lastIndex.current, column.cards.length - 1)];
    if (!neighbour) {
      heading.current?.focus();
      return;
    }
    focusRequest.current = neighbour.id;
    props.onActive(neighbour.id);
  });

  const onFocus = (event: FocusEvent) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-item]')?.dataset.item;
    if (id && id !== activeId) props.onActive(id);
  };
  const showWaiting = () => {
    focusRequest.current = column.waiting[0]?.id ?? null;
    props.onShowWaiting();
    if (column.waiting[0]) props.onActive(column.waiting[0].id);
    virtualizer.scrollToOffset(0);
  };

  const headingId = `column-${columnKey}`;
  return (
    <section className={classes.column} aria-labelledby={headingId}>
      <ColumnHead {...props} headingId={headingId} heading={heading} />
      <WaitingPill columnKey={columnKey} count={column.waiting.length} onClick={showWaiting} />
      <div
        ref={scroller}
        className={classes.scroller}
        onFocusCapture={onFocus}
        onScroll={(event) => offsets.set(columnKey, event.currentTarget.scrollTop)}
      >
        {column.cards.length === 0 && column.waiting.length === 0 ? (
          <EmptyColumn columnKey={columnKey} />
        ) : null}
        <ul className={classes.cards} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ key, index, start }) => {
            const card = column.cards[index];
            if (!card) return null;
            return (
              <li
                key={key}
                ref={virtualizer.measureElement}
                className={classes.item}
                data-index={index}
                data-item={card.id}
                aria-setsize={column.nextCursor ? -1 : column.cards.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <BoardCard card={card} onTake={props.onTake} />
              </li>
            );
          })}
        </ul>
        {column.cards.length > 0 ? <ColumnEnd hasMore={column.nextCursor !== null} more={more} /> : null}
      </div>
    </section>
  );
}

interface ColumnHeadProps extends BoardColumnProps {
  headingId: string;
  heading: RefObject<HTMLHeadingElement | null>;
}

function ColumnHead({ columnKey, column, headless, headingId, heading }: ColumnHeadProps) {
  const { t } = useTranslation('board');
  const isOffline = useOfflineSince() !== null;
  const state = useLiveState();
  const live = isOffline ? 'cut' : state;
  const shown = cappedCount(column.count);
  return (
    <>
      <div className={headless ? classes.hiddenHead : classes.head}>
        <h2 id={headingId} ref={heading} tabIndex={-1}>
          {t(`columns.${columnKey}`)}
        </h2>
        <span
          className={classes.count}
          role="img"
          aria-label={t('count', { count: column.count.value, shown })}
        >
          {shown}
        </span>
        {live === 'live' ? (
          <span className={classes.live} role="img" aria-label={t('live')} title={t('live')} />
        ) : null}
        {live === 'cut' ? <span className={classes.cut}>{t('reconnecting')}</span> : null}
      </div>
      <p className={classes.subtitle}>{t(`subtitles.${columnKey}`)}</p>
    </>
  );
}

interface WaitingPillProps {
  columnKey: BoardColumnKey;
  count: number;
  onClick(): void;
}

/** What arrived while the column was read. The live region is there before it, so that it is announced. */
function WaitingPill({ columnKey, count, onClick }: WaitingPillProps) {
  const { t } = useTranslation('board');
  const text = columnKey === 'new' ? t('newTickets', { count }) : t('updatedTickets', { count });
  return (
    <div role="status">
      {count > 0 ? (
        <button type="button" className={classes.pill} onClick={onClick}>
          <ArrowUp size={14} strokeWidth={1.75} aria-hidden />
          {text}
        </button>
      ) : null}
    </div>
  );
}

function EmptyColumn({ columnKey }: { columnKey: BoardColumnKey }) {
  const { t } = useTranslation('board');
  const icons = { new: <Check />, answered: <MessageCircleReply />, your_turn: <Inbox /> };
  return (
    <EmptyState
      icon={icons[columnKey]}
      tone={columnKey === 'new' ? 'verde' : 'gris'}
      title={t(`empty.${columnKey}Title`)}
      text={t(`empty.${columnKey}Text`)}
    />
  );
}

interface ColumnEndProps {
  hasMore: boolean;
  more: ReturnType<typeof useLoadMore>;
}

function ColumnEnd({ hasMore, more }: ColumnEndProps) {
  const { t } = useTranslation(['board', 'desk']);
  if (more.failed) {
    return (
      <p className={classes.end} role="alert">
        {t('moreFailed')}
        <Button variant="default" size="xs" onClick={more.retry}>
          {t('desk:actions.retry')}
        </Button>
      </p>
    );
  }
  if (hasMore) return <p className={classes.end}>{t('loadingMore')}</p>;
  return (
    <p className={classes.end}>
      <CheckCheck size={12} strokeWidth={2} aria-hidden />
      {t('end')}
    </p>
  );
}
