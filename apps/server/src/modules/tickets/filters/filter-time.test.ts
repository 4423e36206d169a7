import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessDays, compileCalendar, wallClock } from '../../calendar/index.ts';
import { dayOfMoment, type FilterTime, resolveMoment, resolvePeriod } from './filter-time.ts';

const hours = [{ from: '09:00', to: '18:00' }];
const calendarIn = (timeZone: string) =>
  compileCalendar({
    timeZone,
    week: {
      monday: hours,
      tuesday: hours,
      wednesday: hours,
      thursday: hours,
      friday: hours,
      saturday: [],
      sunday: [],
    },
    seasons: [],
    holidays: [],
    openings: [],
  });
const at = (now: string, timeZone = 'America/Mexico_City'): FilterTime => ({
  now: new Date(now),
  clock: wallClock(timeZone),
  calendar: calendarIn(timeZone),
});
/** A Sunday, ten in the morning in Mexico. */
const sunday = at('2026-11-22T16:00:00Z');
/** The Monday after it, at the same hour. */
const monday = at('2026-11-23T16:00:00Z');

describe('what a moment is now', () => {
  test.each([
    ['now', '2026-11-22T16:00:00.000Z'],
    ['today', '2026-11-22T06:00:00.000Z'],
    ['today-18:00', '2026-11-23T00:00:00.000Z'],
    ['yesterday-09:30', '2026-11-21T15:30:00.000Z'],
    ['tomorrow', '2026-11-23T06:00:00.000Z'],
    ['2026-02-28', '2026-02-28T06:00:00.000Z'],
    ['-90m', '2026-11-22T14:30:00.000Z'],
    ['+2h', '2026-11-22T18:00:00.000Z'],
    ['-3d', '2026-11-19T16:00:00.000Z'],
    ['-1w', '2026-11-15T16:00:00.000Z'],
    ['-9mo', '2026-02-22T16:00:00.000Z'],
    // The last business day is not over while the house is closed.
    ['-1bd', '2026-11-20T06:00:00.000Z'],
    ['-2bd', '2026-11-19T06:00:00.000Z'],
  ])('%s on a Sunday', (moment, expected) => {
    expect(resolveMoment(moment, sunday).toISOString()).toBe(expected);
  });

  test('a business day ago on a Monday is Friday at that hour', () => {
    expect(resolveMoment('-1bd', monday).toISOString()).toBe('2026-11-20T16:00:00.000Z');
  });

  test('a month ago of a 31st is the last day of a shorter month', () => {
    expect(dayOfMoment('-1mo', at('2026-03-31T18:00:00Z'))).toBe('2026-02-28');
  });

  test('a day ago keeps the hour on the clock when the clock was put on in between', () => {
    const afterChange = at('2026-03-29T10:00:00Z', 'Europe/Madrid');
    expect(resolveMoment('-1d', afterChange).toISOString()).toBe('2026-03-28T11:00:00.000Z');
  });

  test.each(['mañana', '2026-02-30', 'today-25:00', '-3x', ''])('«%s» is none', (moment) => {
    expect(() => resolveMoment(moment, sunday)).toThrow(RangeError);
  });

  test('whatever began on a business day before so many business days ago is that late, and nothing since', () => {
    const days = { min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') };
    fc.assert(
      fc.property(
        fc.integer(days),
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('America/Mexico_City', 'America/Santiago', 'Europe/Madrid'),
        (now, before, count, zone) => {
          const time = { ...at('2026-01-01T00:00:00Z', zone), now: new Date(now) };
          const start = now - before;
          const day = Math.floor(time.clock.read(start) / 86_400_000);
          fc.pre(time.calendar.dayOf(day) !== null);
          const end = addBusinessDays({ at: start, days: count, hour: 'same_time' }, time.calendar)!;
          const isLate = start < resolveMoment(`-${count}bd`, time).getTime();
          // At the very instant it is over both ways of saying it hold.
          if (end !== now) expect({ isLate }).toEqual({ isLate: end < now });
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('periods', () => {
  test.each([
    ['today', '2026-11-22T06:00:00.000Z', '2026-11-23T06:00:00.000Z'],
    ['this_week', '2026-11-16T06:00:00.000Z', '2026-11-23T06:00:00.000Z'],
    ['next_week', '2026-11-23T06:00:00.000Z', '2026-11-30T06:00:00.000Z'],
    ['last_month', '2026-10-01T06:00:00.000Z', '2026-11-01T06:00:00.000Z'],
    ['2026-11-01..2026-11-02', '2026-11-01T06:00:00.000Z', '2026-11-03T06:00:00.000Z'],
  ])('%s', (period, from, to) => {
    const found = resolvePeriod(period, sunday);
    expect([found.from.toISOString(), found.to.toISOString()]).toEqual([from, to]);
  });
});
