import { type Condition, conditionsOf, type Filter } from '@ventanilla/contracts/filters';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { isFinished } from '../tickets.rules.ts';

const openStages: ReadonlySet<string> = new Set(['new', 'answered', 'your_turn']);

/**
 * A filter as a list asks it: without what nobody asked for (spam) unless it is asked for; and where it fits only what
 * is open, saying so in the way an index knows.
 */
export async function listedFilter(filter: Filter, db: Db): Promise<Filter> {
  const asksForSpam = conditionsOf(filter).some(({ field }) => field === 'spam');
  const parts: Filter[] = asksForSpam ? [] : [{ field: 'spam', op: 'is', value: false }];
  if (await fitsOnlyOpen(filter, db)) parts.push({ field: 'closedAt', op: 'empty' });
  return { and: [...parts, filter] };
}

async function fitsOnlyOpen(filter: Filter, db: Db): Promise<boolean> {
  const top = 'and' in filter ? filter.and : [filter];
  const conditions = top.filter((part): part is Condition => 'op' in part);
  const statusKeys = conditions.flatMap((one) =>
    one.field === 'status' && one.op === 'any_of' ? [one.values] : [],
  );
  if (conditions.some(meansOpen)) return true;
  for (const keys of statusKeys) {
    const { rows } = await sql<{ category: string }>`
      select category from statuses where key = any(${keys}::text[])`.execute(db);
    if (rows.every(({ category }) => !isFinished(category as Parameters<typeof isFinished>[0]))) return true;
  }
  return false;
}

function meansOpen(one: Condition): boolean {
  if (one.op !== 'any_of') return false;
  if (one.field === 'stage') return one.values.every((value) => openStages.has(value));
  if (one.field !== 'statusCategory') return false;
  return one.values.every((value) => !isFinished(value as Parameters<typeof isFinished>[0]));
}
