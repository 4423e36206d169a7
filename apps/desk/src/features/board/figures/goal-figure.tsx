import type { GoalProgress } from '@ventanilla/web';
import { CircleCheck, Target } from 'lucide-react';
import { isReached, reachedOf } from '../../../shared/goals/goals.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './board-figures.module.css';

const icon = { size: 13, strokeWidth: 1.75 } as const;

/** One of one's goals of today, and how far it is. */
export function GoalFigure({ goal }: { goal: GoalProgress }) {
  const { t } = useTranslation('list');
  const { metric, target } = goal;
  const done = reachedOf(goal);
  return (
    <li className={isReached(goal) ? classes.reached : classes.goal}>
      {isReached(goal) ? (
        <CircleCheck {...icon} role="img" aria-label={t('goal.reached')} />
      ) : (
        <Target {...icon} aria-hidden />
      )}
      {done === null ? t('goal.noData', { target }) : t(`goal.${metric}`, { done, target })}
    </li>
  );
}
