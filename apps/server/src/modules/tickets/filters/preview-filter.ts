import { countMax } from '@ventanilla/contracts/common';
import { previewTicketsMax } from '@ventanilla/contracts/filter-routes';
import { conditionsOf, type Filter } from '@ventanilla/contracts/filters';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { selectCards, toCard } from '../queries/cards.ts';
import { visibleTo } from '../tickets.store.ts';
import { compileFilter } from './compile-filter.ts';
import type { FilterTime } from './filter-time.ts';

/**
 * What a list of tickets leaves out unless it is asked for: what nobody asked for (spam).
 */
export function listed(filter: Filter): Filter {
  const asksForSpam = conditionsOf(filter).some(({ field }) => field === 'spam');
  return asksForSpam ? filter : { and: [{ field: 'spam', op: 'is', value: false }, filter] };
}

/** How many tickets a filter fits, exact up to `countMax`, how many each step of it leaves, and the newest of them. */
export async function previewFilter(
  { filter, actor, time }: { filter: Filter; actor: Actor; time: FilterTime },
  db: Db,
) {
  const compile = (part: Filter) =>
    sql`${compileFilter(listed(part), { ...actor, time })} and ${visibleTo(actor)}`;
  const parts = 'and' in filter ? filter.and : [filter];
  const steps = parts.map((_, index) => ({ and: parts.slice(0, index + 1) }));
  const counts: { value: number; capped: boolean }[] = [];
  for (const step of steps.length > 0 ? steps : [filter]) counts.push(await count(compile(step), db));
  const source = sql`select t.* from tickets t where ${compile(filter)}
    order by t.activity_at desc, t.id desc limit ${sql.lit(previewTicketsMax)}`;
  const { rows } = await selectCards({ source, actor }).execute(db);
  return { count: counts.at(-1)!, steps: counts, first: rows.map((row) => toCard(row, actor)) };
}

async function count(where: ReturnType<typeof sql>, db: Db) {
  const { rows } = await sql<{ found: number }>`select count(*)::int as found from (
    select from tickets t where ${where} limit ${sql.lit(countMax + 1)}) c`.execute(db);
  const found = rows[0]!.found;
  return { value: Math.min(found, countMax), capped: found > countMax };
}
