import { lazyPart } from '../components/lazy-part.ts';

/** For the board, whose first sight does not wait for it: its place on the card is kept. */
export const LazyCardTime = lazyPart(async () => ({
  default: (await import('./card-time.tsx')).CardTime,
}));
