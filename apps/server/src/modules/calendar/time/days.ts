import {
  type CalendarDefinition,
  minutesOf,
  type Period,
  periodEnd,
  type Season,
  type Week,
  weekdays,
} from '@ventanilla/contracts/calendar-definition';
import { dayMs } from './wall-clock.ts';

/** A stretch of one day, in minutes since its midnight; it may end on the next day, up to 48 hours. */
export interface MinuteRange {
  from: number;
  to: number;
}

/** Why a day has the hours that it has. */
export interface NamedDay {
  kind: 'holiday' | 'opening' | 'season';
  name: string;
}

const endOfDay = 24 * 60;
/** Where everything that begins on a day has ended. */
const endOfAll = 2 * endOfDay;

/** Days since 1 January 1970 of `2026-12-25`. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs);
}

/** Every calendar asks for the same days. */
const dates = new Map<number, string>();

/** `2026-12-25`. */
export function dateOf(day: number): string {
  const known = dates.get(day);
  if (known) return known;
  const made = new Date(day * dayMs).toISOString().slice(0, 10);
  dates.set(day, made);
  return made;
}

/**
 * The hours of each day of a calendar, in order and apart; none: closed. A period belongs to the day that it begins
 * on: a holiday closes the night that begins on it, not the one that ends on it.
 */
export function hoursByDay(definition: CalendarDefinition): (day: number) => readonly MinuteRange[] {
  const week = weekRanges(definition.week);
  const seasons = definition.seasons.flatMap((season) =>
    season.week === null ? [] : [{ holds: seasonTest(season), week: weekRanges(season.week) }],
  );
  const closings = byDate(definition.holidays, ({ closed }) =>
    closed === null
      ? { from: 0, to: endOfAll }
      : { from: minutesOf(closed.from), to: closed.to === '24:00' ? endOfAll : minutesOf(closed.to) },
  );
  const openings = byDate(definition.openings, ({ hours }) => toRange(hours));

  return (day) => {
    // 1 January 1970 was a Thursday.
    const weekday = (((day + 3) % 7) + 7) % 7;
    const date = seasons.length + closings.size + openings.size > 0 ? dateOf(day) : '';
    const usual = (seasons.find(({ holds }) => holds(date))?.week ?? week)[weekday]!;
    const closed = on(closings, date);
    const extra = on(openings, date);
    if (closed.length + extra.length === 0) return usual;
    return union([...closed.reduce(without, usual), ...extra]);
  };
}

/** The names that each day has: holidays, openings, and every season that it lies in. */
export function namedDays(definition: CalendarDefinition): (day: number) => NamedDay[] {
  const seasons = definition.seasons.map((season) => ({ holds: seasonTest(season), name: season.name }));
  return (day) => {
    const date = dateOf(day);
    const isToday = (one: { date: string }) => one.date === date || one.date === date.slice(-5);
    return [
      ...definition.holidays.filter(isToday).map(({ name }) => ({ kind: 'holiday' as const, name })),
      ...definition.openings.filter(isToday).map(({ name }) => ({ kind: 'opening' as const, name })),
      ...seasons.filter(({ holds }) => holds(date)).map(({ name }) => ({ kind: 'season' as const, name })),
    ];
  };
}

function weekRanges(week: Week): readonly (readonly MinuteRange[])[] {
  return weekdays.map((day) => union(week[day].map(toRange)));
}

function toRange(period: Period): MinuteRange {
  return { from: minutesOf(period.from), to: periodEnd(period) };
}

/** Dates of the form `2026-12-25` or `12-25` compare as text. */
function seasonTest({ from, to }: Season): (date: string) => boolean {
  if (from.length === 10) return (date) => date >= from && date <= to;
  const isIn = (day: string) => (from <= to ? day >= from && day <= to : day >= from || day <= to);
  return (date) => isIn(date.slice(-5));
}

function byDate<T extends { date: string }>(
  days: readonly T[],
  rangeOf: (day: T) => MinuteRange,
): ReadonlyMap<string, readonly MinuteRange[]> {
  const found = new Map<string, MinuteRange[]>();
  for (const day of days) {
    const ranges = found.get(day.date) ?? [];
    ranges.push(rangeOf(day));
    found.set(day.date, ranges);
  }
  return found;
}

const nothing: readonly MinuteRange[] = [];

/** What holds on a date by itself and every year. */
function on(days: ReadonlyMap<string, readonly MinuteRange[]>, date: string): readonly MinuteRange[] {
  if (days.size === 0) return nothing;
  const once = days.get(date) ?? nothing;
  const yearly = days.get(date.slice(-5)) ?? nothing;
  return once.length === 0 ? yearly : [...once, ...yearly];
}

function without(ranges: readonly MinuteRange[], cut: MinuteRange): readonly MinuteRange[] {
  return ranges.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, cut.from) },
      { from: Math.max(from, cut.to), to },
    ].filter((rest) => rest.from < rest.to),
  );
}

function union(ranges: readonly MinuteRange[]): readonly MinuteRange[] {
  const merged: MinuteRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ ...range });
  }
  return merged;
}
