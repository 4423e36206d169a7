import type { AnyRouter } from '@tanstack/react-router';

/** Pages are given this many frames to draw and to take the focus by themselves. */
const frames = 4;

/**
 * Whoever goes to another page begins at its heading, unless the page takes the focus to where its work is: the focus
 * is never left on what is gone. The first page is left as browsers open it.
 */
export function keepFocusOnRoutes(router: AnyRouter): void {
  let request = 0;
  router.subscribe('onResolved', ({ fromLocation, pathChanged }) => {
    if (!fromLocation || !pathChanged) return;
    cancelAnimationFrame(request);
    request = requestAnimationFrame(() => settle(frames));
  });
  const settle = (left: number) => {
    if (left > 0) request = requestAnimationFrame(() => settle(left - 1));
    else focusHeading();
  };
}

function focusHeading(): void {
  const page = document.querySelector('main') ?? document.body;
  const focused = document.activeElement;
  const isTaken = focused && focused !== document.body && focused !== page && page.contains(focused);
  if (isTaken || focused?.closest('[role="dialog"]')) return;
  const heading = page.querySelector('h1') ?? page;
  if (!heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1');
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}
