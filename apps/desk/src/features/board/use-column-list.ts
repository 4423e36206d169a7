import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { TicketCard } from '@ventanilla/web';
import {
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { whenIdle } from '../../shared/hooks/when-idle.ts';

/** A card's usual height before it is measured, in px. */
const cardHeight = 118;
/** Cards drawn above and below those in sight: as few as can be until the first stand, for the board to stand at once. */
const beyond = { first: 1, later: 5 };
/** How soon after the first, in ms. */
const laterMs = 300;
/** Nearer to its beginning than this a column shows what comes at its top, in px. */
const topPx = 4;

interface ColumnListInput {
  cards: TicketCard[];
  scroller: RefObject<HTMLDivElement | null>;
  /** The card that has the focus or had it last; stays mounted wherever the column is scrolled. */
  activeId: string | null;
  /** Where the column was scrolled to when it was last left, in px. */
  initialOffset: number;
}

/** The cards of a column that are near the screen; some ten are drawn however many there are. */
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
    overscan: useBeyond(),
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

  const remember = useAnchor({ cards, scroller, virtualizer });
  const toTop = () => {
    remember.forget();
    virtualizer.scrollToOffset(0);
  };
  return { virtualizer, activeIndex, lastIndex, onScroll: remember.note, toTop };
}

function useBeyond(): number {
  const [count, setCount] = useState(beyond.first);
  useEffect(() => whenIdle(() => startTransition(() => setCount(beyond.later)), laterMs), []);
  return count;
}

interface AnchorInput {
  cards: TicketCard[];
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
}

/** Keeps the first card in sight where it is when cards above it come or go. */
function useAnchor({ cards, scroller, virtualizer }: AnchorInput) {
  const anchor = useRef<{ id: string; top: number } | null>(null);
  const note = useCallback(() => {
    const offset = scroller.current?.scrollTop ?? 0;
    const first = virtualizer.getVirtualItems().find(({ end }) => end > offset);
    const isAtTop = offset <= topPx || !first;
    anchor.current = isAtTop ? null : { id: String(first.key), top: first.start - offset };
  }, [scroller, virtualizer]);

  useLayoutEffect(() => {
    const held = anchor.current;
    const index = held ? cards.findIndex(({ id }) => id === held.id) : -1;
    const start = virtualizer.measurementsCache[index]?.start;
    const element = scroller.current;
    if (held && element && start !== undefined) {
      const moved = start - element.scrollTop - held.top;
      if (moved !== 0) element.scrollTop += moved;
    }
    note();
  }, [cards, note, scroller, virtualizer]);

  return {
    note,
    forget() {
      anchor.current = null;
    },
  };
}
