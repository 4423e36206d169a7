import { useQuery } from '@tanstack/react-query';
import { clockTime } from '@ventanilla/web';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { instantOf, type WallTime, wallTimeOf } from '../../shared/time/wall-time.ts';
import { momentsQuery } from './notifications.queries.ts';
import classes from './postpone-box.module.css';

const minuteMs = 60_000;
const yearMs = 366 * 86_400_000;

interface PostponeBoxProps {
  /** Null: it stays where it is. */
  onMoment(at: Date | null): void;
}

/** Until when a notice is put off: one of the usual moments, or a day and an hour of one's own. */
export function PostponeBox({ onMoment }: PostponeBoxProps) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const { data } = useQuery(momentsQuery);
  const box = useRef<HTMLDivElement>(null);
  const [wall, setWall] = useState<WallTime | null>(null);
  const isReady = data !== undefined;
  useEffect(() => {
    if (isReady) box.current?.querySelector('button')?.focus();
  }, [isReady]);
  // The keys of the centre are not for whoever chooses here.
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onMoment(null);
  };
  if (!data) return null;
  const { timeZone } = data;
  const tomorrow = data.items.find(({ key }) => key === 'tomorrow')?.at;
  return (
    <div ref={box} className={classes.box} role="group" aria-label={t('postponeUntil')} onKeyDown={onKeyDown}>
      {data.items.map(({ key, at }) => (
        <button key={key} type="button" className={classes.choice} onClick={() => onMoment(new Date(at))}>
          {t(`moment.${key}`)} <span>{clockTime(at, { ...format, timeZone })}</span>
        </button>
      ))}
      {wall ? (
        <OwnMoment wall={wall} timeZone={timeZone} onWall={setWall} onMoment={onMoment} />
      ) : (
        <button
          type="button"
          className={classes.choice}
          onClick={() => setWall(wallTimeOf(tomorrow ? new Date(tomorrow) : format.now, timeZone))}
        >
          {t('moment.other')}
        </button>
      )}
    </div>
  );
}

interface OwnMomentProps extends PostponeBoxProps {
  wall: WallTime;
  timeZone: string;
  onWall(wall: WallTime): void;
}

function OwnMoment({ wall, timeZone, onWall, onMoment }: OwnMomentProps) {
  const { t } = useTranslation('notifications');
  const { now } = useFormat();
  const at = instantOf(wall, timeZone);
  const waitMs = at ? at.getTime() - now.getTime() : Number.NaN;
  const isGood = waitMs >= minuteMs && waitMs <= yearMs;
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at && isGood) onMoment(at);
  };
  return (
    <form className={classes.own} onSubmit={submit}>
      <input
        ref={first}
        type="date"
        aria-label={t('moment.date')}
        min={wallTimeOf(now, timeZone).date}
        value={wall.date}
        onChange={({ currentTarget }) => onWall({ ...wall, date: currentTarget.value })}
        required
      />
      <input
        type="time"
        aria-label={t('moment.time')}
        value={wall.time}
        onChange={({ currentTarget }) => onWall({ ...wall, time: currentTarget.value })}
        required
      />
      <button type="submit" className={classes.choice} disabled={!isGood}>
        {t('postpone')}
      </button>
      {isGood ? null : <p role="status">{t('moment.wrong')}</p>}
    </form>
  );
}
