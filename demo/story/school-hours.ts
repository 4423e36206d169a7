import type { Random } from './random.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Zone of the demo's company. Mexico City keeps UTC−6 all year since October 2022. */
export const demoTimeZone = 'America/Mexico_City';
const zoneOffsetMs = -6 * hourMs;

/** Minutes of the local day between which somebody writes, and whether also at weekends. */
export interface WritingHours {
  from: number;
  to: number;
  weekends: boolean;
}

export const agentHours: WritingHours = { from: 8 * 60, to: 18 * 60 + 30, weekends: false };
export const staffHours: WritingHours = { from: 7 * 60, to: 18 * 60, weekends: false };
export const parentHours: WritingHours = { from: 6 * 60 + 40, to: 22 * 60, weekends: true };

/** Start of the local day, `days` away from the one of `at`. */
export function localDay(at: Date, days: number): Date {
  const local = at.getTime() + zoneOffsetMs;
  return new Date(Math.floor(local / dayMs) * dayMs - zoneOffsetMs + days * dayMs);
}

/** Local year, month (0 to 11), day of month, weekday (0 is Sunday) and minute of the day. */
export function localParts(at: Date) {
  const local = new Date(at.getTime() + zoneOffsetMs);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth(),
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

function writesOn(day: Date, hours: WritingHours): boolean {
  const { weekday } = localParts(day);
  return hours.weekends || (weekday >= 1 && weekday <= 5);
}

/** The instant itself when somebody writes then, else a while into the next stretch in which they do. */
export function withinHours(at: Date, hours: WritingHours, random: Random): Date {
  const { minute } = localParts(at);
  if (writesOn(at, hours) && minute >= hours.from && minute <= hours.to) return at;
  let days = minute < hours.from ? 0 : 1;
  while (!writesOn(localDay(at, days), hours)) days += 1;
  const minutes = hours.from + random.between(2, 75);
  return new Date(localDay(at, days).getTime() + minutes * minuteMs + random.between(0, 59_999));
}
