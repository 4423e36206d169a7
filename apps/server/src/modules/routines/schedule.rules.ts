import { minutesOf } from '@ventanilla/contracts/calendar-definition';
import type { RoutineSchedule } from '@ventanilla/contracts/routines';
import { type BusinessCalendar, dateOf, dayNumber } from '../calendar/index.ts';

const dayMs = 86_400_000;
/** A duty may be put off by so many days; a house that is closed for longer leaves it out. */
const putOffMax = 31;

/** One coming of a duty: when it appears, by when it is to be done, and when it is too late. */
export interface Occurrence {
  /** The day that it is of, before it is put off: `2026-03-02`. */
  period: string;
  opensAt: Date;
  dueAt: Date;
  endsAt: Date;
  /** Put off, because no work is done on its day. */
  moved: boolean;
}

type Timed = Exclude<RoutineSchedule, { every: 'event' }>;

/** The duties that stand open at an instant: they have appeared, and are not over. */
export function openAt(schedule: RoutineSchedule, at: Date, calendar: BusinessCalendar): Occurrence[] {
  if (schedule.every === 'event') return [];
  const today = dayOfInstant(at, calendar);
  // What is due up to the end of this week stands open, and nothing stands open longer than a week.
  return occurrencesOn(schedule, { from: today - 7, to: today + 7 }, calendar).filter(
    ({ opensAt, endsAt }) => opensAt <= at && at < endsAt,
  );
}

/**
 * The duties that somebody owes who is looked after now and was before at `since`: what is still to come, and what
 * appeared in between, late or over by now. What was due already when the routine was made is nobody’s.
 */
export function owedAt(
  schedule: RoutineSchedule,
  { now, since, madeAt }: { now: Date; since: Date; madeAt: Date },
  calendar: BusinessCalendar,
): Occurrence[] {
  const toCome = openAt(schedule, now, calendar).filter(({ dueAt }) => dueAt > now);
  const past = appearedIn(schedule, { after: since, to: now }, calendar).filter(
    ({ dueAt }) => dueAt <= now && dueAt > madeAt,
  );
  return [...past, ...toCome];
}

/** The duties that appeared after an instant and up to another, whatever became of their time since. */
function appearedIn(
  schedule: RoutineSchedule,
  { after, to }: { after: Date; to: Date },
  calendar: BusinessCalendar,
): Occurrence[] {
  if (schedule.every === 'event' || after >= to) return [];
  const span = { from: dayOfInstant(after, calendar), to: dayOfInstant(to, calendar) + 7 };
  return occurrencesOn(schedule, span, calendar).filter(({ opensAt }) => opensAt > after && opensAt <= to);
}

/** The next duties due after an instant, at most `count`. */
export function nextDue(
  schedule: RoutineSchedule,
  { after, count }: { after: Date; count: number },
  calendar: BusinessCalendar,
): Occurrence[] {
  if (schedule.every === 'event') return [];
  const found: Occurrence[] = [];
  for (const span of spansAfter(schedule, dayOfInstant(after, calendar))) {
    found.push(...occurrencesOn(schedule, span, calendar).filter(({ dueAt }) => dueAt > after));
    if (found.length >= count) break;
  }
  return found.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime()).slice(0, count);
}

/** Days, both included, among which what is next is looked for: the dates themselves, else month by month. */
function* spansAfter(schedule: Timed, today: number): Generator<{ from: number; to: number }> {
  if (schedule.every === 'dates') {
    const days = new Set(schedule.dates.map(dayNumber));
    for (const day of [...days].sort((a, b) => a - b)) if (day >= today) yield { from: day, to: day };
    return;
  }
  for (let from = today - putOffMax; from <= today + 800; from += 31) yield { from, to: from + 30 };
}

/** What is due on days from one to another, both included, in order. */
function occurrencesOn(
  schedule: Timed,
  { from, to }: { from: number; to: number },
  calendar: BusinessCalendar,
): Occurrence[] {
  const found: Occurrence[] = [];
  for (let nominal = from - putOffMax; nominal <= to; nominal++) {
    if (!fallsOn(schedule, nominal, calendar)) continue;
    const day = putOff(schedule, nominal, calendar);
    if (day !== null && day >= from && day <= to)
      found.push(occurrence(schedule, { nominal, day }, calendar));
  }
  return found;
}

/** Whether it is of that day, work or not. */
function fallsOn(schedule: Timed, day: number, calendar: BusinessCalendar): boolean {
  switch (schedule.every) {
    case 'day':
      return true;
    case 'workday':
    case 'shift':
      return calendar.dayOf(day) !== null;
    case 'week':
      return weekdayOf(day) === schedule.weekday;
    case 'two_weeks': {
      const weeks = (mondayOf(day) - mondayOf(dayNumber(schedule.from))) / 7;
      return weekdayOf(day) === schedule.weekday && weeks % 2 === 0;
    }
    case 'month_day':
      return dayOfMonth(day) === Math.min(schedule.day, daysInMonth(day));
    case 'month_workday':
      return isNthWorkday(day, schedule.nth, calendar);
    case 'dates':
      return schedule.dates.includes(dateOf(day));
  }
}

/**
 * The day on which it is due; null: it is left out, because the next one of its kind comes before anybody works again.
 */
function putOff(schedule: Timed, nominal: number, calendar: BusinessCalendar): number | null {
  const waits = schedule.every === 'week' || schedule.every === 'two_weeks' || schedule.every === 'month_day';
  if (!waits) return nominal;
  for (let day = nominal; day <= nominal + putOffMax; day++) {
    if (day > nominal && fallsOn(schedule, day, calendar)) return null;
    if (calendar.dayOf(day) !== null) return day;
  }
  return null;
}

/** What comes each day is of that day alone; what comes more seldom stands open all of its week. */
function occurrence(
  schedule: Timed,
  { nominal, day }: { nominal: number; day: number },
  calendar: BusinessCalendar,
): Occurrence {
  const { every } = schedule;
  const isDaily = every === 'day' || every === 'workday' || every === 'shift';
  const midnight = (of: number) => calendar.clock.reach(of * dayMs);
  const first = isDaily ? day : mondayOf(day);
  const after = isDaily ? day + 1 : first + 7;
  // A shift that goes on after midnight is over when it closes.
  const closes = calendar.dayOf(day)?.closes ?? midnight(day + 1);
  const due =
    every === 'shift' ? closes : calendar.clock.reach(day * dayMs + minutesOf(schedule.at) * 60_000);
  return {
    period: dateOf(nominal),
    opensAt: new Date(midnight(first)),
    dueAt: new Date(due),
    endsAt: new Date(Math.max(due, midnight(after))),
    moved: day !== nominal,
  };
}

function isNthWorkday(day: number, nth: number, calendar: BusinessCalendar): boolean {
  if (calendar.dayOf(day) === null) return false;
  const first = day - dayOfMonth(day) + 1;
  const last = first + daysInMonth(day) - 1;
  const [from, to] = nth > 0 ? [first, day] : [day, last];
  let count = 0;
  for (let one = from; one <= to; one++) if (calendar.dayOf(one) !== null) count++;
  return count === Math.abs(nth);
}

/** The day that it is at an instant by the calendar's clock. */
export function dayOfInstant(at: Date, { clock }: BusinessCalendar): number {
  return Math.floor(clock.read(at.getTime()) / dayMs);
}

/** Monday 1 to Sunday 7; 1 January 1970 was a Thursday. */
const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;
const mondayOf = (day: number) => day - weekdayOf(day) + 1;
const dayOfMonth = (day: number) => Number(dateOf(day).slice(8));

function daysInMonth(day: number): number {
  const [year, month] = dateOf(day).split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
