import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useLatest } from '../../shared/hooks/use-latest.ts';
import { isAtTicket, listPlace } from '../../shared/list-place.ts';
import type { Selection } from './selection.rules.ts';

/** Where one was in this list before one of its tickets was opened; null where one comes from elsewhere. */
export function usePlaceBefore(filter: string) {
  const [before] = useState(() => {
    const place = listPlace.read();
    return place?.filter === filter ? { ...place, selection: place.selection as Selection } : null;
  });
  return before;
}

interface Now {
  filter: string;
  activeId: string | null;
  selection: Selection;
  scroller: RefObject<HTMLDivElement | null>;
}

/** Goes back to where one was once there are rows, and keeps where one is when one goes on to a ticket. */
export function useKeptPlace(now: Now, { top, hasRows }: { top: number; hasRows: boolean }): void {
  const latest = useLatest(now);
  const { scroller } = now;
  useLayoutEffect(() => {
    if (hasRows && top > 0) scroller.current?.scrollTo({ top });
  }, [hasRows, top, scroller]);
  const href = useRef('');
  useLayoutEffect(() => {
    const { pathname, search } = window.location;
    if (!isAtTicket()) href.current = pathname + search;
  });
  useLayoutEffect(
    () => () => {
      const { filter, activeId, selection } = latest.current;
      const place = {
        href: href.current,
        filter,
        activeId,
        selection,
        top: scroller.current?.scrollTop ?? 0,
      };
      listPlace.keep(isAtTicket() ? place : null);
    },
    [latest, scroller],
  );
}
