import { lazyPart } from '../../../shared/components/lazy-part.ts';

const load = () => import('./palette.tsx');

/** The palette comes when it is first wanted, or when somebody is about to. */
export const LazyPalette = lazyPart(async () => ({ default: (await load()).Palette }));

/** Brings the palette's code ahead of the press. */
export function preloadPalette(): void {
  void load();
}
