import type { Classification } from '@ventanilla/contracts/classification-definitions';
import { advisePriority } from '@ventanilla/contracts/priority.rules';
import type { ScenarioKind } from '../story/scenario.ts';

/**
 * What a ticket of the story is in an installation that may have been given another way of working: a type that is not
 * in use there is left out, and so is a priority that would want a reason.
 */
export function kindHere(
  { typeKey, priorityKey }: Pick<ScenarioKind, 'typeKey' | 'priorityKey'>,
  { types, priorities }: Pick<Classification, 'types' | 'priorities'>,
): { typeKey?: string; priorityKey?: string } {
  const isTypeUsed = types.some(({ key, active }) => active && key === typeKey);
  const used = priorities.filter(({ active }) => active);
  const asked = { typeKey: isTypeUsed ? typeKey : null, wanted: null, dueInHours: null };
  const isFitting = advisePriority(asked, used).fitting.includes(priorityKey);
  return { ...(isTypeUsed ? { typeKey } : {}), ...(isFitting ? { priorityKey } : {}) };
}
