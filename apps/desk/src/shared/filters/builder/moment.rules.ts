import {
  isNamedPeriod,
  type MomentUnit,
  type NamedPeriod,
  namedDays,
  readDays,
  readMoment,
} from '@ventanilla/contracts/filter-moments';

/** How a moment is said: so long ago or from now, this instant, a day by its name or its date. */
export const momentKinds = ['ago', 'ahead', 'now', ...namedDays, 'date'] as const;
export type MomentKind = (typeof momentKinds)[number];

/** A moment as it is filled in. */
export interface MomentForm {
  kind: MomentKind;
  count: string;
  unit: MomentUnit;
  /** `2026-03-02`. */
  day: string;
  /** `18:00`, or nothing: the day as a whole. */
  time: string;
}

const first: MomentForm = { kind: 'ago', count: '', unit: 'd', day: '', time: '' };

/** How a moment fills the form; an empty one begins with «hace … días». */
export function momentForm(text: string): MomentForm {
  const parts = readMoment(text);
  if (!parts) return first;
  if (parts.kind === 'now') return { ...first, kind: 'now' };
  if (parts.kind === 'distance')
    return { ...first, kind: parts.ahead ? 'ahead' : 'ago', count: String(parts.count), unit: parts.unit };
  const named = namedDays.find((name) => name === parts.day);
  return { ...first, kind: named ?? 'date', day: named ? '' : parts.day, time: parts.time ?? '' };
}

/** The moment that a form says; `''` while something is missing. */
export function momentText({ kind, count, unit, day, time }: MomentForm): string {
  const text = (() => {
    if (kind === 'now') return 'now';
    if (kind === 'ago' || kind === 'ahead') return `${kind === 'ago' ? '-' : '+'}${count}${unit}`;
    return [kind === 'date' ? day : kind, time].filter((part) => part !== '').join('-');
  })();
  return readMoment(text) ? text : '';
}

export type PeriodKind = NamedPeriod | 'days';
export interface PeriodForm {
  kind: PeriodKind;
  from: string;
  to: string;
}

export function periodForm(text: string): PeriodForm {
  if (isNamedPeriod(text)) return { kind: text, from: '', to: '' };
  const days = readDays(text);
  return days ? { kind: 'days', ...days } : { kind: 'this_week', from: '', to: '' };
}

/** The period that a form says; `''` while a day is missing or they are the wrong way round. */
export function periodText({ kind, from, to }: PeriodForm): string {
  if (kind !== 'days') return kind;
  const text = to === '' || to === from ? from : `${from}..${to}`;
  return readDays(text) ? text : '';
}
