import {
  type Holiday,
  holiday,
  holidaysMax,
  type Season,
  season,
  seasonsMax,
  type Week,
  weekdays,
} from '@ventanilla/contracts/calendar-definition';
import type { readIcal as contract } from '@ventanilla/contracts/calendars';
import type { BodyOf, ResponseOf } from '@ventanilla/contracts/route';
import type ICAL from 'ical.js';
import { AppError } from '../../platform/errors.ts';
import { dateOf } from './time/days.ts';
import { dayMs, wallClock } from './time/wall-clock.ts';

const minuteMs = 60_000;
const eventsMax = 5_000;
/** More whole days in a row than these are a season, as one line, and not a holiday each. */
const holidayDaysMax = 4;
const spanDaysMax = 400;

type Library = typeof ICAL;
type Component = InstanceType<Library['Component']>;
type Time = InstanceType<Library['Time']>;
type Recurrence = InstanceType<Library['Recur']>;
type Closed = Holiday['closed'];

/** Begin and end as a clock on the calendar's wall reads them. */
interface Span {
  from: number;
  to: number;
}

/**
 * Holidays and closed seasons that an iCalendar text tells, by date. Throws `calendars.not_ical`. A repetition is never
 * unrolled, because a hostile one has no end: what comes back every year is said as yearly, and others are left out.
 */
export async function readIcal({
  text,
  timeZone,
}: BodyOf<typeof contract>): Promise<ResponseOf<typeof contract>> {
  const { default: library } = await import('ical.js');
  const found = { holidays: new Map<string, Holiday>(), seasons: new Map<string, Season>(), leftOut: 0 };
  for (const event of eventsOf(text, library)) {
    const days = readEvent(event, timeZone);
    if (!days) found.leftOut++;
    for (const day of days?.holidays ?? []) found.holidays.set(JSON.stringify(day), day);
    for (const range of days?.seasons ?? []) found.seasons.set(JSON.stringify(range), range);
  }
  const holidays = [...found.holidays.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  const seasons = [...found.seasons.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
  const tooMany = Math.max(0, holidays.length - holidaysMax) + Math.max(0, seasons.length - seasonsMax);
  return {
    holidays: holidays.slice(0, holidaysMax),
    seasons: seasons.slice(0, seasonsMax),
    leftOut: found.leftOut + tooMany,
  };
}

/** The library throws plain errors on whatever it does not understand. */
function eventsOf(text: string, library: Library): Component[] {
  try {
    const parsed = library.parse(text.trim()) as unknown[];
    const roots = (Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[][];
    const calendars = roots.map((root) => new library.Component(root));
    if (calendars.every(({ name }) => name === 'vcalendar')) {
      return calendars.flatMap((root) => root.getAllSubcomponents('vevent')).slice(0, eventsMax);
    }
  } catch (error) {
    throw new AppError('calendars.not_ical', { cause: error });
  }
  throw new AppError('calendars.not_ical');
}

/** Null: it cannot be said as days that are closed. */
function readEvent(event: Component, timeZone: string): { holidays: Holiday[]; seasons: Season[] } | null {
  const name: unknown = event.getFirstPropertyValue('summary');
  const start = event.getFirstPropertyValue('dtstart') as Time | null;
  if (typeof name !== 'string' || !start || event.getFirstPropertyValue('status') === 'CANCELLED')
    return null;
  const rule = event.getFirstPropertyValue('rrule') as Recurrence | null;
  const isYearly = rule !== null && comesBackEveryYear(rule, start);
  if ((rule && !isYearly) || event.hasProperty('rdate') || event.hasProperty('exdate')) return null;
  const span = spanOf({ event, start }, timeZone);
  if (!span) return null;
  const dateText = (day: number) => (isYearly ? dateOf(day).slice(5) : dateOf(day));

  if (start.isDate && span.to - span.from > holidayDaysMax * dayMs) {
    const [from, to] = [dateText(span.from / dayMs), dateText(span.to / dayMs - 1)];
    const read = season.safeParse({ name: name.slice(0, 120), from, to, week: closedWeek });
    return read.success ? { holidays: [], seasons: [read.data] } : null;
  }
  const holidays = closedByDay(span).map(({ day, closed }) =>
    holiday.safeParse({ name: name.slice(0, 120), date: dateText(day), closed }),
  );
  if (holidays.length === 0 || !holidays.every(({ success }) => success)) return null;
  return { holidays: holidays.flatMap(({ data }) => (data ? [data] : [])), seasons: [] };
}

const closedWeek = Object.fromEntries(weekdays.map((day) => [day, []])) as unknown as Week;

/** Every year on the day that it begins with, without end. */
function comesBackEveryYear(rule: Recurrence, start: Time): boolean {
  const { freq, interval, count, until, parts } = rule;
  if (freq !== 'YEARLY' || interval !== 1 || count || until) return false;
  const said = Object.entries(parts as Record<string, number[]>);
  return said.every(([part, values]) => {
    const own = part === 'BYMONTH' ? start.month : part === 'BYMONTHDAY' ? start.day : null;
    return values.length === 1 && values[0] === own;
  });
}

function spanOf({ event, start }: { event: Component; start: Time }, timeZone: string): Span | null {
  const from = wallTime({ event, property: 'dtstart', time: start }, timeZone);
  const end = event.getFirstPropertyValue('dtend') as Time | null;
  const duration = event.getFirstPropertyValue('duration') as { toSeconds(): number } | null;
  let to = start.isDate ? from + dayMs : from;
  if (end) to = wallTime({ event, property: 'dtend', time: end }, timeZone);
  else if (duration) to = from + duration.toSeconds() * 1000;
  // Some programs write a whole day as one that ends where it begins.
  if (start.isDate && to === from) to = from + dayMs;
  return to > from && to - from <= spanDaysMax * dayMs ? { from, to } : null;
}

/** What the calendar's clock reads then; a time without a zone is taken as it stands. */
function wallTime(
  { event, property, time }: { event: Component; property: string; time: Time },
  timeZone: string,
): number {
  const reading = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (time.isDate) return reading;
  const zone = event.getFirstProperty(property)?.getParameter('tzid');
  const isUtc = time.zone?.tzid === 'UTC';
  if (!isUtc && typeof zone !== 'string') return reading;
  try {
    const at = isUtc ? reading : wallClock(String(zone)).reach(reading);
    return wallClock(timeZone).read(at);
  } catch (error) {
    if (error instanceof RangeError) return reading;
    throw error;
  }
}

/** The closed part of each day of a span; null is the whole day. */
function closedByDay({ from, to }: Span): { day: number; closed: Closed }[] {
  const days: { day: number; closed: Closed }[] = [];
  for (let day = Math.floor(from / dayMs); day * dayMs < to && days.length <= spanDaysMax; day++) {
    const begins = Math.floor(Math.max(0, from - day * dayMs) / minuteMs);
    const ends = Math.ceil(Math.min(dayMs, to - day * dayMs) / minuteMs);
    const isWhole = begins === 0 && ends === 24 * 60;
    days.push({ day, closed: isWhole ? null : { from: timeText(begins), to: timeText(ends) } });
  }
  return days;
}

function timeText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
