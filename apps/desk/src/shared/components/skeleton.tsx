import classes from './skeleton.module.css';

/** Grey lines in the place of text that is loading; widths in per cent. */
export function SkeletonLines({ widths }: { widths: number[] }) {
  return (
    <div className={classes.lines} aria-hidden data-skeleton>
      {widths.map((width, index) => (
        // The lines never change places.
        <span key={index} className={classes.line} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

/** Cards that are loading. */
export function SkeletonCards({ count = 3 }: { count?: number }) {
  return (
    <div className={classes.cards} aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        // The cards never change places.
        <div key={index} className={classes.card}>
          <SkeletonLines widths={[32, 84, 50]} />
        </div>
      ))}
    </div>
  );
}
