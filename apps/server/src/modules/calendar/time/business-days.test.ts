import { expect, test } from 'vitest';
import { compileCalendar } from './business-calendar.ts';
import {
  addBusinessDays,
  addCalendarDays,
  endOfBusinessDay,
  type HourOfDay,
  instantOn,
} from './business-days.ts';
import { addBusinessMs, elapsedMs, isOpen, nextClosing, nextOpening } from './business-time.ts';
import { always, calendarOf, never, nights, office } from './test-ground/definitions.ts';

const hourMs = 3_600_000;
/** Monday 2 March to Sunday 8 March 2026; clocks in Santiago go back on Sunday 5 April at midnight. */
const santiago = compileCalendar(calendarOf());

/** `2026-03-02 16:40` by the calendar's clock. */
function at(text: string, calendar = santiago): number {
  const [date, time] = text.split(' ') as [string, string];
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return instantOn({ date, minute: hour * 60 + minute }, calendar);
}

function wall(instant: number | null, calendar = santiago): string | null {
  if (instant === null) return null;
  return new Date(calendar.clock.read(instant)).toISOString().slice(0, 16).replace('T', ' ');
}

test.each([
  ['2026-03-02 10:00', '2026-03-02 18:00', 'while it is open'],
  ['2026-03-02 07:00', '2026-03-02 18:00', 'before it opens'],
  ['2026-03-02 13:30', '2026-03-02 18:00', 'at lunch'],
  ['2026-03-02 16:00', '2026-03-02 18:00', 'with exactly the cut-off left'],
  ['2026-03-02 16:01', '2026-03-03 18:00', 'past the cut-off'],
  ['2026-03-02 20:00', '2026-03-03 18:00', 'after it closes'],
  ['2026-03-06 17:00', '2026-03-09 18:00', 'on Friday past the cut-off'],
  ['2026-03-07 11:00', '2026-03-09 18:00', 'on Saturday'],
])('before the day ends: %s → %s, %s', (from, due) => {
  expect(wall(endOfBusinessDay({ at: at(from), cutOffMs: 2 * hourMs }, santiago))).toBe(due);
});

test('a day shorter than the cut-off is still today’s for whoever comes before it opens', () => {
  const calendar = compileCalendar(
    calendarOf({
      holidays: [{ name: 'Víspera', date: '2026-03-03', closed: { from: '10:00', to: '24:00' } }],
    }),
  );
  const end = (from: string) => wall(endOfBusinessDay({ at: at(from), cutOffMs: 2 * hourMs }, calendar));
  expect(end('2026-03-02 17:00')).toBe('2026-03-03 10:00');
  expect(end('2026-03-03 08:59')).toBe('2026-03-03 10:00');
  expect(end('2026-03-03 09:01')).toBe('2026-03-04 18:00');
});

test('a night belongs to the day on which it begins', () => {
  const calendar = compileCalendar(
    calendarOf({ week: nights, holidays: [{ name: 'Feriado', date: '2026-03-03', closed: null }] }),
  );
  const end = (from: string) => wall(endOfBusinessDay({ at: at(from), cutOffMs: 0 }, calendar));
  expect(end('2026-03-03 02:00')).toBe('2026-03-03 06:00');
  expect(end('2026-03-03 06:00')).toBe('2026-03-05 06:00');
  const later = (days: number) =>
    wall(addBusinessDays({ at: at('2026-03-03 02:00'), days, hour: 'same_time' }, calendar));
  expect([later(0), later(1), later(2)]).toEqual([
    '2026-03-03 02:00',
    '2026-03-05 02:00',
    '2026-03-06 02:00',
  ]);
});

test.each<[string, number, HourOfDay, string]>([
  ['2026-03-02 10:00', 0, 'day_end', '2026-03-02 18:00'],
  ['2026-03-02 20:00', 0, 'day_end', '2026-03-03 18:00'],
  ['2026-03-02 20:00', 1, 'day_end', '2026-03-03 18:00'],
  ['2026-03-06 10:30', 1, 'same_time', '2026-03-09 10:30'],
  ['2026-03-07 10:30', 1, 'day_end', '2026-03-09 18:00'],
  ['2026-03-02 10:00', 5, 12 * 60, '2026-03-09 12:00'],
])('%s and %d business days, %s: %s', (from, days, hour, due) => {
  expect(wall(addBusinessDays({ at: at(from), days, hour }, santiago))).toBe(due);
});

test.each<[string, number, HourOfDay, string]>([
  ['2026-03-27 10:30', 14, 'same_time', '2026-04-10 10:30'],
  ['2026-03-27 10:30', 14, 'day_end', '2026-04-11 00:00'],
  ['2024-02-28 10:30', 1, 9 * 60, '2024-02-29 09:00'],
  // Clocks go from 24:00 to 1:00 on 5 September 2026: half past midnight is never shown.
  ['2026-09-05 00:30', 1, 'same_time', '2026-09-06 01:00'],
])('%s and %d days of the calendar, %s: %s', (from, days, hour, due) => {
  expect(wall(addCalendarDays({ at: at(from), days, hour }, santiago))).toBe(due);
});

test('an hour that comes twice is reached the first time', () => {
  // On 4 April 2026 at 24:00 clocks go back to 23:00.
  expect(instantOn({ date: '2026-04-04', minute: 23 * 60 + 30 }, santiago)).toBe(Date.UTC(2026, 3, 5, 2, 30));
  expect(instantOn({ date: '2026-04-05', minute: 0 }, santiago)).toBe(Date.UTC(2026, 3, 5, 4));
});

test('a calendar that never opens answers that there is none', () => {
  const calendar = compileCalendar(calendarOf({ week: never }));
  const now = at('2026-03-02 10:00');
  expect(addBusinessMs({ at: now, ms: 1 }, calendar)).toBeNull();
  expect(addBusinessMs({ at: now, ms: 0 }, calendar)).toBe(now);
  expect(nextOpening({ at: now }, calendar)).toBeNull();
  expect(nextClosing({ at: now }, calendar)).toBeNull();
  expect(endOfBusinessDay({ at: now, cutOffMs: 0 }, calendar)).toBeNull();
  expect(addBusinessDays({ at: now, days: 1, hour: 'day_end' }, calendar)).toBeNull();
  expect(elapsedMs({ from: now, to: now + 1e12 }, calendar)).toBe(0);
});

test('a calendar that is always open counts every millisecond, also over changes of clock, and never closes', () => {
  const calendar = compileCalendar(calendarOf({ week: always }));
  const now = at('2026-03-02 10:00');
  expect(elapsedMs({ from: now, to: now + 123_456_789_012 }, calendar)).toBe(123_456_789_012);
  expect(addBusinessMs({ at: now, ms: 123_456_789_012 }, calendar)).toBe(now + 123_456_789_012);
  expect(isOpen({ at: now }, calendar)).toBe(true);
  expect(nextClosing({ at: now }, calendar)).toBeNull();
  expect(wall(endOfBusinessDay({ at: now, cutOffMs: 2 * hourMs }, calendar))).toBe('2026-03-03 00:00');
});

test('what is further than ten years ahead is none', () => {
  const calendar = compileCalendar(
    calendarOf({
      week: never,
      openings: [{ name: 'Una vez', date: '2030-05-10', hours: { from: '10:00', to: '12:00' } }],
    }),
  );
  expect(wall(nextOpening({ at: at('2026-03-02 10:00') }, calendar))).toBe('2030-05-10 10:00');
  expect(wall(nextClosing({ at: at('2026-03-02 10:00') }, calendar))).toBe('2030-05-10 12:00');
  expect(nextOpening({ at: at('2015-03-02 10:00') }, calendar)).toBeNull();
});

test('an opening beats a holiday, a holiday a season, and a season the week; the first season holds', () => {
  const short = { ...never, thursday: [{ from: '08:00', to: '12:00' }] };
  const calendar = compileCalendar(
    calendarOf({
      seasons: [
        { name: 'Inscripciones', from: '2026-01-01', to: '2026-12-31', week: null },
        { name: 'Verano', from: '12-20', to: '02-28', week: short },
        { name: 'Todo el año', from: '01-01', to: '12-31', week: office },
      ],
      holidays: [
        { name: 'Año Nuevo', date: '01-01', closed: null },
        { name: 'Media jornada', date: '2026-01-08', closed: { from: '11:00', to: '24:00' } },
      ],
      openings: [{ name: 'Guardia', date: '2026-01-01', hours: { from: '10:00', to: '11:00' } }],
    }),
  );
  const hoursOf = (date: string) => {
    const opening = nextOpening({ at: at(`${date} 00:00`) }, calendar)!;
    return [wall(opening), wall(nextClosing({ at: opening }, calendar))];
  };
  expect(hoursOf('2026-01-01')).toEqual(['2026-01-01 10:00', '2026-01-01 11:00']);
  expect(hoursOf('2026-01-02')).toEqual(['2026-01-08 08:00', '2026-01-08 11:00']);
  expect(hoursOf('2026-02-27')).toEqual(['2026-03-02 09:00', '2026-03-02 13:00']);
});

test('nothing is ever added backwards', () => {
  expect(() => addBusinessMs({ at: 0, ms: -1 }, santiago)).toThrow(RangeError);
});
