/**
 * A moment, in the organisation's zone: a day, a day at an hour, `now`, `today`, `today-18:00`, so long ago (`-3d`) or
 * from now (`+2h`). Units: `m` minutes, `h` hours, `d` days, `w` weeks, `mo` months, `bd` business days.
 */
export const momentPattern =
  /^(?:now|(?:today|yesterday|tomorrow|\d{4}-\d{2}-\d{2})(?:-\d{2}:\d{2})?|[+-]\d{1,4}(?:m|h|d|w|mo|bd))$/;

export const momentUnits = ['m', 'h', 'd', 'w', 'mo', 'bd'] as const;
export type MomentUnit = (typeof momentUnits)[number];

export const namedDays = ['today', 'yesterday', 'tomorrow'] as const;
export const namedPeriods = [
  ...namedDays,
  'this_week',
  'last_week',
  'next_week',
  'this_month',
  'last_month',
  'next_month',
] as const;
export type NamedPeriod = (typeof namedPeriods)[number];

/** A stretch of days: by its name, one day, or from a day to another, both included. */
export const periodPattern = /^\d{4}-\d{2}-\d{2}(?:\.\.\d{4}-\d{2}-\d{2})?$/;

/** A moment taken apart. */
export type MomentParts =
  | { kind: 'now' }
  | { kind: 'day'; day: string; time: string | null }
  | { kind: 'distance'; ahead: boolean; count: number; unit: MomentUnit };

/** Null: it is none, or a day or an hour that there is not. */
export function readMoment(text: string): MomentParts | null {
  if (!momentPattern.test(text)) return null;
  if (text === 'now') return { kind: 'now' };
  const [, sign, count, unit] = /^([+-])(\d+)([a-z]+)$/.exec(text) ?? [];
  if (sign) return { kind: 'distance', ahead: sign === '+', count: Number(count), unit: unit as MomentUnit };
  const [, day = '', time = null] = /^(\d{4}-\d{2}-\d{2}|[a-z]+)(?:-(\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (!isDayThere(day) || (time !== null && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time))) return null;
  return { kind: 'day', day, time };
}

/** First and last day of a period that is not named; null: it is none. */
export function readDays(text: string): { from: string; to: string } | null {
  if (!periodPattern.test(text)) return null;
  const [from = '', to = from] = text.split('..');
  return isDayThere(from) && isDayThere(to) && from <= to ? { from, to } : null;
}

export const isNamedPeriod = (text: string): text is NamedPeriod =>
  (namedPeriods as readonly string[]).includes(text);

/** `2026-02-30` is no day. */
function isDayThere(day: string): boolean {
  if ((namedDays as readonly string[]).includes(day)) return true;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
