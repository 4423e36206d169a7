import {
  isNamedPeriod,
  type MomentParts,
  type NamedPeriod,
  readDays,
  readMoment,
} from '@ventanilla/contracts/filter-moments';
import { addBusinessDays, type BusinessCalendar, type WallClock } from '../../calendar/index.ts';

/** When a filter is asked; the clock on the wall by which its days begin, and the calendar of its business days. */
export interface FilterTime {
  now: Date;
  clock: WallClock;
  calendar: BusinessCalendar;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Closed days in a row after which a calendar is taken for one that never opens. */
const closedDaysMax = 400;

/** What a moment of a filter is now. Throws a RangeError for what is no moment. */
export function resolveMoment(text: string, time: FilterTime): Date {
  const parts = readMoment(text);
  if (!parts) throw new RangeError(`${text} is no moment`);
  if (parts.kind === 'now') return time.now;
  if (parts.kind === 'day') {
    const [hours = 0, minutes = 0] = (parts.time ?? '00:00').split(':').map(Number);
    return at(dayOf(parts.day, time) + hours * hourMs + minutes * minuteMs, time);
  }
  return resolveDistance(parts, time);
}

/** The first instant of a period, and the first after it. Throws a RangeError for what is no period. */
export function resolvePeriod(text: string, time: FilterTime): { from: Date; to: Date } {
  const { from, to } = daysOfPeriod(text, time);
  return { from: at(from, time), to: at(to, time) };
}

/** The day of a moment by the clock, `2026-03-02`: what days that have no hour are held against. */
export function dayOfMoment(text: string, time: FilterTime): string {
  return writeDay(time.clock.read(resolveMoment(text, time).getTime()));
}

/** First day of a period and the first after it, `2026-03-02`. */
export function namedDaysOf(text: string, time: FilterTime): { from: string; to: string } {
  const { from, to } = daysOfPeriod(text, time);
  return { from: writeDay(from), to: writeDay(to) };
}

/** Readings of the clock at the beginning of the first day, and of the first after the last. */
function daysOfPeriod(text: string, time: FilterTime): { from: number; to: number } {
  if (isNamedPeriod(text)) return resolveNamed(text, today(time));
  const days = readDays(text);
  if (!days) throw new RangeError(`${text} is no period`);
  return { from: dayOf(days.from, time), to: dayOf(days.to, time) + dayMs };
}

/** Weeks begin on Monday. */
function resolveNamed(period: NamedPeriod, start: number): { from: number; to: number } {
  const day = (offset: number) => ({ from: start + offset * dayMs, to: start + (offset + 1) * dayMs });
  const monday = start - ((new Date(start).getUTCDay() + 6) % 7) * dayMs;
  const week = (offset: number) => ({
    from: monday + offset * 7 * dayMs,
    to: monday + (offset + 1) * 7 * dayMs,
  });
  const [year, month] = [new Date(start).getUTCFullYear(), new Date(start).getUTCMonth()];
  const months = (offset: number) => ({
    from: Date.UTC(year, month + offset),
    to: Date.UTC(year, month + offset + 1),
  });
  switch (period) {
    case 'today':
      return day(0);
    case 'yesterday':
      return day(-1);
    case 'tomorrow':
      return day(1);
    case 'this_week':
      return week(0);
    case 'last_week':
      return week(-1);
    case 'next_week':
      return week(1);
    case 'this_month':
      return months(0);
    case 'last_month':
      return months(-1);
    case 'next_month':
      return months(1);
  }
}

/** Days, weeks and months keep the hour on the clock; business days are those in which promises are counted. */
function resolveDistance(
  { ahead, count, unit }: Extract<MomentParts, { kind: 'distance' }>,
  time: FilterTime,
): Date {
  const signed = ahead ? count : -count;
  const reading = time.clock.read(time.now.getTime());
  switch (unit) {
    case 'm':
      return new Date(time.now.getTime() + signed * minuteMs);
    case 'h':
      return new Date(time.now.getTime() + signed * hourMs);
    case 'd':
      return at(reading + signed * dayMs, time);
    case 'w':
      return at(reading + signed * 7 * dayMs, time);
    case 'mo':
      return at(monthsFrom(reading, signed), time);
    case 'bd':
      return ahead ? businessDaysAhead(count, time) : businessDaysAgo(count, time);
  }
}

/** The same day of another month, or its last. */
function monthsFrom(reading: number, months: number): number {
  const date = new Date(reading);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
  const lastDay = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1) - dayMs,
  ).getUTCDate();
  return first + (Math.min(date.getUTCDate(), lastDay) - 1) * dayMs + (reading % dayMs);
}

function businessDaysAhead(days: number, { now, calendar }: FilterTime): Date {
  if (days === 0) return now;
  const found = addBusinessDays({ at: now.getTime(), days, hour: 'same_time' }, calendar);
  return found === null ? new Date(now.getTime() + days * dayMs) : new Date(found);
}

/**
 * The instant before which so many business days are over by now, as promises count them: what began earlier on the
 * clock of a business day, or on any day before it. On a closed day the last business day is not over until the next.
 */
function businessDaysAgo(days: number, time: FilterTime): Date {
  const { now, calendar } = time;
  const { clock } = calendar;
  if (days === 0) return now;
  const reading = clock.read(now.getTime());
  const start = today({ ...time, clock });
  const isOpen = calendar.dayOf(start / dayMs) !== null;
  let day = start / dayMs;
  for (let left = days; left > 0; ) {
    day--;
    if (calendar.dayOf(day)) left--;
    if (start / dayMs - day > days * 7 + closedDaysMax) return new Date(now.getTime() - days * dayMs);
  }
  return at(day * dayMs + (isOpen ? reading - start : 0), { ...time, clock });
}

function today({ clock, now }: FilterTime): number {
  return Math.floor(clock.read(now.getTime()) / dayMs) * dayMs;
}

function dayOf(day: string, time: FilterTime): number {
  if (day === 'today') return today(time);
  if (day === 'yesterday') return today(time) - dayMs;
  if (day === 'tomorrow') return today(time) + dayMs;
  return Date.parse(`${day}T00:00:00Z`);
}

const at = (reading: number, { clock }: FilterTime) => new Date(clock.reach(reading));

const writeDay = (reading: number) => new Date(reading).toISOString().slice(0, 10);
