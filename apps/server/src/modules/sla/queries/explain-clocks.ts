import type { ExplainedClock } from '@ventanilla/contracts/sla';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { type CalendarBooks, openStretches, type ReadyCalendar } from '../../calendar/index.ts';
import { getTicketFor, readClockFacts } from '../../tickets/index.ts';
import { type ClockRow, readClockRows } from '../clock-rows.store.ts';
import { isBusinessTime, measureOf } from '../rules/count-clock.rules.ts';
import { type Standing, type Stretch, stretchesOf } from '../rules/spans.rules.ts';
import { type PolicyRow, readPolicies } from '../sla.store.ts';

/** Clocks and closed stretches told of one ticket. */
const clocksMax = 20;
const closedMax = 15;

interface Explaining {
  stretches: readonly Stretch[];
  policies: ReadonlyMap<string, PolicyRow>;
  calendarOf(row: ClockRow): ReadyCalendar;
  now: number;
}

/** Clocks of a ticket that the actor may see, those that run first, and why their hours are what they are. */
export async function explainClocks(
  input: { ticketId: string; actor: Actor; now: Date },
  db: Db,
  { books }: { books: CalendarBooks },
): Promise<ExplainedClock[]> {
  const { ticketId } = input;
  await getTicketFor(input, db);
  const [facts] = await readClockFacts({ ticketIds: [ticketId], filters: [] }, db);
  const rows = (await readClockRows([ticketId], db)).get(ticketId) ?? [];
  const policies = await readPolicies({ onlyActive: false }, db);
  const book = await books.read(db);
  const explaining: Explaining = {
    stretches: stretchesOf(facts?.marks ?? []),
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    calendarOf: (row) => book.choose([row.calendar_id]),
    now: input.now.getTime(),
  };
  return [...rows]
    .sort(openFirst)
    .slice(0, clocksMax)
    .map((row) => explain(row, explaining));
}

/** Those that run by their hour, those that stand still, then what ended, the newest first. */
function openFirst(one: ClockRow, other: ClockRow): number {
  if ((one.ended_at === null) !== (other.ended_at === null)) return one.ended_at === null ? -1 : 1;
  if (one.ended_at && other.ended_at) return other.started_at.getTime() - one.started_at.getTime();
  const due = ({ due_at }: ClockRow) => due_at?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return due(one) - due(other);
}

function explain(row: ClockRow, explaining: Explaining): ExplainedClock {
  const calendar = explaining.calendarOf(row);
  const policy = row.policy_id === null ? undefined : explaining.policies.get(row.policy_id);
  const pausesIn: ReadonlySet<Standing> = new Set(policy?.pauses[row.metric] ?? []);
  const until = row.ended_at?.getTime() ?? explaining.now;
  const measure = measureOf(row.target, calendar.time);
  const runs = row.ended_at === null && row.paused_since === null;
  return {
    id: row.id,
    metric: row.metric,
    state: row.state,
    policyName: policy?.name ?? null,
    target: row.target,
    calendarName: calendar.name,
    timeZone: calendar.timeZone,
    isBusinessTime: isBusinessTime(row.target),
    startedAt: toInstant(row.started_at),
    dueAt: toInstant(row.due_at),
    warnAt: toInstant(row.warn_at),
    breachedAt: toInstant(row.breached_at),
    endedAt: toInstant(row.ended_at),
    limitMs: row.limit_ms,
    usedMs: row.used_ms + (runs ? Math.max(0, measure.elapsed(row.counted_at.getTime(), until)) : 0),
    ...stillStretches({ row, pausesIn, until, stretches: explaining.stretches }, calendar),
  };
}

/** Where the ticket made it stand still, and where the calendar was closed in between, up to its hour. */
function stillStretches(
  input: { row: ClockRow; pausesIn: ReadonlySet<Standing>; until: number; stretches: readonly Stretch[] },
  calendar: ReadyCalendar,
): Pick<ExplainedClock, 'pauses' | 'closed'> {
  const { row, pausesIn, until } = input;
  const pauses: ExplainedClock['pauses'] = [];
  const closed: { from: number; to: number }[] = [];
  const last = row.ended_at === null && row.due_at ? Math.max(until, row.due_at.getTime()) : until;
  for (const stretch of input.stretches) {
    const from = Math.max(stretch.from, row.started_at.getTime());
    const to = Math.min(stretch.to, last);
    if (to <= from) continue;
    const { standing } = stretch;
    const stops =
      standing === 'spam' || standing === 'closed' || standing === 'ignored' || pausesIn.has(standing);
    if (stops && row.target.kind !== 'due_date') {
      const isNow = row.ended_at === null && stretch.to > until;
      pauses.push({
        from: toInstant(new Date(from)),
        to: isNow ? null : toInstant(new Date(to)),
        reason: standing,
      });
    } else if (isBusinessTime(row.target)) closed.push(...closedWithin({ from, to }, calendar));
  }
  return {
    pauses,
    closed: {
      ms: closed.reduce((sum, { from, to }) => sum + to - from, 0),
      last: closed
        .slice(-closedMax)
        .map(({ from, to }) => ({ from: toInstant(new Date(from)), to: toInstant(new Date(to)) })),
    },
  };
}

function closedWithin({ from, to }: { from: number; to: number }, calendar: ReadyCalendar) {
  const closed: { from: number; to: number }[] = [];
  let at = from;
  for (const open of openStretches({ from, to }, calendar.time)) {
    if (open.from > at) closed.push({ from: at, to: open.from });
    at = open.to;
  }
  if (to > at) closed.push({ from: at, to });
  return closed;
}
