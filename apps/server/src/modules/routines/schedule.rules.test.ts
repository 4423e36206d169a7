import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import type { RoutineSchedule } from '@ventanilla/contracts/routines';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCalendar } from '../calendar/index.ts';
import { nextDue, openAt, owedAt } from './schedule.rules.ts';

const hours = [{ from: '09:00', to: '18:00' }];
const week: CalendarDefinition['week'] = {
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: [],
  sunday: [],
};
const calendarIn = (timeZone: string, closed: readonly string[] = []) =>
  compileCalendar({
    timeZone,
    week,
    seasons: [],
    openings: [],
    holidays: closed.map((date) => ({ name: 'Feriado', date, closed: null })),
  });
const mexico = calendarIn('America/Mexico_City', ['2026-11-16', '2026-12-25', '01-01']);
const at = (text: string) => new Date(text);

/** What comes next, read as the clock on the wall shows it: `2026-11-16 10:00`, with a star where it was put off. */
function next(schedule: RoutineSchedule, after: string, calendar = mexico, count = 3) {
  return nextDue(schedule, { after: at(after), count }, calendar).map(
    ({ dueAt, moved }) =>
      new Date(calendar.clock.read(dueAt.getTime())).toISOString().slice(0, 16).replace('T', ' ') +
      (moved ? ' *' : ''),
  );
}

describe('when a duty is due', () => {
  // Friday 13 November 2026, eleven in the morning in Mexico; Monday 16 is a holiday.
  const friday = '2026-11-13T17:00:00Z';

  test.each<[RoutineSchedule, string[]]>([
    [{ every: 'day', at: '10:00' }, ['2026-11-14 10:00', '2026-11-15 10:00', '2026-11-16 10:00']],
    [{ every: 'workday', at: '10:00' }, ['2026-11-17 10:00', '2026-11-18 10:00', '2026-11-19 10:00']],
    [{ every: 'shift' }, ['2026-11-13 18:00', '2026-11-17 18:00', '2026-11-18 18:00']],
    [
      { every: 'week', weekday: 1, at: '12:00' },
      ['2026-11-17 12:00 *', '2026-11-23 12:00', '2026-11-30 12:00'],
    ],
    [
      { every: 'two_weeks', weekday: 5, from: '2026-01-05', at: '16:00' },
      ['2026-11-13 16:00', '2026-11-27 16:00', '2026-12-11 16:00'],
    ],
    [
      { every: 'month_day', day: 31, at: '12:00' },
      ['2026-11-30 12:00', '2026-12-31 12:00', '2027-02-01 12:00 *'],
    ],
    [
      { every: 'month_workday', nth: 1, at: '09:00' },
      ['2026-12-01 09:00', '2027-01-04 09:00', '2027-02-01 09:00'],
    ],
    [
      { every: 'month_workday', nth: -1, at: '17:00' },
      ['2026-11-30 17:00', '2026-12-31 17:00', '2027-01-29 17:00'],
    ],
    [
      { every: 'dates', dates: ['2027-08-17', '2026-01-11', '2026-11-16'], at: '12:00' },
      ['2026-11-16 12:00', '2027-08-17 12:00'],
    ],
    // However far away, it is found at once.
    [{ every: 'dates', dates: ['9999-12-31', '9999-12-31'], at: '12:00' }, ['9999-12-31 12:00']],
    [{ every: 'dates', dates: [], at: '12:00' }, []],
    [{ every: 'event', on: 'ticket_received', hours: 2 }, []],
  ])('%j', (schedule, dates) => {
    expect(next(schedule, friday)).toEqual(dates);
  });

  test('what the next one overtakes is left out: after two weeks of holidays there is one, not three', () => {
    const days = ['21', '22', '23', '24', '25', '28', '29', '30', '31'].map((day) => `2026-12-${day}`);
    const closed = calendarIn('America/Mexico_City', [...days, '2027-01-01']);
    expect(next({ every: 'week', weekday: 3, at: '12:00' }, '2026-12-17T00:00:00Z', closed, 2)).toEqual([
      '2027-01-04 12:00 *',
      '2027-01-06 12:00',
    ]);
  });

  test.each([
    // At two in the morning clocks go to three: what is due at half past two is due when the clock gets there.
    ['Europe/Madrid', '2026-03-28T12:00:00Z', '02:30', '2026-03-29T01:00:00.000Z'],
    // The hour from two to three comes twice: it is due the first time.
    ['Europe/Madrid', '2026-10-24T12:00:00Z', '02:30', '2026-10-25T00:30:00.000Z'],
    // Midnight itself is left out, and the day begins at one.
    ['America/Santiago', '2026-09-05T12:00:00Z', '00:00', '2026-09-06T04:00:00.000Z'],
    ['America/Mexico_City', '2026-04-04T12:00:00Z', '02:30', '2026-04-05T08:30:00.000Z'],
  ])('in %s the clock may change: after %s at %s', (timeZone, after, time, due) => {
    const found = nextDue({ every: 'day', at: time }, { after: at(after), count: 1 }, calendarIn(timeZone));
    expect(found[0]?.dueAt.toISOString()).toBe(due);
  });
});

describe('how long it stands open', () => {
  const open = (schedule: RoutineSchedule, when: string) =>
    openAt(schedule, at(when), mexico).map(({ period }) => period);

  test('what comes daily from midnight to midnight of its day', () => {
    const daily = { every: 'workday', at: '10:00' } as const;
    expect(open(daily, '2026-11-18T05:59:59Z')).toEqual(['2026-11-17']);
    expect(open(daily, '2026-11-18T06:00:00Z')).toEqual(['2026-11-18']);
    expect(open(daily, '2026-11-16T18:00:00Z')).toEqual([]);
  });

  test('what comes more seldom the whole week in which it is due, also where it was put off', () => {
    const weekly = { every: 'week', weekday: 1, at: '12:00' } as const;
    expect(open(weekly, '2026-11-16T06:00:00Z')).toEqual(['2026-11-16']);
    expect(open(weekly, '2026-11-23T05:59:59Z')).toEqual(['2026-11-16']);
    expect(open(weekly, '2026-11-23T06:00:00Z')).toEqual(['2026-11-23']);
  });
});

const time = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
const weekday = fc.integer({ min: 1, max: 7 });
const anySchedule: fc.Arbitrary<RoutineSchedule> = fc.oneof(
  fc.record({ every: fc.constantFrom('day' as const, 'workday' as const), at: time }),
  fc.record({ every: fc.constant('week' as const), weekday, at: time }),
  fc.record({
    every: fc.constant('two_weeks' as const),
    weekday,
    from: fc.constantFrom('2026-01-05', '2026-03-11', '2030-06-02'),
    at: time,
  }),
  fc.record({ every: fc.constant('month_day' as const), day: fc.integer({ min: 1, max: 31 }), at: time }),
  fc.record({
    every: fc.constant('month_workday' as const),
    nth: fc.integer({ min: -10, max: 20 }).filter((nth) => nth !== 0),
    at: time,
  }),
  fc.record({ every: fc.constant('shift' as const) }),
);
const zone = fc.constantFrom(
  'America/Mexico_City',
  'America/Santiago',
  'Europe/Madrid',
  'Pacific/Easter',
  'UTC',
);
const holidays = fc.array(
  fc
    .integer({ min: 0, max: 364 })
    .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
  { maxLength: 40 },
);
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) })
  .map((ms) => new Date(ms));

describe('whatever the schedule, the zone and the holidays', () => {
  test('each is due once, in order, while it stands open, and on a day with work where it waits for one', () => {
    fc.assert(
      fc.property(anySchedule, zone, holidays, instant, (schedule, timeZone, closed, after) => {
        const calendar = calendarIn(timeZone, closed);
        const found = nextDue(schedule, { after, count: 8 }, calendar);
        expect(new Set(found.map(({ period }) => period)).size).toBe(found.length);
        for (const [index, one] of found.entries()) {
          expect(one.opensAt < one.endsAt && one.opensAt <= one.dueAt && one.dueAt <= one.endsAt).toBe(true);
          if (index > 0) expect(one.dueAt > found[index - 1]!.dueAt).toBe(true);
          const day = Math.floor(calendar.clock.read(one.dueAt.getTime()) / 86_400_000);
          if (schedule.every !== 'day') expect(calendar.dayOf(day)).not.toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  test('however seldom duties are looked after, whoever has them owes each that was still to come, and none twice', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 6 * 24 * 60 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        anySchedule,
        zone,
        holidays,
        instant,
        gaps,
        (schedule, timeZone, closed, madeAt, minutes) => {
          const calendar = calendarIn(timeZone, closed);
          const owed = new Map<string, string>();
          let since = madeAt;
          for (const gap of [0, ...minutes]) {
            const now = new Date(since.getTime() + gap * 60_000);
            for (const { period, dueAt } of owedAt(schedule, { now, since, madeAt }, calendar))
              owed.set(period, dueAt.toISOString());
            since = now;
          }
          const all = nextDue(schedule, { after: madeAt, count: 100 }, calendar);
          const appeared = all.filter(({ opensAt }) => opensAt <= since);
          expect(owed).toEqual(new Map(appeared.map(({ period, dueAt }) => [period, dueAt.toISOString()])));
        },
      ),
      { numRuns: 300 },
    );
  });
});
