import type { CardClock } from '@ventanilla/contracts/clocks';
import { toInstant } from '../../../platform/clock.ts';
import type { CalendarBook, ReadyCalendar } from '../../calendar/index.ts';
import type { ClockFacts, ClockTerms } from '../../tickets/index.ts';
import type { ClockRow, ClockStamp } from '../clock-rows.store.ts';
import type { PolicyRow } from '../sla.store.ts';
import { type CountedClock, countClock, type Promised } from './count-clock.rules.ts';
import { type Span, type Standing, type Stretch, spansOf, stretchesOf } from './spans.rules.ts';

/** What holds for a ticket now: policy > organisation > department > elsewhere decides the calendar. */
export interface Terms {
  policy: PolicyRow;
  calendar: ReadyCalendar;
}

export function termsOf(
  facts: ClockTerms,
  { policies, book }: { policies: readonly PolicyRow[]; book: CalendarBook },
): Terms | null {
  const policy = facts.fits === null ? undefined : policies[facts.fits];
  if (!policy) return null;
  const { organization, department } = facts.calendars;
  return { policy, calendar: book.choose([policy.calendar_id, organization, department]) };
}

/** How a clock that is counted by some terms is marked. */
export function stampsOf({ policy, calendar }: Terms): ClockStamp {
  return {
    policy_id: policy.id,
    policy_version: policy.version,
    calendar_id: calendar.id,
    calendar_version: calendar.version,
  };
}

/** What a policy promises of one metric; null: nothing. */
function promisedOf(
  metric: ClockRow['metric'],
  { dueDate }: ClockFacts,
  { policy, calendar }: Terms,
): Promised | null {
  const promise = policy.targets[metric];
  if (!promise) return null;
  const pausesIn: ReadonlySet<Standing> = new Set(policy.pauses[metric] ?? []);
  return { ...promise, pausesIn, calendar: calendar.time, dueDate };
}

/**
 * Every clock of a ticket as it stands at `now`, from the log, the policies and the calendars alone. A clock that ended
 * keeps the promise under which it did, so what changes later never rewrites it.
 * @param before the rows as they are; `newId` names those that are new
 */
export function clocksOf(
  input: { facts: ClockFacts; terms: Terms | null; before: readonly ClockRow[]; now: Date },
  newId: () => string,
): ClockRow[] {
  const { facts, terms } = input;
  const stretches = stretchesOf(facts.marks);
  const known = new Map(input.before.map((row) => [`${row.metric} ${row.turn}`, row]));
  return spansOf(facts.marks).flatMap((span) => {
    const before = known.get(`${span.metric} ${span.turn}`);
    if (before && hasEndedSo(before, span)) return [before];
    const made = terms && makeRow({ ...input, terms, span, stretches, before }, newId);
    return made ? [made] : [];
  });
}

function hasEndedSo(row: ClockRow, span: Span): boolean {
  return (
    row.ended_at !== null &&
    row.ended_at.getTime() === span.endedAt &&
    row.started_at.getTime() === span.startedAt &&
    (row.met_at !== null) === span.isKept
  );
}

function makeRow(
  input: {
    facts: ClockFacts;
    terms: Terms;
    span: Span;
    stretches: readonly Stretch[];
    before: ClockRow | undefined;
    now: Date;
  },
  newId: () => string,
): ClockRow | null {
  const { facts, terms, span, stretches, before } = input;
  const promised = promisedOf(span.metric, facts, terms);
  if (!promised) return null;
  const counted = countClock({ span, stretches, now: input.now.getTime() }, promised);
  if (!counted) return null;
  const clock = holdWhatCame(counted, span, before);
  const ended = dateOf(span.endedAt);
  return {
    id: before?.id ?? newId(),
    ticket_id: facts.ticketId,
    metric: span.metric,
    turn: span.turn,
    ...stampsOf(terms),
    target: promised.target,
    state: clock.state,
    started_at: new Date(span.startedAt),
    limit_ms: clock.limitMs,
    used_ms: clock.usedMs,
    counted_at: new Date(clock.countedAt),
    due_at: dateOf(clock.dueAt),
    warn_at: dateOf(clock.warnAt),
    paused_since: dateOf(clock.pausedSince),
    warned_at: dateOf(clock.warnedAt),
    breached_at: dateOf(clock.breachedAt),
    met_at: span.isKept ? ended : null,
    ended_at: ended,
  };
}

const dateOf = (at: number | null) => (at === null ? null : new Date(at));

/** An hour that came stays, although the machine's clock was set back since: it must not come twice. */
function holdWhatCame(clock: CountedClock, span: Span, before: ClockRow | undefined): CountedClock {
  if (!before || before.started_at.getTime() !== span.startedAt) return clock;
  const warnedAt = clock.warnedAt ?? (before.warned_at?.getTime() === clock.warnAt ? clock.warnAt : null);
  const breachedAt = clock.breachedAt ?? (before.breached_at?.getTime() === clock.dueAt ? clock.dueAt : null);
  const isOver = breachedAt !== null && span.endedAt === null;
  return { ...clock, warnedAt, breachedAt, state: isOver ? 'breached' : clock.state };
}

/** The clock that presses most: the first to be over of those that run; where none runs, one that stands still. */
export function cardClockOf(rows: readonly ClockRow[]): CardClock | null {
  let most: ClockRow | null = null;
  for (const row of rows) {
    if (row.ended_at !== null || (row.state !== 'paused' && row.due_at === null)) continue;
    if (!most || pressesMore(row, most)) most = row;
  }
  if (!most) return null;
  return {
    metric: most.metric,
    state: most.state as CardClock['state'],
    startedAt: toInstant(most.started_at),
    warnAt: toInstant(most.warn_at),
    dueAt: toInstant(most.due_at),
  };
}

function pressesMore(one: ClockRow, other: ClockRow): boolean {
  return dueOrLast(one) < dueOrLast(other);
}

const dueOrLast = ({ due_at }: ClockRow) => due_at?.getTime() ?? Number.POSITIVE_INFINITY;

/** When one of these clocks has something to tell next; null: none has. */
export function nextAlarm(rows: readonly ClockRow[]): Date | null {
  let next: Date | null = null;
  for (const row of rows) {
    if (row.ended_at !== null || row.state === 'paused') continue;
    for (const at of [row.warned_at ? null : row.warn_at, row.breached_at ? null : row.due_at])
      if (at && (!next || at < next)) next = at;
  }
  return next;
}

/** Customers of these tickets were told nothing for longer than promised. */
export function lacksNews(rows: readonly ClockRow[]): boolean {
  return rows.some((row) => row.metric === 'no_news' && row.ended_at === null && row.breached_at !== null);
}
