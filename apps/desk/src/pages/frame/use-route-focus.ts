import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Pages are given this many frames to draw and to take the focus by themselves. */
const frames = 4;

/**
 * Whoever goes to another page begins at its heading, unless the page takes the focus to where its work is: the focus
 * is never left on what is gone.
 */
export function useRouteFocus(): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    const isFirst = before.current === undefined || before.current === path;
    before.current = path;
    if (isFirst) return undefined;
    let left = frames;
    let request = 0;
    const settle = () => {
      left -= 1;
      if (left > 0) request = requestAnimationFrame(settle);
      else focusHeading();
    };
    request = requestAnimationFrame(settle);
    return () => cancelAnimationFrame(request);
  }, [path]);
}

function focusHeading(): void {
  const page = document.getElementById('content');
  const focused = document.activeElement;
  if (!page || (focused && page.contains(focused) && focused !== page)) return;
  if (focused?.closest('[role="dialog"]')) return;
  const heading = page.querySelector('h1') ?? page;
  if (!heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1');
  heading.focus({ preventScroll: true });
}
