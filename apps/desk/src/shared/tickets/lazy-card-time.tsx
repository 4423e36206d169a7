import { lazy } from 'react';

/** For the board, whose first sight does not wait for it: its place on the card is kept. */
export const LazyCardTime = lazy(async () => ({
  default: (await import('./card-time.tsx')).CardTime,
}));
