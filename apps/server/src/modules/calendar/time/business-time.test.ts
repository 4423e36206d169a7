import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from './business-calendar.ts';
import {
  addBusinessMs,
  elapsedMs,
  isOpen,
  nextClosing,
  nextOpening,
  openStretches,
} from './business-time.ts';
import { calendarOf, definitions } from './test-ground/definitions.ts';
import { walkMinutes } from './test-ground/minute-walk.ts';
import { zones } from './test-ground/zones.ts';
import { wallClock } from './wall-clock.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const minutes = 3 * 1440;

/** Holds the arithmetic against a walk through every minute of three days. */
function compareWithWalk(from: number, definition: CalendarDefinition) {
  const open = walkMinutes({ from, minutes }, definition);
  const calendar = compileCalendar(definition);
  const at = (minute: number) => from + minute * minuteMs;
  const to = at(minutes);

  expect(open.map((_, minute) => isOpen({ at: at(minute) }, calendar))).toEqual(open);

  const counted: number[] = [0];
  for (const [minute, isMinuteOpen] of open.entries())
    counted.push(counted[minute]! + (isMinuteOpen ? 1 : 0));
  const elapsed = counted.map((_, minute) => elapsedMs({ from, to: at(minute) }, calendar) / minuteMs);
  expect(elapsed).toEqual(counted);

  const stretches = openStretches({ from, to }, calendar);
  const walked: { from: number; to: number }[] = [];
  for (const [minute, isMinuteOpen] of open.entries()) {
    if (!isMinuteOpen) continue;
    if (walked.at(-1)?.to === at(minute)) walked.at(-1)!.to = at(minute + 1);
    else walked.push({ from: at(minute), to: at(minute + 1) });
  }
  expect(stretches).toEqual(walked);

  for (const start of [0, 777, 2000, 3001]) {
    for (const wanted of [1, 59, 480, 1440]) {
      const reached = counted.indexOf(counted[start]! + wanted, start);
      const added = addBusinessMs({ at: at(start), ms: wanted * minuteMs }, calendar);
      if (reached >= 0) expect(added).toBe(at(reached));
      else expect(added === null || added > to).toBe(true);
    }
    const opens = open.indexOf(true, start);
    const opening = nextOpening({ at: at(start) }, calendar);
    if (opens >= 0) expect(opening).toBe(at(opens));
    else expect(opening === null || opening >= to).toBe(true);
    const closes = opens < 0 ? -1 : open.indexOf(false, opens);
    const closing = nextClosing({ at: at(start) }, calendar);
    if (closes >= 0) expect(closing).toBe(at(closes));
    else expect(closing === null || closing >= to).toBe(true);
  }
}

/** The days of the last two changes of clock of a zone before 2028, back to 1990. */
function lastChangesOfClock(timeZone: string): number[] {
  const { read } = wallClock(timeZone);
  const changes: number[] = [];
  for (let at = Date.UTC(2028, 0, 1); at > Date.UTC(1990, 0, 1) && changes.length < 2; at -= dayMs) {
    if (read(at) - at !== read(at + dayMs) - at - dayMs) changes.push(at);
  }
  return changes;
}

const samples = (timeZone: string, at: number, numRuns: number) =>
  fc.sample(definitions({ at, timeZone }), { seed: 20260302, numRuns });

test.each(zones)('%s: as a walk through every minute, over its last two changes of clock', (timeZone) => {
  for (const change of lastChangesOfClock(timeZone)) {
    for (const definition of samples(timeZone, change, 2)) compareWithWalk(change - dayMs, definition);
  }
});

test('any zone, calendar and day of fifty years: as a walk through every minute', () => {
  const cases = fc
    .record({
      timeZone: fc.constantFrom(...zones),
      minute: fc.integer({ min: Date.UTC(1990, 0, 1) / minuteMs, max: Date.UTC(2040, 0, 1) / minuteMs }),
    })
    .chain(({ timeZone, minute }) =>
      fc.record({
        at: fc.constant(minute * minuteMs),
        definition: definitions({ at: minute * minuteMs, timeZone }),
      }),
    );
  fc.assert(
    fc.property(cases, ({ at, definition }) => compareWithWalk(at, definition)),
    { numRuns: 50 },
  );
});

test('29 February counts where it exists, and a yearly holiday on it holds then only', () => {
  const definition = calendarOf({ holidays: [{ name: 'Bisiesto', date: '02-29', closed: null }] });
  for (const year of [2023, 2024, 2028]) compareWithWalk(Date.UTC(year, 1, 27, 5), definition);
});

test('time adds up, and runs backwards as it runs forwards', () => {
  const instant = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });
  const cases = fc.record({
    timeZone: fc.constantFrom('America/Santiago', 'Europe/Madrid', 'America/Havana'),
    instants: fc.tuple(instant, instant, instant),
    ms: fc.integer({ min: 1, max: 200 * 3_600_000 }),
  });
  fc.assert(
    fc.property(cases, ({ timeZone, instants: [a, b, c], ms }) => {
      const [definition] = samples(timeZone, b, 1);
      const calendar = compileCalendar(definition!);
      const between = (from: number, to: number) => elapsedMs({ from, to }, calendar);
      expect(between(a, b) + between(b, c)).toBe(between(a, c));
      expect(between(a, b) + between(b, a)).toBe(0);
      const due = addBusinessMs({ at: a, ms }, calendar);
      if (due === null) return;
      expect(between(a, due)).toBe(ms);
      expect(between(a, due - 1)).toBe(ms - 1);
    }),
  );
});
