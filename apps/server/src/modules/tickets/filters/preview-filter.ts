import { previewStepsMax, previewTicketsMax } from '@ventanilla/contracts/filter-routes';
import type { Filter } from '@ventanilla/contracts/filters';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { selectCards, toCard } from '../queries/cards.ts';
import { countMatching, matching } from '../queries/list.ts';
import type { FilterTime } from './filter-time.ts';

/** How many tickets a filter fits, exact up to `countMax`, how many each step of it leaves, and the newest of them. */
export async function previewFilter(
  { filter, actor, time }: { filter: Filter; actor: Actor; time: FilterTime },
  db: Db,
) {
  const parts = 'and' in filter ? filter.and : [filter];
  const steps = [];
  for (const index of parts.slice(0, previewStepsMax).keys()) {
    const step = { and: parts.slice(0, index + 1) };
    steps.push(await countMatching(await matching({ filter: step, actor, time }, db), db));
  }
  const where = await matching({ filter, actor, time }, db);
  const source = sql`select t.* from tickets t where ${where}
    order by t.activity_at desc, t.id desc limit ${sql.lit(previewTicketsMax)}`;
  const { rows } = await selectCards({ source, actor }).execute(db);
  return {
    count: steps[parts.length - 1] ?? (await countMatching(where, db)),
    steps,
    first: rows.map((row) => toCard(row, actor)),
  };
}
