/** Does something when the page has a moment, at the latest after so long, in ms. */
export function whenIdle(work: () => void, latestMs: number): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: latestMs });
  else setTimeout(work, latestMs);
}
