import type { PriorityTarget, RankedPriority } from '@ventanilla/contracts/priority.rules';

/** What a type may be without a reason: `first` is suggested, `others` in the order of urgency. Null: whatever. */
export interface TypeWords<P> {
  first: P | null;
  others: P[];
}

/** What the matrix says of one type; `priorities` in the order of urgency, those in use only. */
export function wordsOf<P extends { typeKeys: readonly string[] }>(
  typeKey: string,
  priorities: readonly P[],
): TypeWords<P> {
  const [first = null, ...others] = priorities.filter(({ typeKeys }) => typeKeys.includes(typeKey));
  return { first, others };
}

/** The types that may have a priority, with one of them allowed or no longer. */
export function withType(
  typeKeys: readonly string[],
  { typeKey, isAllowed }: { typeKey: string; isAllowed: boolean },
): string[] {
  const rest = typeKeys.filter((key) => key !== typeKey);
  return isAllowed ? [...rest, typeKey] : rest;
}

/** The times in which priorities are due, each once, as they can be chosen from. */
export function waitsOf(priorities: readonly RankedPriority[]): { key: string; target: PriorityTarget }[] {
  const waits = new Map(priorities.map(({ target }) => [waitKey(target), target]));
  return [...waits].map(([key, target]) => ({ key, target }));
}

const waitKey = (target: PriorityTarget) =>
  target.kind === 'end_of_day' ? target.kind : `${target.kind} ${target.hours}`;

/** Which phrase of `classification:target` says a time, and of how many; minutes below the hour. */
export function targetPhrase(target: PriorityTarget) {
  if (target.kind === 'end_of_day') return { phrase: 'endOfDay' as const, count: 1 };
  const isBusiness = target.kind === 'business_hours';
  if (target.hours >= 1)
    return { phrase: isBusiness ? ('businessHours' as const) : ('hours' as const), count: target.hours };
  const count = Math.round(target.hours * 60);
  return { phrase: isBusiness ? ('businessMinutes' as const) : ('minutes' as const), count };
}
