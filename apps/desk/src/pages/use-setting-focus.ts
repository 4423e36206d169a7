import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

/** How long a setting may take to be drawn, in ms. */
const waitMs = 3_000;

/** Brings the setting that the address names after `#` into view, with the focus in its first field. */
export function useSettingFocus(): void {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  useEffect(() => {
    if (hash === '') return;
    const started = performance.now();
    let frame = 0;
    const look = () => {
      const place = document.querySelector<HTMLElement>(`[data-setting~="${CSS.escape(hash)}"]`);
      // Its fields may come after it, when what they show has been fetched.
      const field = place && fieldOf(place);
      const isLate = performance.now() - started > waitMs;
      if (place && (field || isLate)) show(place, field);
      else if (!isLate) frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [hash]);
}

function fieldOf(place: HTMLElement): HTMLElement | null {
  if (place.matches('input, textarea, button, a')) return place;
  return place.querySelector('input:not([type="file"], [type="hidden"]), textarea, button, a');
}

function show(place: HTMLElement, field: HTMLElement | null): void {
  place.scrollIntoView({ block: 'center' });
  (field ?? place).focus({ preventScroll: true });
}
