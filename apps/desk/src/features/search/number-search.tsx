import { lazy, Suspense } from 'react';
import classes from './number-search.module.css';

// The list under the box needs what places layers: it comes right after the first route is drawn.
const NumberSearchBox = lazy(async () => ({
  default: (await import('./number-search-box.tsx')).NumberSearchBox,
}));

/** The box in the top bar; its place is held while it is loaded. */
export function NumberSearch() {
  return (
    <Suspense fallback={<span className={classes.place} />}>
      <NumberSearchBox />
    </Suspense>
  );
}
