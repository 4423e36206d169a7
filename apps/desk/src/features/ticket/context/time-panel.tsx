import { dayAndTime, duration, type TicketDetail } from '@ventanilla/web';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { categoryColours, useStatuses } from '../../../shared/tickets/status-labels.ts';
import classes from './context.module.css';
import { TimeBar } from './time-bar.tsx';
import { timeInStatuses } from './time-in-status.ts';

/** The ledger of a ticket: each stretch of time in a status, with who had it, and their sum. */
export function TimePanel({ intervals }: { intervals: TicketDetail['intervals'] }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const { labelOf } = useStatuses();
  const time = timeInStatuses(intervals, format.now);
  return (
    <div className={classes.wide}>
      <div className={classes.heading}>
        <h2>{t('context.time')}</h2>
        <span className={classes.aside}>{duration(time.totalMs)}</span>
      </div>
      <TimeBar {...time} />
      {intervals.length > 0 ? (
        <div className={classes.tableFrame}>
          <table className={classes.table}>
            <caption>{t('time.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('time.status')}</th>
                <th scope="col">{t('time.owner')}</th>
                <th scope="col">{t('time.from')}</th>
                <th scope="col">{t('time.to')}</th>
                <th scope="col" className={classes.amount}>
                  {t('time.lasted')}
                </th>
              </tr>
            </thead>
            <tbody>
              {intervals.map((interval) => (
                <tr key={interval.startedAt + interval.status.key}>
                  <th scope="row">
                    <i style={{ background: categoryColours[interval.status.category] }} />
                    {labelOf(interval.status.key)}
                    <small className={classes.ownerBelow}>{interval.ownerName ?? t('desk:nobody')}</small>
                  </th>
                  <td>{interval.ownerName ?? t('desk:nobody')}</td>
                  <td>{dayAndTime(interval.startedAt, format)}</td>
                  <td>{interval.endedAt ? dayAndTime(interval.endedAt, format) : t('time.now')}</td>
                  <td className={classes.amount}>
                    {duration(
                      Math.max(
                        0,
                        (interval.endedAt ? Date.parse(interval.endedAt) : format.now.getTime()) -
                          Date.parse(interval.startedAt),
                      ),
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </div>
  );
}
