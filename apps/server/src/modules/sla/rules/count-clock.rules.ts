import type { ClockState } from '@ventanilla/contracts/clocks';
import type { ClockTarget, ClockWarning } from '@ventanilla/contracts/sla';
import {
  addBusinessDays,
  addBusinessMs,
  type BusinessCalendar,
  elapsedMs,
  endOfBusinessDay,
} from '../../calendar/index.ts';
import type { Span, Standing, Stretch } from './spans.rules.ts';

/** What was promised, and in which time it is counted. */
export interface Promised {
  target: ClockTarget;
  warn: ClockWarning | null;
  /** Where its clock stands still, besides spam and what is closed. */
  pausesIn: ReadonlySet<Standing>;
  calendar: BusinessCalendar;
  /** Of the ticket itself. */
  dueDate: number | null;
}

/** A clock as it stands at an instant. Milliseconds are business time where the target is. */
export interface CountedClock {
  state: ClockState;
  limitMs: number;
  /** Used at `countedAt`: its end, the moment it stopped, or since when it runs without change. */
  usedMs: number;
  countedAt: number;
  dueAt: number | null;
  warnAt: number | null;
  pausedSince: number | null;
  warnedAt: number | null;
  breachedAt: number | null;
}

/** Time as a target counts it. */
export interface Measure {
  elapsed(from: number, to: number): number;
  /** The first instant by which so much has passed; null: it never does. */
  add(at: number, ms: number): number | null;
}

export function isBusinessTime({ kind }: ClockTarget): boolean {
  return kind === 'business' || kind === 'end_of_day' || kind === 'business_days';
}

export function measureOf(target: ClockTarget, calendar: BusinessCalendar): Measure {
  if (!isBusinessTime(target)) return { elapsed: (from, to) => to - from, add: (at, ms) => at + ms };
  return {
    elapsed: (from, to) => elapsedMs({ from, to }, calendar),
    add: (at, ms) => addBusinessMs({ at, ms }, calendar),
  };
}

/**
 * How much time a clock that begins at an instant has. A day or an hour that is promised becomes the business time up to
 * it, so that it moves by what the clock stands still, as any other. Null: there is no such hour.
 */
export function limitOf(
  { at, target, dueDate }: { at: number; target: ClockTarget; dueDate: number | null },
  calendar: BusinessCalendar,
): number | null {
  const upTo = (end: number | null) => (end === null ? null : elapsedMs({ from: at, to: end }, calendar));
  switch (target.kind) {
    case 'business':
    case 'calendar':
      return target.ms;
    case 'end_of_day':
      return upTo(endOfBusinessDay({ at, cutOffMs: target.cutOffMs }, calendar));
    case 'business_days':
      return upTo(addBusinessDays({ at, days: target.days, hour: 'same_time' }, calendar));
    case 'due_date':
      return dueDate === null ? null : Math.max(0, dueDate - at);
  }
}

function warnLimit(limitMs: number, warn: ClockWarning | null): number | null {
  if (!warn) return null;
  if ('fraction' in warn) return Math.round(limitMs * warn.fraction);
  return Math.max(0, limitMs - warn.beforeMs);
}

/** A fixed date holds whatever the ticket waits for. */
function stops(standing: Standing, { target, pausesIn }: Promised): boolean {
  if (standing === 'spam' || standing === 'closed' || standing === 'ignored') return true;
  return target.kind !== 'due_date' && pausesIn.has(standing);
}

/**
 * Where a clock stands at `now`, from the stretches of its ticket alone; null where its target has no hour. It is over
 * at the very instant at which its time is used up, whatever happens after.
 */
export function countClock(
  { span, stretches, now }: { span: Span; stretches: readonly Stretch[]; now: number },
  promised: Promised,
): CountedClock | null {
  const { target, calendar, dueDate } = promised;
  const limitMs = limitOf({ at: span.startedAt, target, dueDate }, calendar);
  if (limitMs === null) return null;
  const measure = measureOf(target, calendar);
  const warnMs = warnLimit(limitMs, promised.warn);
  const end = span.endedAt ?? Number.POSITIVE_INFINITY;
  const clock: CountedClock = {
    state: 'running',
    limitMs,
    usedMs: 0,
    countedAt: span.startedAt,
    dueAt: null,
    warnAt: null,
    pausedSince: null,
    warnedAt: null,
    breachedAt: null,
  };
  for (const stretch of stretches) {
    const from = Math.max(stretch.from, span.startedAt);
    const to = Math.min(stretch.to, end);
    if (to <= from) continue;
    if (stops(stretch.standing, promised)) {
      clock.pausedSince ??= from;
      continue;
    }
    clock.pausedSince = null;
    clock.countedAt = from;
    const crossing = (ms: number) => measure.add(from, Math.max(0, ms - clock.usedMs));
    if (to === Number.POSITIVE_INFINITY) {
      clock.dueAt = clock.breachedAt ?? crossing(limitMs);
      clock.warnAt = warnMs === null ? null : (clock.warnedAt ?? crossing(warnMs));
      break;
    }
    const usedThen = clock.usedMs + measure.elapsed(from, to);
    if (usedThen >= limitMs) clock.breachedAt ??= crossing(limitMs);
    if (warnMs !== null && usedThen >= warnMs) clock.warnedAt ??= crossing(warnMs);
    clock.usedMs = usedThen;
  }
  return settle(clock, span, now);
}

/** What follows from where it stands: whether it ended, stands still, or is over by now. */
function settle(clock: CountedClock, span: Span, now: number): CountedClock {
  if (span.endedAt !== null) {
    clock.countedAt = span.endedAt;
    clock.pausedSince = null;
    clock.dueAt = clock.breachedAt;
    clock.warnAt = clock.warnedAt;
    clock.state = clock.breachedAt !== null ? 'breached' : span.isKept ? 'met' : 'cancelled';
    return clock;
  }
  if (clock.pausedSince !== null) {
    clock.countedAt = clock.pausedSince;
    clock.dueAt = clock.breachedAt;
    clock.warnAt = clock.warnedAt;
    clock.state = clock.breachedAt === null ? 'paused' : 'breached';
    return clock;
  }
  if (clock.warnAt !== null && clock.warnAt <= now) clock.warnedAt ??= clock.warnAt;
  if (clock.dueAt !== null && clock.dueAt <= now) clock.breachedAt ??= clock.dueAt;
  clock.state = clock.breachedAt === null ? 'running' : 'breached';
  return clock;
}
