import { useEffect, useState } from 'react';

/**
 * For a dialog or a bar that is there only while it is of use: once it is gone with the focus within it, the focus is
 * where it was before.
 */
export function useFocusBack(): void {
  const [opener] = useState(whatOpens);
  useEffect(
    () => () => {
      // It is taken away first, and its trap with it.
      setTimeout(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) opener?.focus({ preventScroll: true });
      });
    },
    [opener],
  );
}

/** What has the focus; of a menu, which closes as its item is chosen, what opened the menu. */
function whatOpens(): HTMLElement | null {
  const focused = document.activeElement;
  const menu = focused?.closest('[role="menu"]');
  const named = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : focused;
  return named instanceof HTMLElement ? named : null;
}
