/** What is known of why a workload misses a target; shown only where it does. By hand, from profiles and plans. */
export const reasons: Readonly<Record<string, string>> = {};
