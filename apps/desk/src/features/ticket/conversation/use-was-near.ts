import { startTransition, useEffect, useRef, useState } from 'react';

/** How far from what is on screen things begin to be made ready, in px: about two screens. */
const nearPx = 1500;

/** Whether a message was ever near what is being read; `place` belongs to anything inside it. */
export function useWasNear() {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const message = place.current?.closest('[data-message]') ?? place.current;
    if (!message) return undefined;
    const watcher = new IntersectionObserver(
      (entries) => {
        // Scrolling goes before building frames.
        if (entries.some(({ isIntersecting }) => isIntersecting)) startTransition(() => setIsNear(true));
      },
      // A margin counts only around what scrolls.
      { root: message.closest('section'), rootMargin: `${nearPx}px 0px` },
    );
    watcher.observe(message);
    return () => watcher.disconnect();
  }, []);
  return { place, isNear };
}
