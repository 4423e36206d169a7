import { z } from 'zod';
import { oneLine } from './common.ts';
import { timeZone } from './organization.ts';

/**
 * What a calendar of business hours says, in wall-clock time of its zone. It is the same in the database, in a
 * blueprint and on the wire. Who wins on a day, from the strongest: an extra opening, a holiday, the first season
 * that holds, the week.
 */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

const dayMinutes = 24 * 60;
/** Minutes since midnight of `HH:MM`; `24:00` is the end of the day. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** `HH:MM`, from 00:00 to 23:59. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** `HH:MM`, up to 24:00. */
const endOfPeriod = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** From an hour to another; one that ends before it begins goes on after midnight and belongs to its first day. */
export const period = z
  .strictObject({ from: timeOfDay, to: endOfPeriod })
  .refine(({ from, to }) => from !== to, { path: ['to'] });
export type Period = z.infer<typeof period>;

/** Where a period ends, in minutes since the midnight that its day begins with: up to 48 hours. */
export function periodEnd({ from, to }: Period): number {
  const end = minutesOf(to);
  return end > minutesOf(from) ? end : end + dayMinutes;
}

function apart(periods: readonly Period[]): boolean {
  const sorted = [...periods].sort((a, b) => minutesOf(a.from) - minutesOf(b.from));
  return sorted.every((one, at) => at === 0 || periodEnd(sorted[at - 1]!) <= minutesOf(one.from));
}

/** Periods of one day that do not overlap; none: closed. */
export const dayPeriods = z.array(period).max(12).refine(apart);
export const week = z.strictObject(
  Object.fromEntries(weekdays.map((day) => [day, dayPeriods])) as Record<Weekday, typeof dayPeriods>,
);
export type Week = z.infer<typeof week>;

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** `2026-12-25`. */
export const date = z.iso.date();
/** `12-25`: every year. `02-29` holds in leap years only. */
const yearlyDate = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .refine((text) => {
    const [month, day] = text.split('-').map(Number) as [number, number];
    return day >= 1 && day <= (daysOfMonth[month - 1] ?? 0);
  });
const anyDate = z.union([date, yearlyDate]);

const dayName = oneLine(120);

/**
 * Days on which other hours hold, or that only have a name, such as a time of the school year. Both ends count; both
 * are dates or both yearly, and a yearly season may go over New Year. `week` null: the usual hours.
 */
export const season = z
  .strictObject({ name: dayName, from: anyDate, to: anyDate, week: week.nullable() })
  .refine(({ from, to }) => from.length === to.length && (from.length < 10 || from <= to), { path: ['to'] });
export type Season = z.infer<typeof season>;

/** Hours of one day: it ends at midnight at the latest. */
const hoursOfDay = z
  .strictObject({ from: timeOfDay, to: endOfPeriod })
  .refine(({ from, to }) => minutesOf(from) < minutesOf(to), { path: ['to'] });

/** A day that is closed, or part of it; `closed` up to 24:00 takes what goes on after midnight too. */
export const holiday = z.strictObject({ name: dayName, date: anyDate, closed: hoursOfDay.nullable() });
export type Holiday = z.infer<typeof holiday>;

/** Hours open on one day besides the others, holiday or not. */
export const opening = z.strictObject({ name: dayName, date: anyDate, hours: period });
export type Opening = z.infer<typeof opening>;

export const seasonsMax = 60;
export const holidaysMax = 1000;
export const openingsMax = 400;

export const calendarDefinition = z.strictObject({
  timeZone,
  week,
  seasons: z.array(season).max(seasonsMax),
  holidays: z.array(holiday).max(holidaysMax),
  openings: z.array(opening).max(openingsMax),
});
export type CalendarDefinition = z.infer<typeof calendarDefinition>;
