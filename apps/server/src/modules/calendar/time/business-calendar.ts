import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import { hoursByDay, type MinuteRange } from './days.ts';
import { chunkMs, dayMs, type WallClock, wallClock } from './wall-clock.ts';

const minuteMs = 60_000;

/** When a calendar is open within one stretch of time: instants in order, apart and not touching. */
export interface OpenHours {
  start: number;
  end: number;
  opens: Float64Array;
  closes: Float64Array;
  /** Milliseconds open before each opening, since `start`. */
  before: Float64Array;
  /** Milliseconds open in all. */
  total: number;
}

/** The first opening and the last closing of what begins on a day. */
export interface BusinessDay {
  day: number;
  opens: number;
  closes: number;
}

/** A calendar made ready for arithmetic; it never changes, and keeps what it has worked out. */
export interface BusinessCalendar {
  clock: WallClock;
  /** Open hours of the stretch with that number: `Math.floor(instant / chunkMs)`. */
  hoursOf(chunk: number): OpenHours;
  /** Null on a day on which nothing begins. */
  dayOf(day: number): BusinessDay | null;
}

/** Makes a calendar ready. Throws a RangeError for a time zone that this machine does not know. */
export function compileCalendar(definition: CalendarDefinition): BusinessCalendar {
  const clock = wallClock(definition.timeZone);
  const hours = hoursByDay(definition);
  const chunks = new Map<number, OpenHours>();
  const days = new Map<number, BusinessDay | null>();
  return {
    clock,
    hoursOf(chunk) {
      const known = chunks.get(chunk);
      if (known) return known;
      const made = openHours({ chunk, hours }, clock);
      chunks.set(chunk, made);
      return made;
    },
    dayOf(day) {
      const known = days.get(day);
      if (known !== undefined) return known;
      const made = businessDay({ day, ranges: hours(day) }, clock);
      days.set(day, made);
      return made;
    },
  };
}

function businessDay(
  { day, ranges }: { day: number; ranges: readonly MinuteRange[] },
  clock: WallClock,
): BusinessDay | null {
  if (ranges.length === 0) return null;
  const opens = clock.reach(day * dayMs + ranges[0]!.from * minuteMs);
  const closes = clock.reach(day * dayMs + ranges.at(-1)!.to * minuteMs);
  // A change of clock may leave nothing of a short period.
  return closes > opens ? { day, opens, closes } : null;
}

function openHours(
  input: { chunk: number; hours: (day: number) => readonly MinuteRange[] },
  clock: WallClock,
): OpenHours {
  const start = input.chunk * chunkMs;
  const end = start + chunkMs;
  const opens: number[] = [];
  const closes: number[] = [];
  // What began two days before may still be open, and a clock may be a day off.
  const lastDay = Math.floor(end / dayMs) + 1;
  for (let day = Math.floor(start / dayMs) - 3; day <= lastDay; day++) {
    for (const { from, to } of input.hours(day)) {
      const opening = Math.max(start, clock.reach(day * dayMs + from * minuteMs));
      const closing = Math.min(end, clock.reach(day * dayMs + to * minuteMs));
      if (closing <= opening) continue;
      const last = closes.length - 1;
      if (last >= 0 && opening <= closes[last]!) closes[last] = Math.max(closes[last]!, closing);
      else {
        opens.push(opening);
        closes.push(closing);
      }
    }
  }
  const before = new Float64Array(opens.length);
  let total = 0;
  for (const [at, opening] of opens.entries()) {
    before[at] = total;
    total += closes[at]! - opening;
  }
  return { start, end, opens: Float64Array.from(opens), closes: Float64Array.from(closes), before, total };
}
