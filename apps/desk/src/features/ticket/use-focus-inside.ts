import { type RefObject, useEffect } from 'react';

/** How long a menu is given to hand the focus back to what opened it, in ms. */
const settleMs = 250;

/**
 * Who opens a ticket reads first: the keys act and the arrows scroll from there. The focus comes back to it when
 * what had it is gone, as a button that the ticket no longer offers; `changes` is whatever such a button hangs on.
 */
export function useFocusInside(region: RefObject<HTMLElement | null>, changes: string): void {
  useEffect(() => region.current?.focus({ preventScroll: true }), [region]);
  useEffect(() => {
    if (changes === '') return undefined;
    const mend = () => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body)
        region.current?.focus({ preventScroll: true });
    };
    mend();
    const later = setTimeout(mend, settleMs);
    return () => clearTimeout(later);
  }, [region, changes]);
}
