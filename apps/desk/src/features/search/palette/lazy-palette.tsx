import { lazy } from 'react';

const load = () => import('./palette.tsx');

/** The palette comes when it is first wanted, or when somebody is about to. */
export const LazyPalette = lazy(async () => ({ default: (await load()).Palette }));

/** Brings the palette's code ahead of the press. */
export function preloadPalette(): void {
  void load();
}
