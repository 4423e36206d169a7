import { useQuery } from '@tanstack/react-query';
import { type CardClock, dayAndTime, type ExplainedClock } from '@ventanilla/web';
import { CalendarClock, Check, Clock, Moon, Pause, Ruler, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { SkeletonLines } from '../../../shared/components/skeleton.tsx';
import { useDelayed } from '../../../shared/hooks/use-delayed.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { clocksQuery } from './clocks.queries.ts';
import classes from './clocks-panel.module.css';
import { type ExplanationLine, explanationOf } from './explanation.ts';

const icon = { size: 13, strokeWidth: 1.75, 'aria-hidden': true };
const icons: Record<ExplanationLine['key'], ReactNode> = {
  used: <Clock {...icon} />,
  usedOf: <Clock {...icon} />,
  closed: <Moon {...icon} />,
  closedSpan: <Moon {...icon} />,
  pause: <Pause {...icon} />,
  pauseNow: <Pause {...icon} />,
  calendar: <CalendarClock {...icon} />,
  assumed: <CalendarClock {...icon} />,
  rule: <Ruler {...icon} />,
};

/** The clocks of a ticket: those that run, each with its reasons, and below what became of the others. */
export function ClocksPanel({ ticketId, clock }: { ticketId: string; clock: CardClock }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { data, isPending, isError } = useQuery(clocksQuery(ticketId, clock));
  const isSlow = useDelayed(isPending);
  if (isError) return <p className={classes.failed}>{t('clocks.failed')}</p>;
  if (!data) return isSlow ? <SkeletonLines widths={[60, 90, 75, 80]} /> : null;
  const open = data.filter(({ endedAt }) => endedAt === null);
  const ended = data.filter(({ endedAt }) => endedAt !== null);
  return (
    <div className={classes.panel}>
      {open.map((item) => (
        <OpenClock key={item.id} clock={item} />
      ))}
      {ended.length > 0 ? (
        <ul className={classes.ended} aria-label={t('clocks.ended')}>
          {ended.map((item) => (
            <EndedClock key={item.id} clock={item} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function OpenClock({ clock }: { clock: ExplainedClock }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const metric = t(`desk:clock.metric.${clock.metric}`);
  const when = clock.dueAt ? dayAndTime(clock.dueAt, format) : '';
  const isLate = clock.breachedAt !== null;
  return (
    <section>
      <h3 className={classes.title}>
        {!clock.dueAt
          ? t('desk:clock.pausedTitle', { metric })
          : t(isLate ? 'desk:clock.wasDue' : 'desk:clock.due', { metric, when })}
      </h3>
      <ul className={classes.lines}>
        {explanationOf(clock, format).map((line) => (
          <li key={`${line.key} ${Object.values(line.values).join(' ')}`}>
            {icons[line.key]}
            <span>
              {t(`clocks.lines.${line.key}`, {
                ...line.values,
                reason: line.reason ? t(`clocks.reasons.${line.reason}`) : '',
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function EndedClock({ clock }: { clock: ExplainedClock }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const isKept = clock.state === 'met';
  return (
    <li className={isKept ? classes.kept : clock.state === 'breached' ? classes.broken : undefined}>
      {isKept ? <Check {...icon} /> : <X {...icon} />}
      <span>
        {t(
          `clocks.was.${clock.state === 'met' ? 'met' : clock.state === 'breached' ? 'breached' : 'cancelled'}`,
          {
            metric: t(`desk:clock.metric.${clock.metric}`),
            when: dayAndTime(clock.endedAt ?? clock.startedAt, format),
          },
        )}
      </span>
    </li>
  );
}
