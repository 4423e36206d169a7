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
      if (place) return show(place);
      if (performance.now() - started < waitMs) frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [hash]);
}

function show(place: HTMLElement): void {
  place.scrollIntoView({ block: 'center' });
  const field = place.matches('input, textarea, button, a')
    ? place
    : place.querySelector<HTMLElement>('input:not([type="file"], [type="hidden"]), textarea, button, a');
  (field ?? place).focus({ preventScroll: true });
}
