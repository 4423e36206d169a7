import { sql } from 'kysely';
import { slaLock } from '../../../platform/db/advisory-locks.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { event, type NewEvent } from '../../../platform/events/index.ts';
import { cancelTimers, setTimers } from '../../../platform/timers/timers.ts';
import type { Work } from '../../../platform/work.ts';
import type { CalendarBook, CalendarBooks } from '../../calendar/index.ts';
import {
  type ClockFacts,
  readClockFacts,
  readClockTerms,
  setTicketClocks,
  type TicketClockChange,
} from '../../tickets/index.ts';
import {
  type ClockRow,
  readClockRows,
  readOpenStamps,
  removeClockRows,
  stampOf,
  writeClockRows,
} from '../clock-rows.store.ts';
import {
  cardClockOf,
  clocksOf,
  lacksNews,
  nextAlarm,
  stampsOf,
  termsOf,
} from '../rules/ticket-clocks.rules.ts';
import { type PolicyRow, readPolicies } from '../sla.store.ts';

/** Something about the clocks of a ticket is due: a warning, or an end. */
export const clockTimerKind = 'sla.clock';
export const clockTimerKey = (ticketId: string) => `sla/${ticketId}`;

/** The clocks of one ticket, before and after. */
interface Recounted {
  facts: ClockFacts;
  before: readonly ClockRow[];
  after: readonly ClockRow[];
}

/** What is promised now, and the calendars. */
interface Rules {
  policies: readonly PolicyRow[];
  book: CalendarBook;
}

/**
 * Begins to count: whoever counts does so alone in all processes, so that each warning and each end is told once, and
 * reads the rules after everybody before has written what they counted by theirs.
 */
async function openCounting(work: Work, books: CalendarBooks): Promise<Rules> {
  await sql`select pg_advisory_xact_lock(${slaLock}) ${keepPlan}`.execute(work.tx);
  return { policies: await readPolicies({ onlyActive: true }, work.tx), book: await books.read(work.tx) };
}

/** How what is counted is told. */
interface Telling {
  /** What is over only because of other rules is written, but not told: nothing escalates at once. */
  isQuiet: boolean;
  /** Their timers are gone, because they were due. */
  hasRung?: boolean;
}

/**
 * Counts the clocks of some tickets anew, from the log alone, and writes what is different; doing it twice changes
 * nothing.
 */
export async function runClocks(
  input: Telling & { ticketIds: readonly string[] },
  work: Work,
  { books }: { books: CalendarBooks },
): Promise<void> {
  const ticketIds = [...new Set(input.ticketIds)];
  if (ticketIds.length === 0) return;
  await count({ ...input, ticketIds }, work, await openCounting(work, books));
}

/**
 * Counts anew those of some tickets whose clocks run by other rules than those of now; the others would come out as
 * they are. Answers up to which of them, given in order, it came: at most `countMax` are counted.
 */
export async function runOutdatedClocks(
  { ticketIds, countMax }: { ticketIds: readonly string[]; countMax: number },
  work: Work,
  { books }: { books: CalendarBooks },
): Promise<string | null> {
  const rules = await openCounting(work, books);
  const outdated = await findOutdated(ticketIds, work, rules);
  const counted = outdated.slice(0, countMax);
  if (counted.length > 0) await count({ ticketIds: counted, isQuiet: true }, work, rules);
  return (outdated.length > countMax ? counted.at(-1) : ticketIds.at(-1)) ?? null;
}

/** A ticket without a clock that runs may get one by other rules: only counting tells. */
async function findOutdated(ticketIds: readonly string[], work: Work, rules: Rules): Promise<string[]> {
  const filters = rules.policies.map(({ filter }) => filter);
  const stamps = await readOpenStamps(ticketIds, work.tx);
  const all = await readClockTerms({ ticketIds, filters }, work.tx);
  return all.flatMap((facts) => {
    const stamp = stamps.get(facts.ticketId);
    const terms = termsOf(facts, rules);
    const isAsNow = stamp === (terms ? stampOf(stampsOf(terms)) : undefined);
    return isAsNow ? [] : [facts.ticketId];
  });
}

async function count(
  input: Telling & { ticketIds: readonly string[] },
  work: Work,
  { policies, book }: Rules,
): Promise<void> {
  const { ticketIds } = input;
  const filters = policies.map(({ filter }) => filter);
  const known = await readClockRows(ticketIds, work.tx);
  const recounted = (await readClockFacts({ ticketIds, filters }, work.tx)).map((facts): Recounted => {
    const before = known.get(facts.ticketId) ?? [];
    const terms = termsOf(facts, { policies, book });
    const after = clocksOf({ facts, terms, before, now: work.now }, work.ids.uuid);
    return { facts, before, after };
  });
  await writeDown(recounted, work);
  await setAlarms(recounted, input.hasRung ?? false, work);
  await setTicketClocks(
    recounted.flatMap((ticket) => changeOf(ticket, input)),
    work,
  );
}

async function writeDown(recounted: readonly Recounted[], work: Work) {
  const changed: ClockRow[] = [];
  const gone: string[] = [];
  for (const { before, after } of recounted) {
    const ids = new Map(before.map((row) => [row.id, row]));
    for (const row of after) {
      const old = ids.get(row.id);
      ids.delete(row.id);
      if (old !== row && !(old && isSame(old, row))) changed.push(row);
    }
    // What ended stays on record, although nothing is promised any more.
    for (const row of ids.values()) if (row.ended_at === null) gone.push(row.id);
  }
  await removeClockRows(gone, work);
  await writeClockRows(changed, work);
}

function isSame(one: ClockRow, other: ClockRow): boolean {
  return (Object.keys(other) as (keyof ClockRow)[]).every(
    (key) => key === 'target' || String(asPlain(one[key])) === String(asPlain(other[key])),
  );
}

const asPlain = (value: unknown) => (value instanceof Date ? value.getTime() : value);

/** One timer for each ticket: whatever comes next. */
async function setAlarms(recounted: readonly Recounted[], hasRung: boolean, work: Work) {
  const wanted: Parameters<typeof setTimers>[0][number][] = [];
  const unwanted: string[] = [];
  for (const { facts, before, after } of recounted) {
    const dueAt = nextAlarm(after);
    const key = clockTimerKey(facts.ticketId);
    if (dueAt === null) {
      if (nextAlarm(before) !== null) unwanted.push(key);
    } else if (hasRung || dueAt.getTime() !== nextAlarm(before)?.getTime()) {
      wanted.push({ key, kind: clockTimerKind, dueAt, subject: { type: 'ticket', id: facts.ticketId } });
    }
  }
  await cancelTimers({ keys: unwanted }, work);
  await setTimers(wanted, work);
}

function changeOf({ facts, before, after }: Recounted, { isQuiet }: Telling): TicketClockChange[] {
  const clock = facts.isSpam ? null : cardClockOf(after);
  const noNews = lacksNews(after);
  const isOnCard =
    JSON.stringify(ordered(clock)) !== JSON.stringify(ordered(facts.clock)) || noNews !== facts.noNews;
  const told = after.flatMap((row) =>
    toTell(
      row,
      before.find(({ id }) => id === row.id),
      isQuiet,
    ),
  );
  if (!isOnCard && told.length === 0) return [];
  const tell = (version: number): NewEvent[] =>
    told.map(({ key, row }) =>
      event(
        key,
        { type: 'ticket', id: facts.ticketId },
        { ticketId: facts.ticketId, version, clockId: row.id, metric: row.metric, policyId: row.policy_id! },
      ),
    );
  return [{ ticketId: facts.ticketId, clock, noNews, isOnCard, tell }];
}

/** As the database keeps it, keys have no order. */
const ordered = (clock: ClockFacts['clock']) =>
  clock && [clock.metric, clock.state, clock.startedAt, clock.warnAt, clock.dueAt];

type Told = { key: 'sla.warned@1' | 'sla.breached@1'; row: ClockRow };

/** What came since the clock was last looked at; of a clock that is over nobody is warned any more. */
function toTell(row: ClockRow, old: ClockRow | undefined, isQuiet: boolean): Told[] {
  if (row === old) return [];
  const last = old && old.started_at.getTime() === row.started_at.getTime() ? old : undefined;
  const isFirst = (at: Date | null, before: Date | null | undefined, due: Date | null | undefined) =>
    at !== null && !before && (!isQuiet || due?.getTime() === at.getTime());
  if (isFirst(row.breached_at, last?.breached_at, last?.due_at)) return [{ key: 'sla.breached@1', row }];
  if (
    row.breached_at === null &&
    row.ended_at === null &&
    isFirst(row.warned_at, last?.warned_at, last?.warn_at)
  )
    return [{ key: 'sla.warned@1', row }];
  return [];
}
