import type { PriorityAdvice } from '@ventanilla/contracts/priority.rules';

/** Whether the suggestion says something new: there is no priority yet, it does not fit, or it is too calm. */
export function isWorthSaying(
  { priorityKey, advice }: { priorityKey: string | null; advice: PriorityAdvice },
  priorities: readonly { key: string }[],
): boolean {
  if (advice.suggested === null || advice.suggested === priorityKey) return false;
  if (priorityKey === null || !advice.fitting.includes(priorityKey)) return true;
  const rank = (key: string | null) => priorities.findIndex((one) => one.key === key);
  return rank(advice.suggested) > rank(priorityKey);
}
