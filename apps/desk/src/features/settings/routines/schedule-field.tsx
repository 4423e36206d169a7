import '@mantine/core/styles/NumberInput.css';
import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { type RoutineEvent, type RoutineEvery, routineEvents } from '@ventanilla/contracts/routines';
import { Plus, X } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import type { ScheduleDraft } from './routine.form.ts';
import classes from './routines.module.css';
import { weekdayName } from './schedule-words.ts';

const kinds = [
  'workday',
  'day',
  'shift',
  'week',
  'two_weeks',
  'month_day',
  'month_workday',
  'dates',
  'event',
] as const satisfies readonly RoutineEvery[];

interface ScheduleFieldProps {
  schedule: ScheduleDraft;
  isTried: boolean;
  onChange(schedule: ScheduleDraft): void;
}

/** How often, and by when. */
export function ScheduleField({ schedule, isTried, onChange }: ScheduleFieldProps) {
  const { t } = useTranslation('routines');
  const { every, at } = schedule;
  const change = (part: Partial<ScheduleDraft>) => onChange({ ...schedule, ...part });
  return (
    <fieldset className={classes.part}>
      <legend>{t('settings.when')}</legend>
      <div className={classes.line}>
        <Select
          aria-label={t('settings.when')}
          data={kinds.map((kind) => ({ value: kind, label: t(`settings.every.${kind}`) }))}
          value={every}
          allowDeselect={false}
          onChange={(kind) => kind && change({ every: kind as RoutineEvery })}
        />
        <OnWhat schedule={schedule} isTried={isTried} change={change} />
        {every === 'shift' || every === 'event' ? null : (
          <TextInput
            className={classes.time}
            type="time"
            label={t('settings.time')}
            value={at}
            error={isTried && at === '' ? t('settings.missing') : null}
            onChange={(event) => change({ at: event.currentTarget.value })}
          />
        )}
      </div>
      {every === 'dates' ? <Dates dates={schedule.dates} onChange={(dates) => change({ dates })} /> : null}
    </fieldset>
  );
}

interface OnWhatProps {
  schedule: ScheduleDraft;
  isTried: boolean;
  change(part: Partial<ScheduleDraft>): void;
}

/** Which day of the week or month, or what has to happen. */
function OnWhat({ schedule, isTried, change }: OnWhatProps) {
  const { t, language } = useTranslation('routines');
  const number = (value: number | string, least: number) => (value === '' ? least : Number(value));
  switch (schedule.every) {
    case 'week':
    case 'two_weeks':
      return (
        <>
          <Select
            label={t('settings.weekday')}
            data={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
              value: String(weekday),
              label: weekdayName(weekday, language),
            }))}
            value={String(schedule.weekday)}
            allowDeselect={false}
            onChange={(weekday) => weekday && change({ weekday: Number(weekday) })}
          />
          {schedule.every === 'two_weeks' ? (
            <TextInput
              type="date"
              label={t('settings.weekOf')}
              value={schedule.from}
              error={isTried && schedule.from === '' ? t('settings.missing') : null}
              onChange={(event) => change({ from: event.currentTarget.value })}
            />
          ) : null}
        </>
      );
    case 'month_day':
      return (
        <NumberInput
          label={t('settings.monthDay')}
          min={1}
          max={31}
          clampBehavior="strict"
          allowDecimal={false}
          value={schedule.day}
          onChange={(value) => change({ day: number(value, 1) })}
        />
      );
    case 'month_workday':
      return (
        <NumberInput
          label={t('settings.nth')}
          description={t('settings.nthHint')}
          min={-10}
          max={20}
          allowDecimal={false}
          value={schedule.nth}
          onChange={(value) => change({ nth: number(value, 1) || 1 })}
        />
      );
    case 'event':
      return (
        <>
          <Select
            label={t('settings.event')}
            data={routineEvents.map((on) => ({ value: on, label: t(`schedule.events.${on}`) }))}
            value={schedule.on}
            allowDeselect={false}
            onChange={(on) => on && change({ on: on as RoutineEvent })}
          />
          <NumberInput
            label={t('settings.hours')}
            min={1}
            max={80}
            clampBehavior="strict"
            allowDecimal={false}
            value={schedule.hours}
            onChange={(value) => change({ hours: number(value, 1) })}
          />
        </>
      );
    default:
      return null;
  }
}

function Dates({ dates, onChange }: { dates: readonly string[]; onChange(dates: string[]): void }) {
  const { t } = useTranslation('routines');
  return (
    <div className={classes.line}>
      {dates.map((date, at) => (
        // A date has its place alone; two may read the same while they are written.
        <span key={at} className={classes.date}>
          <TextInput
            type="date"
            aria-label={t('settings.dateAt', { place: at + 1 })}
            value={date}
            onChange={(event) => onChange(dates.with(at, event.currentTarget.value))}
          />
          <ActionIcon
            aria-label={t('settings.removeDate', { place: at + 1 })}
            onClick={() => onChange(dates.toSpliced(at, 1))}
          >
            <X size={15} aria-hidden />
          </ActionIcon>
        </span>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...dates, ''])}
      >
        {t('settings.addDate')}
      </Button>
    </div>
  );
}
