import { type CardClock, dayAndTime, duration } from '@ventanilla/web';
import clsx from 'clsx';
import { AlarmClock, Pause } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useFormat } from '../hooks/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './clock-mark.module.css';

const icon = { size: 12, strokeWidth: 2, 'aria-hidden': true };

/**
 * What is left of the clock that presses most, as ring, time and word. It counts down by itself: the server is asked
 * again only when the ticket changes.
 */
export function ClockMark({ clock, isLong }: { clock: CardClock; isLong?: boolean }) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const now = format.now.getTime();
  const [start, warn, due] = [clock.startedAt, clock.warnAt, clock.dueAt].map((at) =>
    at ? Date.parse(at) : 0,
  ) as [number, number, number];
  const isLate = due > 0 && now >= due;
  const time = duration(Math.abs(due - now));
  const text = !due
    ? t('clock.paused')
    : isLate
      ? t('clock.late', { time })
      : isLong
        ? t(`clock.left.${clock.metric}`, { time })
        : time;
  const metric = t(`clock.metric.${clock.metric}`);
  const title = due
    ? t(isLate ? 'clock.wasDue' : 'clock.due', { metric, when: dayAndTime(clock.dueAt!, format) })
    : t('clock.pausedTitle', { metric });
  return (
    <span
      className={clsx(classes.clock, isLate ? classes.late : warn > 0 && now >= warn && classes.soon)}
      title={title}
    >
      {!due ? (
        <Pause {...icon} />
      ) : isLate ? (
        <AlarmClock {...icon} />
      ) : (
        <i style={{ '--p': Math.max(4, ((now - start) / (due - start)) * 100) } as CSSProperties} />
      )}
      {text}
    </span>
  );
}
