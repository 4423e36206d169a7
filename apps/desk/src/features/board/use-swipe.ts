import { type TouchEvent, useRef } from 'react';

/** How far a finger goes to the side for it to be a swipe, in px, and how many times farther than up or down. */
const farPx = 60;
const straightness = 2;

/** A finger that goes to the side: one further (1), or back (-1). */
export function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches[0];
      start.current = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const touch = changedTouches[0];
      if (!start.current || !touch) return;
      const [x, y] = [touch.clientX - start.current.x, touch.clientY - start.current.y];
      if (Math.abs(x) > farPx && Math.abs(x) > Math.abs(y) * straightness) onSwipe(x < 0 ? 1 : -1);
    },
  };
}
