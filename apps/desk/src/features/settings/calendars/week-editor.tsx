import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { Period, Week, Weekday } from '@ventanilla/web';
import { Copy, Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { endForField, endFromField, nextPeriod, periodProblem, weekdays } from './calendar.form.ts';
import classes from './calendars.module.css';

interface WeekEditorProps {
  week: Week;
  onChange(week: Week): void;
}

/** The periods of each day of a week; a day without one is closed. */
export function WeekEditor({ week, onChange }: WeekEditorProps) {
  const { t } = useTranslation('calendars');
  const copyMonday = () =>
    onChange({
      ...week,
      tuesday: week.monday,
      wednesday: week.monday,
      thursday: week.monday,
      friday: week.monday,
    });
  return (
    <div className={classes.week}>
      {weekdays.map((day) => (
        <DayPeriods
          key={day}
          day={day}
          periods={week[day]}
          onChange={(periods) => onChange({ ...week, [day]: periods })}
        />
      ))}
      <Button
        variant="subtle"
        size="xs"
        className={classes.copy}
        leftSection={<Copy size={14} aria-hidden />}
        onClick={copyMonday}
      >
        {t('week.copy')}
      </Button>
    </div>
  );
}

function DayPeriods({
  day,
  periods,
  onChange,
}: {
  day: Weekday;
  periods: readonly Period[];
  onChange(periods: Period[]): void;
}) {
  const { t } = useTranslation('calendars');
  const id = useId();
  const name = t(`day.${day}`);
  const change = (index: number, next: Partial<Period>) =>
    onChange(periods.map((period, at) => (at === index ? { ...period, ...next } : period)));
  return (
    <fieldset className={classes.day} aria-labelledby={id}>
      <span id={id} className={classes.dayName}>
        {name}
      </span>
      <div className={classes.periods}>
        {periods.length === 0 ? <span className={classes.closed}>{t('week.closed')}</span> : null}
        {periods.map((period, index) => {
          const problem = periodProblem(periods, index);
          const values = { day: name, number: index + 1 };
          return (
            // A period has no name of its own: its place in the day is what it is known by.
            <div key={index} className={classes.period}>
              <TextInput
                type="time"
                aria-label={t('week.from', values)}
                value={period.from}
                error={problem !== null}
                onChange={(event) => change(index, { from: event.currentTarget.value })}
              />
              <span aria-hidden>–</span>
              <TextInput
                type="time"
                aria-label={t('week.to', values)}
                value={endForField(period.to)}
                error={problem !== null}
                onChange={(event) => change(index, { to: endFromField(event.currentTarget.value) })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('week.removeOn', values)}
                onClick={() => onChange(periods.filter((_, at) => at !== index))}
              >
                <X size={15} aria-hidden />
              </ActionIcon>
              {problem ? (
                <span className={classes.problem} role="alert">
                  {t(`week.${problem}`)}
                </span>
              ) : null}
            </div>
          );
        })}
        <Button
          variant="subtle"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          aria-label={t('week.addOn', { day: name })}
          onClick={() => onChange([...periods, nextPeriod(periods)])}
        >
          {t('week.add')}
        </Button>
      </div>
    </fieldset>
  );
}
