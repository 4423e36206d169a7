import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from './health.module.css';
import { placePoints, softPath } from './lag-line.rules.ts';

const box = { width: 270, height: 32, leastTop: 60 };
const margin = 4;

/** The delay of two hours as a line; in words for who listens. */
export function LagLine({ points }: { points: readonly (number | null)[] }) {
  const { t } = useTranslation('arrival');
  const known = points.filter((value) => value !== null);
  const placed = placePoints(points, box);
  const last = placed.at(-1);
  if (!last) return null;
  const isSlow = Math.max(...known.slice(-3)) >= box.leastTop;
  const least = Math.min(...known);
  const most = Math.max(...known);
  return (
    <svg
      className={isSlow ? classes.slowLine : classes.line}
      viewBox={`${-margin} ${-margin} ${box.width + 2 * margin} ${box.height + 2 * margin}`}
      role="img"
      aria-label={t('lag.chart', { least, most })}
    >
      <path d={softPath(placed)} />
      <circle cx={last.x} cy={last.y} r={2.5} />
    </svg>
  );
}
