import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { TicketCard } from '@ventanilla/web';
import { type RefObject, useLayoutEffect, useRef } from 'react';

/** A card's usual height before it is measured, in px. */
const cardHeight = 118;

interface ColumnListInput {
  cards: TicketCard[];
  scroller: RefObject<HTMLDivElement | null>;
  /** The card that has the focus or had it last; stays mounted wherever the column is scrolled. */
  activeId: string | null;
  /** Where the column was scrolled to when it was last left, in px. */
  initialOffset: number;
}

/** The cards of a column that are near the screen; some thirty are drawn however many there are. */
export function useColumnList({ cards, scroller, activeId, initialOffset }: ColumnListInput) {
  const activeIndex = activeId === null ? -1 : cards.findIndex(({ id }) => id === activeId);
  const virtualizer = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    getItemKey: (index) => cards[index]?.id ?? index,
    gap: 8,
    paddingStart: 2,
    paddingEnd: 12,
    overscan: 6,
    initialOffset,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (activeIndex < 0 || shown.includes(activeIndex)) return shown;
      return [...shown, activeIndex].sort((a, b) => a - b);
    },
  });

  // Where the card with the focus stood, so that its neighbour can take the focus when it goes.
  const lastIndex = useRef(-1);
  useLayoutEffect(() => {
    if (activeIndex >= 0) lastIndex.current = activeIndex;
  }, [activeIndex]);

  return { virtualizer, activeIndex, lastIndex };
}
