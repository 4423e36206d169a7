import type { RoutineSchedule } from '@ventanilla/contracts/routines';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';

/** 1 January 2024 was a Monday. */
const dayOfWeek = (weekday: number) => new Date(Date.UTC(2024, 0, weekday));

/** `lunes`, of 1. */
export function weekdayName(weekday: number, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(dayOfWeek(weekday));
}

/** How often something comes, in words: «Cada lunes, a las 12:00». */
export function useScheduleWords(): (schedule: RoutineSchedule) => string {
  const { t, language } = useTranslation('routines');
  return (schedule) => {
    switch (schedule.every) {
      case 'day':
      case 'workday':
        return t(`schedule.${schedule.every}`, { time: schedule.at });
      case 'week':
      case 'two_weeks':
        return t(`schedule.${schedule.every}`, {
          weekday: weekdayName(schedule.weekday, language),
          time: schedule.at,
        });
      case 'month_day':
        return t('schedule.month_day', { day: schedule.day, time: schedule.at });
      case 'month_workday': {
        const { nth, at: time } = schedule;
        if (nth === 1) return t('schedule.nth_first', { time });
        if (nth === -1) return t('schedule.nth_last', { time });
        return nth > 0 ? t('schedule.nth_from', { nth, time }) : t('schedule.nth_back', { nth: -nth, time });
      }
      case 'dates':
        return schedule.dates.length === 0
          ? t('schedule.datesNone')
          : t('schedule.dates', { count: schedule.dates.length, time: schedule.at });
      case 'shift':
        return t('schedule.shift');
      case 'event':
        return t('schedule.event', {
          event: t(`schedule.events.${schedule.on}`),
          hours: schedule.hours,
        });
    }
  };
}
