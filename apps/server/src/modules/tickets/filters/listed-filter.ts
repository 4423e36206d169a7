import { type Condition, conditionsOf, type Filter } from '@ventanilla/contracts/filters';
import { statusCategories } from '@ventanilla/contracts/status-categories';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { isFinished } from '../tickets.rules.ts';

const openStages: ReadonlySet<string> = new Set(['new', 'answered', 'your_turn']);
const finishedCategories: ReadonlySet<string> = new Set(statusCategories.filter(isFinished));

/** One filter as `listedFilters` makes it. */
export async function listedFilter(filter: Filter, db: Db): Promise<Filter> {
  const [listed] = await listedFilters([filter], db);
  return listed!;
}

/**
 * Filters as a list asks them: without what nobody asked for (spam) unless it is asked for; and where one fits only what
 * is open, saying so in the way an index knows. One statement at most, however many they are.
 */
export async function listedFilters(filters: readonly Filter[], db: Db): Promise<Filter[]> {
  const asksForStatus = filters.some((filter) => topOf(filter).some(({ field }) => field === 'status'));
  const finished = asksForStatus ? await readFinishedStatuses(db) : new Set<string>();
  return filters.map((filter) => {
    const asksForSpam = conditionsOf(filter).some(({ field }) => field === 'spam');
    const parts: Filter[] = asksForSpam ? [] : [{ field: 'spam', op: 'is', value: false }];
    if (fitsOnlyOpen(filter, finished)) parts.push({ field: 'closedAt', op: 'empty' });
    return { and: [...parts, filter] };
  });
}

async function readFinishedStatuses(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string; category: string }>`
    select key, category from statuses ${keepPlan}`.execute(db);
  const isOver = ({ category }: { category: string }) =>
    isFinished(category as Parameters<typeof isFinished>[0]);
  return new Set(rows.filter(isOver).map(({ key }) => key));
}

/** Conditions that hold of all that a filter fits. */
function topOf(filter: Filter): Condition[] {
  if ('and' in filter) return filter.and.flatMap(topOf);
  return 'op' in filter ? [filter] : [];
}

/** Whether a filter as `listedFilters` makes it fits only what is open and nobody marked as spam. */
export function isOfOpen(listed: Filter): boolean {
  const top = topOf(listed);
  return (
    top.some(({ field, op }) => field === 'closedAt' && op === 'empty') &&
    top.some((one) => one.field === 'spam' && one.op === 'is' && !one.value)
  );
}

/** Fields by which tickets stand together in an index, and the most values of which one condition is a short read. */
const gathering: ReadonlySet<string> = new Set(['owner', 'requester', 'organization']);
const gatheredMost = 3;

/** Whether a filter fits only tickets of few people or organisations. */
export function isOfFew(filter: Filter): boolean {
  return topOf(filter).some(
    (one) => gathering.has(one.field) && one.op === 'any_of' && one.values.length <= gatheredMost,
  );
}

function fitsOnlyOpen(filter: Filter, finished: ReadonlySet<string>): boolean {
  return topOf(filter).some((one) => meansOpen(one, finished));
}

function meansOpen(one: Condition, finished: ReadonlySet<string>): boolean {
  if (one.field === 'closedAt') return one.op === 'empty';
  if (one.op !== 'any_of' && one.op !== 'none_of') return false;
  const over: Partial<Record<Condition['field'], ReadonlySet<string>>> = {
    status: finished,
    statusCategory: finishedCategories,
  };
  const ends = over[one.field];
  if (ends && one.op === 'none_of')
    return ends.size > 0 && [...ends].every((end) => one.values.includes(end));
  if (ends) return !one.values.some((value) => ends.has(value));
  return one.field === 'stage' && one.op === 'any_of' && one.values.every((value) => openStages.has(value));
}
