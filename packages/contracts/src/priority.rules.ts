/** When work of a priority is due: so many business or calendar hours on, or before the business day ends. */
export type PriorityTarget =
  | { kind: 'business_hours' | 'calendar_hours'; hours: number }
  | { kind: 'end_of_day' };

/** A priority as the rule reads it; a list of them stands in the order of urgency, the most urgent last. */
export interface RankedPriority {
  key: string;
  target: PriorityTarget;
  /** Types that may have it. */
  typeKeys: readonly string[];
}

export interface PriorityAdvice {
  /** What is proposed; null where nothing speaks for one. */
  suggested: string | null;
  /** May be set without saying why, in the order of urgency. */
  fitting: string[];
}

/** What is needed at an hour sooner than this cannot wait its turn (W9). */
const waitingHours = 24;
/** A day of work, to compare "before the day ends" with hours. */
const dayHours = 8;

/**
 * What priority a ticket has by its type and the time in which it is needed (W7). Of the priorities that its type may
 * have the least urgent is proposed (a type without any of its own may have all); wanted sooner, the least urgent of them that is as quick. An hour set for sooner
 * than a day makes it one that does not wait that long, whatever its type (W9).
 * @param input.wanted the time in which somebody needs it; null: nobody said
 * @param input.dueInHours hours until the hour that was set; null: none was
 */
export function advisePriority(
  input: { typeKey: string | null; wanted: PriorityTarget | null; dueInHours: number | null },
  priorities: readonly RankedPriority[],
): PriorityAdvice {
  const ofType = priorities.filter(({ typeKeys }) => typeKeys.includes(input.typeKey ?? ''));
  const allowed = ofType.length > 0 ? ofType : priorities;
  const isQuick = (within: number) => (priority: RankedPriority) => hoursOf(priority.target) <= within;
  const wanted = input.wanted === null ? null : hoursOf(input.wanted);
  const byTime = wanted === null ? ofType[0] : (allowed.find(isQuick(wanted)) ?? allowed.at(-1));
  const isFixed = input.dueInHours !== null && input.dueInHours < waitingHours;
  const doesNotWait = ({ target }: RankedPriority) => hoursOf(target) < waitingHours;
  const atItsHour = isFixed ? (allowed.find(doesNotWait) ?? priorities.find(doesNotWait)) : undefined;
  const suggested = moreUrgent({ one: byTime, other: atItsHour }, priorities);
  const fitting = priorities.filter((priority) => allowed.includes(priority) || priority === atItsHour);
  return { suggested: suggested?.key ?? null, fitting: fitting.map(({ key }) => key) };
}

/** Hours of a target as people reckon: a day of business has fewer than a day. */
function hoursOf(target: PriorityTarget): number {
  if (target.kind === 'end_of_day') return dayHours;
  return target.kind === 'calendar_hours' ? target.hours : (target.hours * waitingHours) / dayHours;
}

function moreUrgent(
  { one, other }: { one: RankedPriority | undefined; other: RankedPriority | undefined },
  priorities: readonly RankedPriority[],
): RankedPriority | undefined {
  if (!one || !other) return one ?? other;
  return priorities.indexOf(one) >= priorities.indexOf(other) ? one : other;
}
