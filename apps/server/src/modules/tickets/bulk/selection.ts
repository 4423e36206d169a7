import type { BulkSelection } from '@ventanilla/contracts/bulk';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { FilterClock } from '../filters/filter-clock.ts';
import { matching } from '../queries/list.ts';
import { visibleTo } from '../tickets.store.ts';

/** The condition of what somebody selected: rows of `t` (tickets) that they see. */
export async function selected(
  { selection, actor, clock }: { selection: BulkSelection; actor: Actor; clock: FilterClock },
  db: Db,
): Promise<RawBuilder<boolean>> {
  if ('ids' in selection) return sql<boolean>`t.id = any(${selection.ids}::uuid[]) and ${visibleTo(actor)}`;
  const { filter, except } = selection;
  const where = await matching({ filter, actor, time: await clock.read(db) }, db);
  return sql<boolean>`${where} and t.id <> all(${except}::uuid[])`;
}
