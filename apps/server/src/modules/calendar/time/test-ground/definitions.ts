import {
  type CalendarDefinition,
  type Period,
  type Week,
  weekdays,
} from '@ventanilla/contracts/calendar-definition';
import fc from 'fast-check';

export const weekOf = (periodsOf: (day: number) => Period[]): Week =>
  Object.fromEntries(weekdays.map((name, day) => [name, periodsOf(day)])) as Week;

export const never = weekOf(() => []);
export const always = weekOf(() => [{ from: '00:00', to: '24:00' }]);
/** Monday to Friday from nine to six with an hour for lunch. */
export const office = weekOf((day) =>
  day < 5
    ? [
        { from: '09:00', to: '13:00' },
        { from: '14:00', to: '18:00' },
      ]
    : [],
);
/** Every night from ten to six. */
export const nights = weekOf(() => [{ from: '22:00', to: '06:00' }]);

/** A calendar in Santiago with the office's week, and what is given. */
export function calendarOf(given: Partial<CalendarDefinition> = {}): CalendarDefinition {
  return {
    timeZone: 'America/Santiago',
    week: office,
    seasons: [],
    holidays: [],
    openings: [],
    ...given,
  };
}

const two = (value: number) => String(value).padStart(2, '0');
const timeText = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

const time = fc.integer({ min: 0, max: 1439 }).map(timeText);
const end = fc.integer({ min: 1, max: 1440 }).map(timeText);
const period = fc.record({ from: time, to: end }).filter(({ from, to }) => from !== to);
const hoursOfDay = period.filter(({ from, to }) => from < to);
const weekArbitrary = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(never, always, nights) },
  { weight: 3, arbitrary: fc.array(fc.array(period, { maxLength: 3 }), { minLength: 7, maxLength: 7 }) },
);
const week = weekArbitrary.map((given) => (Array.isArray(given) ? weekOf((day) => given[day]!) : given));

/**
 * Calendars whose special days lie within some days of an instant. Periods of a day may overlap, which the contract
 * refuses and the arithmetic takes as one.
 */
export function definitions(input: { at: number; timeZone: string }): fc.Arbitrary<CalendarDefinition> {
  const near = fc
    .integer({ min: -3, max: 6 })
    .map((days) => new Date(input.at + days * 86_400_000).toISOString().slice(0, 10));
  const date = fc.oneof(
    near,
    near.map((text) => text.slice(5)),
  );
  const name = fc.constant('Día');
  return fc.record({
    timeZone: fc.constant(input.timeZone),
    week,
    seasons: fc.array(
      fc
        .record({ name, from: near, to: near, yearly: fc.boolean(), week: fc.option(week) })
        .map(({ from, to, yearly, ...rest }) =>
          yearly
            ? { ...rest, from: from.slice(5), to: to.slice(5) }
            : { ...rest, from: from < to ? from : to, to: from < to ? to : from },
        ),
      { maxLength: 2 },
    ),
    holidays: fc.array(fc.record({ name, date, closed: fc.option(hoursOfDay) }), { maxLength: 2 }),
    openings: fc.array(fc.record({ name, date, hours: period }), { maxLength: 2 }),
  });
}
