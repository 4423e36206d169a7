const secondMs = 1000;
/** A longer pause between two tickets says nothing about how long one takes. */
const pauseMs = 10 * 60 * secondMs;
/** From fewer one cannot tell. */
const gapsMin = 2;

/** From one ticket to the next, in ms: the mean of what lies between steps; null where there are too few. */
export function paceOf(at: readonly Date[]): number | null {
  const times = at.map((one) => one.getTime()).sort((a, b) => a - b);
  const gaps = times
    .slice(1)
    .map((time, index) => time - times[index]!)
    .filter((gap) => gap < pauseMs);
  if (gaps.length < gapsMin) return null;
  return Math.round(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
}
