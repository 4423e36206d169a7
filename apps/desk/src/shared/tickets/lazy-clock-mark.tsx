import { lazy } from 'react';

/** For the board, whose first sight does not wait for it: its place on the card is kept. */
export const LazyClockMark = lazy(async () => ({
  default: (await import('./clock-mark.tsx')).ClockMark,
}));
