import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './routines.module.css';
import { myRunsQuery } from './routines.queries.ts';

/** How many of today's duties are done, beside the title. */
export function DutiesProgress() {
  const { t } = useTranslation('routines');
  const { data = [] } = useQuery(myRunsQuery);
  const today = data.filter(({ place }) => place === 'now');
  const done = today.filter(({ state }) => state !== 'open').length;
  if (today.length === 0) return null;
  return (
    <span
      className={classes.progress}
      role="img"
      aria-label={t('progressLabel', { done, all: today.length })}
    >
      <span className={classes.bar}>
        <span style={{ inlineSize: `${(done / today.length) * 100}%` }} />
      </span>
      {t('progress', { done, all: today.length })}
    </span>
  );
}
