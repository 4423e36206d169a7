import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { TicketSort } from '@ventanilla/contracts/views';
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { type Columns, type Density, gridOf } from './list.rules.ts';
import { ListHead } from './list-head.tsx';
import { ListCard, ListRow } from './list-row.tsx';
import classes from './list-table.module.css';
import { isSelected, type Selection, stateOf } from './selection.rules.ts';
import type { ListRows } from './use-list-rows.ts';

/** Height of a row, in px; of a card before it is measured. */
const rowHeights: Record<Density, number> = { comfortable: 34, compact: 28 };
const cardHeight = 112;
/** So near to the end the next page is fetched, in rows. */
const nearEnd = 30;

interface ListTableProps {
  rows: ListRows;
  columns: Columns;
  density: Density;
  sort: TicketSort;
  isPhone: boolean;
  selection: Selection;
  activeId: string | null;
  /** The row that takes the focus once it is drawn. */
  focusRequest: RefObject<string | null>;
  scroller: RefObject<HTMLDivElement | null>;
  onColumns(columns: Columns): void;
  onSort(sort: TicketSort): void;
  onAll(on: boolean): void;
}

/** The rows near the screen, some forty of them drawn however many there are. */
export function ListTable(props: ListTableProps) {
  const { rows, columns, density, sort, isPhone, selection, activeId, scroller } = props;
  const { t } = useTranslation('list');
  const { cards, gone, query } = rows;
  const activeIndex = cards.findIndex(({ id }) => id === activeId);
  const virtualizer = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isPhone ? cardHeight : rowHeights[density]),
    getItemKey: (index) => cards[index]?.id ?? index,
    gap: isPhone ? 8 : 0,
    overscan: 8,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (activeIndex < 0 || shown.includes(activeIndex)) return shown;
      return [...shown, activeIndex].sort((one, other) => one - other);
    },
  });
  const { measure } = virtualizer;
  // Both say that rows have another height.
  useLayoutEffect(() => measure(), [density, isPhone, measure]);
  const items = virtualizer.getVirtualItems();
  useMorePages({ query, isNear: (items.at(-1)?.index ?? 0) > cards.length - nearEnd });
  useRowFocus({ ...props, activeIndex, scrollTo: (index) => virtualizer.scrollToIndex(index) });

  const shown = items.map((item) => {
    const card = cards[item.index];
    if (!card) return null;
    const state = {
      card,
      isSelected: isSelected(selection, card.id),
      isActive: card.id === activeId,
      isGone: gone.has(card.id),
    };
    return (
      <div
        key={item.key}
        ref={virtualizer.measureElement}
        data-index={item.index}
        className={classes.place}
        role={isPhone ? 'listitem' : 'presentation'}
        style={{ transform: `translateY(${item.start}px)` }}
      >
        {isPhone ? <ListCard {...state} /> : <ListRow {...state} columns={columns} index={item.index} />}
      </div>
    );
  });
  const size = { height: virtualizer.getTotalSize() };
  if (isPhone)
    return (
      <div ref={scroller} className={classes.cards} data-list>
        <div className={classes.rows} style={size} role="list" aria-label={t('tickets')}>
          {shown}
        </div>
      </div>
    );
  const style = {
    '--columns': gridOf(columns),
    '--row': `${rowHeights[density]}px`,
  } as CSSProperties;
  return (
    <div ref={scroller} className={classes.scroller} style={style} data-list>
      <div
        className={classes.table}
        role="table"
        aria-label={t('tickets')}
        aria-rowcount={rows.count && !rows.count.capped ? rows.count.value + 1 : -1}
      >
        <ListHead
          columns={columns}
          sort={sort}
          state={stateOf(
            selection,
            cards.map(({ id }) => id),
          )}
          onColumns={props.onColumns}
          onSort={props.onSort}
          onAll={props.onAll}
        />
        <div className={classes.rows} style={size} role="rowgroup">
          {shown}
        </div>
      </div>
    </div>
  );
}

function useMorePages({ query, isNear }: { query: ListRows['query']; isNear: boolean }) {
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  const wants = isNear && hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (wants) void fetchNextPage();
  }, [wants, fetchNextPage]);
}

interface RowFocusInput {
  rows: ListRows;
  activeId: string | null;
  activeIndex: number;
  focusRequest: RefObject<string | null>;
  scrollTo(index: number): void;
}

/** Gives the focus to the row that a key led to; where the row with the focus went, to the one in its place. */
function useRowFocus({ rows, activeId, activeIndex, focusRequest, scrollTo }: RowFocusInput) {
  const lastIndex = useRef(-1);
  const { cards } = rows;
  useLayoutEffect(() => {
    if (activeIndex >= 0) {
      lastIndex.current = activeIndex;
      return;
    }
    const isLost = document.activeElement === document.body || document.activeElement === null;
    const next = cards[Math.min(lastIndex.current, cards.length - 1)];
    if (activeId !== null && isLost && lastIndex.current >= 0 && next) linkOf(next.id)?.focus();
  }, [cards, activeId, activeIndex]);
  useEffect(() => {
    const id = focusRequest.current;
    if (id === null || id !== activeId) return;
    focusRequest.current = null;
    scrollTo(activeIndex);
    requestAnimationFrame(() => linkOf(id)?.focus({ preventScroll: true }));
  });
}

export function linkOf(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-list] [data-card="${CSS.escape(id)}"]`);
}
