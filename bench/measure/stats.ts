/** Value below which the share `p` (0 to 1) of the samples lies; NaN without samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
}

export interface Spread {
  count: number;
  p50: number;
  p95: number;
}

/** Middle and slow end of some milliseconds. */
export function spreadOf(samples: readonly number[]): Spread {
  return { count: samples.length, p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}
