import type { Holiday } from '@ventanilla/contracts/calendar-definition';
import type {
  listCountryHolidays as holidaysContract,
  listHolidayPlaces as placesContract,
} from '@ventanilla/contracts/calendars';
import type { Language } from '@ventanilla/contracts/common';
import type { QueryOf } from '@ventanilla/contracts/route';
import type { HolidaysTypes } from 'date-holidays';
import { AppError } from '../../platform/errors.ts';
import { dateOf, dayNumber } from './time/days.ts';

const hourMs = 3_600_000;

/** Countries, the regions of one, or the places of one of its regions, by name in the reader's language. */
export async function listHolidayPlaces(
  query: QueryOf<typeof placesContract>,
  { language }: { language: Language },
): Promise<{ code: string; name: string }[]> {
  const library = await openLibrary();
  const named = library.query(query.country, query.state, language) as Record<string, string> | undefined;
  return Object.entries(named ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

/**
 * The public holidays of a place, in its order of the year: those of the same date in every one of the years asked for
 * as yearly, others by their dates. Throws `calendars.unknown_place`.
 */
export async function listCountryHolidays(
  query: QueryOf<typeof holidaysContract>,
  { language }: { language: Language },
): Promise<Holiday[]> {
  const library = await openLibrary();
  const { country, state, region, from, years } = query;
  if (
    !isOne(library.getCountries(), country) ||
    (state && !isOne(library.getStates(country), state)) ||
    (region && !(state && isOne(library.getRegions(country, state), region)))
  ) {
    throw new AppError('calendars.unknown_place');
  }
  library.init(
    { country, ...(state ? { state } : {}), ...(region ? { region } : {}) },
    { types: ['public'] },
  );
  library.setLanguages([language]);
  const found = Array.from({ length: years }, (_, index) => library.getHolidays(from + index)).flat();
  return foldYearly(found.flatMap(toHolidays), years);
}

/** It is large and seldom needed, so it is loaded when somebody chooses holidays. */
async function openLibrary() {
  const { default: Library } = await import('date-holidays');
  return new Library();
}

function isOne(places: Record<string, string> | undefined, code: string): boolean {
  return places !== undefined && Object.hasOwn(places, code);
}

/** Each day of a holiday, by the clock of its place; one that begins late closes the rest of the day. */
function toHolidays({ date, start, end, name, rule }: HolidaysTypes.Holiday): (Holiday & { rule: string })[] {
  const begins = date.slice(11, 16);
  const closed = begins === '00:00' ? null : { from: begins, to: '24:00' };
  // A change of clock makes a day an hour shorter or longer.
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / (24 * hourMs)));
  const first = dayNumber(date.slice(0, 10));
  return Array.from({ length: closed ? 1 : days }, (_, index) => ({
    name: name.slice(0, 120),
    date: dateOf(first + index),
    closed,
    rule,
  }));
}

/** A date that a rule names by itself, and that came in every year, stands for all years. */
function foldYearly(holidays: readonly (Holiday & { rule: string })[], years: number): Holiday[] {
  const times = new Map<string, number>();
  const keyOf = (one: Holiday & { rule: string }) => `${one.date.slice(5)} ${one.rule} ${one.name}`;
  for (const one of holidays) times.set(keyOf(one), (times.get(keyOf(one)) ?? 0) + 1);
  const folded = new Map<string, Holiday>();
  for (const one of holidays) {
    const isYearly = /^\d\d-\d\d$/.test(one.rule) && times.get(keyOf(one)) === years;
    const date = isYearly ? one.date.slice(5) : one.date;
    folded.set(`${date} ${one.name}`, { name: one.name, date, closed: one.closed });
  }
  return [...folded.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
