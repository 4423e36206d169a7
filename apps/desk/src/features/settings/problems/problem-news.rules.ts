/** What the tray held at one moment. */
export interface ProblemCounts {
  /** Problems that nobody has looked at. */
  open: number;
  /** Those looked at included: looking at one, or putting it back, does not change it. */
  known: number;
}

/** How many problems are new since `before`; 0 at the first look, and for what only came back to the tray. */
export function newProblems(before: ProblemCounts | null, now: ProblemCounts): number {
  if (before === null) return 0;
  return Math.max(0, Math.min(now.known - before.known, now.open));
}
