import type { BusinessCalendar, BusinessDay } from './business-calendar.ts';
import { elapsedMs } from './business-time.ts';
import { dayNumber } from './days.ts';
import { dayMs } from './wall-clock.ts';

/** How far ahead a day is looked for before the answer is that there is none: about ten years. */
const daysAheadMax = 3_660;

/** At which hour of the last day: as late as it began, when that day closes, or at so many minutes past midnight. */
export type HourOfDay = 'same_time' | 'day_end' | number;

/** The day of an instant by the calendar's clock, since 1 January 1970. */
function calendarDay(at: number, calendar: BusinessCalendar): number {
  return Math.floor(calendar.clock.read(at) / dayMs);
}

/** The first day of the calendar whose hours are not over: today's, those of a night that goes on, or a later one. */
function currentDay(at: number, calendar: BusinessCalendar): BusinessDay | null {
  const today = calendarDay(at, calendar);
  for (let day = today - 1; day <= today + daysAheadMax; day++) {
    const found = calendar.dayOf(day);
    if (found && found.closes > at) return found;
  }
  return null;
}

function dayAfter(day: number, calendar: BusinessCalendar): BusinessDay | null {
  for (let next = day + 1; next <= day + daysAheadMax; next++) {
    const found = calendar.dayOf(next);
    if (found) return found;
  }
  return null;
}

/**
 * "Before the day ends": when the business day closes, or the next one where less than `cutOffMs` of open time is left
 * of it. A day that is shorter than the cut-off counts for whoever comes before it opens.
 */
export function endOfBusinessDay(
  { at, cutOffMs }: { at: number; cutOffMs: number },
  calendar: BusinessCalendar,
): number | null {
  const day = currentDay(at, calendar);
  if (!day) return null;
  const left = elapsedMs({ from: at, to: day.closes }, calendar);
  const whole = elapsedMs({ from: day.opens, to: day.closes }, calendar);
  if (left >= Math.min(cutOffMs, whole)) return day.closes;
  // The night before and today may overlap, so the next day may close no later.
  for (let next = dayAfter(day.day, calendar); next; next = dayAfter(next.day, calendar)) {
    if (next.closes > day.closes) return next.closes;
  }
  return null;
}

/**
 * So many business days later: the day on which it begins does not count, and what begins on a closed day begins on
 * none. `days` 0 is the present business day, or the next.
 */
export function addBusinessDays(
  { at, days, hour }: { at: number; days: number; hour: HourOfDay },
  calendar: BusinessCalendar,
): number | null {
  const current = currentDay(at, calendar);
  if (!current) return null;
  // In the night that began yesterday it still is yesterday, at 26:00.
  const begins = current.opens <= at ? current.day : calendarDay(at, calendar);
  let day: BusinessDay | null = current.day === begins ? current : null;
  let counted = 0;
  while (counted < days || !day) {
    const next: BusinessDay | null = dayAfter(day?.day ?? begins, calendar);
    if (!next) return null;
    day = next;
    counted++;
  }
  if (hour === 'day_end') return day.closes;
  return atHour({ at, begins, day: day.day, hour }, calendar);
}

/** So many days later by the clock on the wall, open or not; `day_end` is midnight. */
export function addCalendarDays(
  { at, days, hour }: { at: number; days: number; hour: HourOfDay },
  calendar: BusinessCalendar,
): number {
  const begins = calendarDay(at, calendar);
  return atHour({ at, begins, day: begins + days, hour: hour === 'day_end' ? 24 * 60 : hour }, calendar);
}

/** The instant at which the calendar's clock shows an hour of a day: `2026-03-02`, minutes past midnight. */
export function instantOn(
  { date, minute }: { date: string; minute: number },
  calendar: BusinessCalendar,
): number {
  return calendar.clock.reach(dayNumber(date) * dayMs + minute * 60_000);
}

function atHour(
  input: { at: number; begins: number; day: number; hour: 'same_time' | number },
  { clock }: BusinessCalendar,
): number {
  const { at, begins, day, hour } = input;
  const sinceMidnight = hour === 'same_time' ? clock.read(at) - begins * dayMs : hour * 60_000;
  return clock.reach(day * dayMs + sinceMidnight);
}
