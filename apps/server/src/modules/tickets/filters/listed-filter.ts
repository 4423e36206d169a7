import { type Condition, conditionsOf, type Filter } from '@ventanilla/contracts/filters';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { isFinished } from '../tickets.rules.ts';

const openStages: ReadonlySet<string> = new Set(['new', 'answered', 'your_turn']);

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
  const { rows } = await sql<{ key: string; category: string }>`select key, category from statuses`.execute(
    db,
  );
  const isOver = ({ category }: { category: string }) =>
    isFinished(category as Parameters<typeof isFinished>[0]);
  return new Set(rows.filter(isOver).map(({ key }) => key));
}

/** Conditions that hold of all that a filter fits. */
function topOf(filter: Filter): Condition[] {
  const top = 'and' in filter ? filter.and : [filter];
  return top.filter((part): part is Condition => 'op' in part);
}

function fitsOnlyOpen(filter: Filter, finished: ReadonlySet<string>): boolean {
  return topOf(filter).some((one) => meansOpen(one, finished));
}

function meansOpen(one: Condition, finished: ReadonlySet<string>): boolean {
  if (one.field === 'closedAt') return one.op === 'empty';
  if (one.op !== 'any_of') return false;
  if (one.field === 'status') return !one.values.some((value) => finished.has(value));
  if (one.field === 'stage') return one.values.every((value) => openStages.has(value));
  if (one.field !== 'statusCategory') return false;
  return one.values.every((value) => !isFinished(value as Parameters<typeof isFinished>[0]));
}
