import { type RefObject, useEffect } from 'react';

/** Space between what one writes and the notice above it, in px. */
const gap = 12;

const names = ['--snack-bottom', '--snack-left', '--snack-shift'];

/** Tells the notice of waiting answers where it may stand without covering what one writes. */
export function useSnackPlace(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const root = document.documentElement.style;
    const observer = new ResizeObserver(() => {
      const { top, left, height } = element.getBoundingClientRect();
      // Another tab of the ticket is shown: the bottom of the page is free.
      if (height === 0) {
        for (const name of names) root.removeProperty(name);
        return;
      }
      root.setProperty('--snack-bottom', `${Math.round(window.innerHeight - top + gap)}px`);
      root.setProperty('--snack-left', `${Math.round(left)}px`);
      root.setProperty('--snack-shift', '0');
    });
    observer.observe(element);
    observer.observe(document.documentElement);
    return () => {
      observer.disconnect();
      for (const name of names) root.removeProperty(name);
    };
  }, [place]);
}
