import { useQuery } from '@tanstack/react-query';
import { cappedCount, dataOf, duration } from '@ventanilla/web';
import { AlarmClock } from 'lucide-react';
import { api } from '../../../shared/api/api.ts';
import { myGoalsQuery } from '../../../shared/goals/goals.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './board-figures.module.css';
import { GoalFigure } from './goal-figure.tsx';

/** How often the day is looked at again, in ms; only while the board is on screen. */
const everyMs = 60_000;

/** How one's day goes, beside the title of the board: what cannot be told, or is nothing, is left out. */
export function BoardFigures() {
  const { t } = useTranslation('board');
  const { data } = useQuery({
    queryKey: ['board-figures'],
    queryFn: () => dataOf(api.GET('/api/v1/board/figures')),
    refetchInterval: everyMs,
    refetchOnMount: 'always',
    // They are an aside: the next minute asks again.
    retry: false,
  });
  const { data: goals = [] } = useQuery(myGoalsQuery);
  if (!data) return null;
  const { attended, firstAnswerMs, sinceBeforeToday } = data;
  return (
    <ul className={classes.figures} aria-label={t('figures.label')}>
      {goals.map((goal) => (
        <GoalFigure key={goal.metric} goal={goal} />
      ))}
      {attended > 0 && !goals.some(({ metric }) => metric === 'attended') ? (
        <li>
          <b>{attended}</b> {t('figures.attended', { count: attended })}
        </li>
      ) : null}
      {firstAnswerMs === null ? null : (
        <li title={t('figures.firstAnswerHint')}>
          {t('figures.firstAnswer')} <b>{duration(firstAnswerMs)}</b>
        </li>
      )}
      {sinceBeforeToday.value > 0 ? (
        <li className={classes.late}>
          <AlarmClock size={13} strokeWidth={1.75} aria-hidden />
          {t('figures.waiting', { count: sinceBeforeToday.value, shown: cappedCount(sinceBeforeToday) })}
        </li>
      ) : null}
    </ul>
  );
}
