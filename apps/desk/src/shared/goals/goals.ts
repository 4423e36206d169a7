import { queryOptions } from '@tanstack/react-query';
import { dataOf, type GoalProgress } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** How often one's goals are looked at again, in ms; only while they are on screen. */
const everyMs = 60_000;

/** One's goals of today and how far they are. */
export const myGoalsQuery = queryOptions({
  queryKey: ['my-goals'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/goals/mine'))).items,
  refetchInterval: everyMs,
  refetchOnMount: 'always',
  // They are an aside: the next minute asks again.
  retry: false,
});

/** What is reached of a goal in its own unit: a number, or percent; null where there is nothing to be a share of. */
export function reachedOf({ done, of }: Pick<GoalProgress, 'done' | 'of'>): number | null {
  if (of === null) return done;
  return of === 0 ? null : Math.floor((done * 100) / of);
}

export function isReached(goal: Pick<GoalProgress, 'done' | 'of' | 'target'>): boolean {
  return (reachedOf(goal) ?? -1) >= goal.target;
}
