import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this counts as being at the end, in px. */
const nearEndPx = 48;

/**
 * Keeps a list of messages at its end while the reader is there, also when pictures and mails grow; leaves the
 * reader alone where they scrolled up. `isAtEnd` says which of the two. `firstId` names the first message: what
 * comes before it pushes nothing away.
 */
export function useStickToEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  firstId: string | undefined,
) {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const sticks = useRef(true);
  const lastTop = useRef(0);

  const toEnd = useCallback(() => {
    sticks.current = true;
    setIsAtEnd(true);
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  /** Goes to one message and stays there. */
  const toMessage = useCallback((message: HTMLElement) => {
    sticks.current = false;
    setIsAtEnd(false);
    message.scrollIntoView({ block: 'center' });
  }, []);

  useLayoutEffect(() => toEnd(), [toEnd]);
  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    const observer = new ResizeObserver(() => {
      if (sticks.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, content]);

  const notePlace = useKeepPlace(scroller, firstId);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop } = element;
    const near = element.scrollHeight - scrollTop - element.clientHeight < nearEndPx;
    // Whoever is at the end leaves it by going up: what grows below them took nobody away.
    if (near) sticks.current = true;
    else if (scrollTop < lastTop.current) sticks.current = false;
    lastTop.current = scrollTop;
    setIsAtEnd(sticks.current);
    notePlace();
  }, [scroller, notePlace]);
  return { isAtEnd, toEnd, toMessage, onScroll };
}

/** How far below the top of what scrolls an element stands, in px. */
function topIn(scroller: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

/**
 * At the very top no browser keeps the place by itself when something is put above. The first message holds it: how
 * high all of them are together is only guessed until they have been near.
 */
function useKeepPlace(scroller: RefObject<HTMLElement | null>, firstId: string | undefined): () => void {
  const place = useRef<{ first: HTMLElement; top: number }>(undefined);
  const notePlace = useCallback(() => {
    const element = scroller.current;
    const first = element?.querySelector<HTMLElement>('[data-message]');
    if (element && first) place.current = { first, top: topIn(element, first) };
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const known = place.current;
    if (element && known?.first.isConnected) element.scrollTop += topIn(element, known.first) - known.top;
    notePlace();
  }, [scroller, firstId, notePlace]);
  return notePlace;
}
