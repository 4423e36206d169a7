import { clockTime, dayAndTime } from '@ventanilla/web';
import { useId } from 'react';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { whyQuiet } from '../../shared/notices/quiet.ts';
import { notifyProblem } from '../../shared/notify.tsx';
import { usePreferences } from '../../shared/session/save-preferences.ts';
import { useMe } from '../../shared/session/session.ts';
import { instantOf, wallTimeOf } from '../../shared/time/wall-time.ts';
import classes from './quiet-control.module.css';

const minuteMs = 60_000;
const spans = [30, 60, 120, 240] as const;
/** When a day of work begins for whoever wants silence until tomorrow. */
const morning = '08:00';

/** Silence until an hour, or why it is silent now. */
export function QuietControl() {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const { timeZone } = useMe();
  const { preferences, save } = usePreferences();
  const labelId = useId();
  const { notices } = preferences;
  const why = whyQuiet(notices, { now: format.now, timeZone });
  const silence = (silentUntil: Date | null) =>
    void save({ notices: { ...notices, silentUntil: silentUntil?.toISOString() ?? null } }).catch(
      notifyProblem,
    );
  const choose = (choice: string) => {
    const now = readNow();
    if (choice !== 'tomorrow') return silence(new Date(now.getTime() + Number(choice) * minuteMs));
    const zone = notices.timeZone ?? timeZone;
    const { date } = wallTimeOf(new Date(now.getTime() + 24 * 60 * minuteMs), zone);
    return silence(instantOf({ date, time: morning }, zone));
  };
  if (why === 'until' && notices.silentUntil) {
    return (
      <span className={classes.quiet}>
        {t('silentUntil', { time: dayAndTime(notices.silentUntil, format) })}
        <button type="button" className={classes.end} onClick={() => silence(null)}>
          {t('silentEnd')}
        </button>
      </span>
    );
  }
  if (why) return <span className={classes.quiet}>{t(why === 'day' ? 'quietDay' : 'quietHours')}</span>;
  return (
    <span className={classes.quiet}>
      <span id={labelId}>{t('silence')}</span>
      <select
        className={classes.select}
        aria-labelledby={labelId}
        value=""
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="" disabled>
          {t('silenceNot')}
        </option>
        {spans.map((minutes) => (
          <option key={minutes} value={minutes}>
            {clockTime(new Date(format.now.getTime() + minutes * minuteMs).toISOString(), format)}
          </option>
        ))}
        <option value="tomorrow">{t('silenceTomorrow', { time: morning })}</option>
      </select>
    </span>
  );
}
