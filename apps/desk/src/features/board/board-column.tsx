import { Button } from '@mantine/core';
import type { BoardHead } from '@ventanilla/contracts/boards';
import clsx from 'clsx';
import { CheckCheck } from 'lucide-react';
import {
  type FocusEvent,
  type PointerEvent,
  type RefObject,
  Suspense,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { loadPhrases } from '../../shared/i18n/page-phrases.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';
import { keepingSource } from '../../shared/tickets/ticket-source.ts';
import { type ColumnState, keyOf, sourceOf } from './board.rules.ts';
import { BoardCard } from './board-card.tsx';
import classes from './board-column.module.css';
import { type Drop, dropOnColumn } from './card-actions.rules.ts';
import { ColumnHead } from './column-head.tsx';
import { useDragged, useDragModule } from './drag/drag-store.ts';
import { useColumnDrag } from './drag/use-column-drag.ts';
import { type FocusRequest, focusWanted } from './focus-request.ts';
import { enterColumn, leaveColumn } from './reading.ts';
import { useColumnList } from './use-column-list.ts';
import { useLoadMore } from './use-load-more.ts';

const loadEmpty = () => import('./empty-column.tsx');
const EmptyColumn = lazyPart(async () => ({ default: (await loadEmpty()).EmptyColumn }));

const ColumnProblem = lazyPart(async () => {
  const [part] = await Promise.all([import('./editing/column-problem.tsx'), loadPhrases('boards')]);
  return { default: part.ColumnProblem };
});

/** Columns empty while there is no connection, too: what they say then is there beforehand. */
export function preloadEmptyColumn(): void {
  void loadEmpty();
}

/** Where each column was scrolled to, so that going back to the board finds it as it was. */
const offsets = new Map<string, number>();

/** What a column tells its board. */
export interface ColumnDesk {
  onActive(id: string): void;
  onShowWaiting(): void;
  /** Somebody looked at a card that had changed; null: at all of the column. */
  onLooked(id: string | null): void;
  /** Nobody reads here any more. */
  onUnread(): void;
  onDrop(drop: Drop): void;
}

interface BoardColumnProps extends ColumnDesk {
  column: ColumnState;
  /** The board that it is of. */
  head: BoardHead;
  /** Nothing is on the whole board. */
  isBoardEmpty: boolean;
  /** Id of the card with the focus, if it is of this column. */
  activeId: string | null;
  focusRequest: RefObject<FocusRequest | null>;
  /** On phones the tabs say the name and the count. */
  headless: boolean;
}

export function BoardColumn(props: BoardColumnProps) {
  const { column, activeId, focusRequest } = props;
  const { id, shows, problem } = column.about;
  const section = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { virtualizer, activeIndex, lastIndex, onScroll, toTop } = useColumnList({
    cards: column.cards,
    scroller,
    activeId,
    initialOffset: offsets.get(id) ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const more = useLoadMore({ columnId: id, column, lastIndex: items.at(-1)?.index ?? -1 });
  const reading = useReading(props);
  const columnDrag = useColumnDrag({
    grip: heading,
    columnId: id,
    canMove: !props.headless && props.head.can.includes('change'),
  });
  const drop = useColumnDrop(section, props, columnDrag);
  const isNear = useNear(section);

  useLayoutEffect(() => focusWanted(focusRequest));

  // The focus is never lost: when its card goes, the card that took its place gets it, or the column's heading.
  useEffect(() => {
    if (activeId === null || activeIndex >= 0) return;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const neighbour = column.cards[Math.min(lastIndex.current, column.cards.length - 1)];
    if (!neighbour) {
      heading.current?.focus();
      return;
    }
    focusRequest.current = { id: neighbour.id, column: id };
    props.onActive(neighbour.id);
  });

  const showWaiting = () => {
    const first = column.waiting[0]?.id ?? column.late[0];
    focusRequest.current = first ? { id: first, column: id } : null;
    toTop();
    props.onShowWaiting();
    if (first) props.onActive(first);
  };

  const headingId = `column-${id}`;
  return (
    <section
      ref={section}
      className={clsx(classes.column, drop.isOpen && classes.over)}
      data-column={id}
      data-side={columnDrag.side ?? undefined}
      aria-labelledby={headingId}
      {...reading}
    >
      <ColumnHead
        {...props}
        headingId={headingId}
        heading={heading}
        onLooked={() => props.onLooked(null)}
        onShowWaiting={showWaiting}
      />
      {drop.why ? <p className={classes.why}>{drop.why}</p> : null}
      <div
        ref={scroller}
        className={classes.scroller}
        onScroll={(event) => {
          offsets.set(id, event.currentTarget.scrollTop);
          onScroll();
        }}
      >
        <Suspense>
          {problem ? <ColumnProblem about={column.about} head={props.head} /> : null}
          {!problem && column.cards.length === 0 && column.waiting.length === 0 ? (
            <EmptyColumn columnKey={keyOf(column)} isFirst={props.isBoardEmpty} />
          ) : null}
        </Suspense>
        <ul
          className={classes.cards}
          style={{ height: virtualizer.getTotalSize() }}
          onClickCapture={keepingSource(sourceOf(column, props.head))}
        >
          {(isNear ? items : items.filter(({ index }) => index === activeIndex)).map(
            ({ key, index, start }) => {
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
                  <BoardCard
                    card={card}
                    shows={shows}
                    isChanged={column.changed.includes(card.id)}
                    left={column.left[card.id]}
                  />
                </li>
              );
            },
          )}
        </ul>
        {column.cards.length > 0 ? <ColumnEnd hasMore={column.nextCursor !== null} more={more} /> : null}
      </div>
    </section>
  );
}

const cardIdOf = (target: EventTarget) =>
  (target as HTMLElement).closest<HTMLElement>('[data-item]')?.dataset['item'] ?? null;

/** Tells when the pointer or the focus is in the column, and which card has been looked at. */
function useReading({ column, activeId, onActive, onLooked, onUnread }: BoardColumnProps) {
  const { id: columnId } = column.about;
  const leave = (by: 'pointer' | 'focus') => {
    if (leaveColumn(columnId, by)) onUnread();
  };
  useEffect(
    () => () => {
      leaveColumn(columnId, 'pointer');
      leaveColumn(columnId, 'focus');
    },
    [columnId],
  );
  return {
    // No `enter`: React does not tell of it where what the pointer was on before is gone, as after signing in.
    onPointerOver: (event: PointerEvent) => {
      if (event.pointerType === 'mouse') enterColumn(columnId, 'pointer');
    },
    onPointerLeave: () => leave('pointer'),
    // Going over a card on the way elsewhere is no looking: leaving it after it had the pointer is.
    onPointerOut: (event: PointerEvent) => {
      const id = cardIdOf(event.target);
      const to = event.relatedTarget instanceof HTMLElement ? cardIdOf(event.relatedTarget) : null;
      if (id && id !== to && event.pointerType === 'mouse') onLooked(id);
    },
    onFocusCapture: (event: FocusEvent) => {
      enterColumn(columnId, 'focus');
      const id = cardIdOf(event.target);
      if (id && id !== activeId) onActive(id);
    },
    onBlurCapture: (event: FocusEvent) => {
      const id = cardIdOf(event.target);
      const { relatedTarget } = event;
      if (id && !(relatedTarget instanceof HTMLElement && cardIdOf(relatedTarget) === id)) onLooked(id);
      if (!(relatedTarget instanceof Node && event.currentTarget.contains(relatedTarget))) leave('focus');
    },
  };
}

/** How far out of sight a column still draws its cards, in px: one that is further off costs nothing. */
const nearPx = 700;

/** Whether a column is in sight or soon will be. */
function useNear(section: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(true);
  useEffect(() => {
    if (!section.current) return undefined;
    const watcher = new IntersectionObserver(([entry]) => entry && setNear(entry.isIntersecting), {
      root: section.current.parentElement,
      rootMargin: `0px ${nearPx}px`,
    });
    watcher.observe(section.current);
    return () => watcher.disconnect();
  }, [section]);
  return isNear;
}

/** Lets a dragged card be dropped on the column, or says why not while it is over it. */
function useColumnDrop(
  section: RefObject<HTMLElement | null>,
  { column, onDrop }: BoardColumnProps,
  columnDrag: ReturnType<typeof useColumnDrag>,
) {
  const { t } = useTranslation('board');
  const { agent } = useMe();
  const drag = useDragModule();
  const dragged = useDragged();
  const key = keyOf(column);
  const [isOver, setIsOver] = useState(false);
  const drop = dragged && isOver ? dropOnColumn(dragged, key, agent) : null;
  const dropped = useEffectEvent(() => {
    if (dragged) onDrop(dropOnColumn(dragged, key, agent));
  });
  const overColumn = useEffectEvent(columnDrag.onOver);
  const droppedColumn = useEffectEvent((moved: string) => void columnDrag.onDrop(moved));
  useEffect(() => {
    if (!drag || !section.current) return undefined;
    return drag.makeDropPlace(section.current, {
      onOver: setIsOver,
      onDrop: () => dropped(),
      columns: { onOver: (moved) => overColumn(moved), onDrop: (moved) => droppedColumn(moved) },
    });
  }, [drag, section]);
  const isOpen = drop !== null && 'command' in drop;
  if (!drop) return { isOpen, why: null };
  return { isOpen, why: 'why' in drop ? t(`drag.why.${drop.why}`) : t('drag.release') };
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
