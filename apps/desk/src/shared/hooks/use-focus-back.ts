import { useEffect, useState } from 'react';

/**
 * For a dialog that is there only while it is open: once it is gone, the focus is where it was before. Whatever takes
 * the focus by itself keeps it.
 */
export function useFocusBack(): void {
  const [opener] = useState(whatOpens);
  useEffect(
    () => () => {
      // The dialog and its trap are taken away first.
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
