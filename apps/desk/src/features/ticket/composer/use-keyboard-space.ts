import { type RefObject, useEffect } from 'react';

/** Below this many px it is not a keyboard but the bar of the browser. */
const keyboardMin = 80;

/** Keeps what stands at the bottom above the keyboard of a phone, which covers the page without making it smaller. */
export function useKeyboardSpace(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { visualViewport } = window;
    if (!visualViewport) return undefined;
    const fit = () => {
      const element = place.current;
      if (!element) return;
      element.style.removeProperty('--keyboard');
      const hidden =
        element.getBoundingClientRect().bottom - (visualViewport.offsetTop + visualViewport.height);
      if (hidden > keyboardMin) element.style.setProperty('--keyboard', `${Math.round(hidden)}px`);
    };
    visualViewport.addEventListener('resize', fit);
    return () => visualViewport.removeEventListener('resize', fit);
  }, [place]);
}
