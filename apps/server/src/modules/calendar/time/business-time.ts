import type { BusinessCalendar, OpenHours } from './business-calendar.ts';
import { chunkMs } from './wall-clock.ts';

/**
 * Arithmetic of business time. Instants are milliseconds since 1970; nothing here knows what time it is. An answer
 * that lies more than about ten years ahead is null, as it is for a calendar that never opens.
 */
const chunksAheadMax = 10;

/** Where the first stretch that ends after an instant stands; `closes.length`: none. */
function firstAfter(hours: OpenHours, at: number): number {
  let low = 0;
  let high = hours.closes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hours.closes[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Milliseconds open since the beginning of the chunk. */
function openUpTo(hours: OpenHours, at: number): number {
  const index = firstAfter(hours, at);
  if (index === hours.opens.length) return hours.total;
  return hours.before[index]! + Math.max(0, at - hours.opens[index]!);
}

/** Open milliseconds from one instant to another; negative when `to` comes before `from`. */
export function elapsedMs({ from, to }: { from: number; to: number }, calendar: BusinessCalendar): number {
  if (to < from) return 0 - elapsedMs({ from: to, to: from }, calendar);
  const first = Math.floor(from / chunkMs);
  const last = Math.floor(to / chunkMs);
  let elapsed = openUpTo(calendar.hoursOf(last), to) - openUpTo(calendar.hoursOf(first), from);
  for (let chunk = first; chunk < last; chunk++) elapsed += calendar.hoursOf(chunk).total;
  return elapsed;
}

/**
 * The first instant by which so much open time has passed: eight hours after nine are over when the day closes at
 * five, not when the next one opens. Nothing added is the same instant. Throws a RangeError for a negative `ms`.
 */
export function addBusinessMs(
  { at, ms }: { at: number; ms: number },
  calendar: BusinessCalendar,
): number | null {
  if (!(ms >= 0)) throw new RangeError(`${ms} ms cannot be added`);
  if (ms === 0) return at;
  const first = Math.floor(at / chunkMs);
  let left = ms + openUpTo(calendar.hoursOf(first), at);
  for (let chunk = first; chunk <= first + chunksAheadMax; chunk++) {
    const hours = calendar.hoursOf(chunk);
    if (left <= hours.total) return whenOpenFor(hours, left);
    left -= hours.total;
  }
  return null;
}

/** The instant at which `open` milliseconds of the chunk are over. */
function whenOpenFor(hours: OpenHours, open: number): number {
  let low = 0;
  let high = hours.before.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (hours.before[middle]! < open) low = middle;
    else high = middle - 1;
  }
  return hours.opens[low]! + open - hours.before[low]!;
}

export function isOpen({ at }: { at: number }, calendar: BusinessCalendar): boolean {
  const hours = calendar.hoursOf(Math.floor(at / chunkMs));
  const opens = hours.opens[firstAfter(hours, at)];
  return opens !== undefined && opens <= at;
}

/** When it is open next: `at` itself when it is open then. */
export function nextOpening({ at }: { at: number }, calendar: BusinessCalendar): number | null {
  const first = Math.floor(at / chunkMs);
  for (let chunk = first; chunk <= first + chunksAheadMax; chunk++) {
    const hours = calendar.hoursOf(chunk);
    const opens = hours.opens[firstAfter(hours, at)];
    if (opens !== undefined) return Math.max(at, opens);
  }
  return null;
}

/** When it closes next, after it is open now or has opened; null when it never does. */
export function nextClosing({ at }: { at: number }, calendar: BusinessCalendar): number | null {
  const opening = nextOpening({ at }, calendar);
  if (opening === null) return null;
  const first = Math.floor(opening / chunkMs);
  for (let chunk = first; chunk <= first + chunksAheadMax; chunk++) {
    const hours = calendar.hoursOf(chunk);
    const index = firstAfter(hours, Math.max(opening, hours.start));
    // It was open up to the end of the chunk before; does it go on?
    if (chunk > first && hours.opens[index] !== hours.start) return hours.start;
    if (hours.closes[index]! < hours.end) return hours.closes[index]!;
  }
  return null;
}

/** Every stretch that is open between two instants, in order, cut to them. */
export function openStretches(
  { from, to }: { from: number; to: number },
  calendar: BusinessCalendar,
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let chunk = Math.floor(from / chunkMs); chunk * chunkMs < to; chunk++) {
    const hours = calendar.hoursOf(chunk);
    for (let index = firstAfter(hours, from); index < hours.opens.length; index++) {
      const stretch = { from: Math.max(from, hours.opens[index]!), to: Math.min(to, hours.closes[index]!) };
      if (stretch.from >= to) break;
      const last = found.at(-1);
      if (last && last.to === stretch.from) last.to = stretch.to;
      else found.push(stretch);
    }
  }
  return found;
}
