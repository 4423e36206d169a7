import { duration } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { categoryColours, useStatuses } from '../../../shared/tickets/status-labels.ts';
import classes from './context.module.css';
import type { StatusTime } from './time-in-status.ts';

/** How long a ticket stood in each status: one bar, with its legend in words. */
export function TimeBar({ statuses }: { statuses: readonly StatusTime[] }) {
  const { t } = useTranslation('ticket');
  const { labelOf } = useStatuses();
  if (statuses.length === 0) return <p className={classes.empty}>{t('context.noTime')}</p>;
  const inWords = statuses.map(({ statusKey, ms }) => `${labelOf(statusKey)} ${duration(ms)}`).join(', ');
  return (
    <>
      <div className={classes.bar} role="img" aria-label={inWords}>
        {statuses.map(({ statusKey, category, share }) => (
          <span
            key={statusKey}
            style={{ flex: Math.max(share, 0.001), background: categoryColours[category] }}
          />
        ))}
      </div>
      <div className={classes.legend} aria-hidden>
        {statuses.map(({ statusKey, category, ms }) => (
          <span key={statusKey}>
            <i style={{ background: categoryColours[category] }} />
            {labelOf(statusKey)} {duration(ms)}
          </span>
        ))}
      </div>
    </>
  );
}
