import type { View } from '@ventanilla/contracts/views';
import { type Selectable, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { filterTexts } from '../tickets/index.ts';
import { mayChange, seenBy } from './sharing.rules.ts';

export type ViewRow = Selectable<Database['views']>;
type NamedRow = ViewRow & { owner_name: string };

/** In the order of their names; one's own first. */
export async function listViews({ actor }: { actor: Actor }, db: Db): Promise<View[]> {
  const { rows } = await sql<NamedRow>`
    select v.*, a.name as owner_name from views v join agents a on a.id = v.owner_id
    where v.deleted_at is null and ${seenBy(actor, sql`v`)}
    order by (v.owner_id = ${actor.id}::uuid) desc, fold_text(v.name), v.id`.execute(db);
  return toViews(rows, actor, db);
}

/** One that the actor sees, removed or not; undefined: there is none. */
export async function findView(
  { viewId, actor, lock = false }: { viewId: string; actor: Actor; lock?: boolean },
  db: Db,
): Promise<ViewRow | undefined> {
  const { rows } =
    await sql<ViewRow>`select v.* from views v where v.id = ${viewId} and ${seenBy(actor, sql`v`)}
    ${lock ? sql`for no key update` : sql``}`.execute(db);
  return rows[0];
}

export async function viewOf({ viewId, actor }: { viewId: string; actor: Actor }, db: Db): Promise<View> {
  const { rows } = await sql<NamedRow>`select v.*, a.name as owner_name from views v
    join agents a on a.id = v.owner_id where v.id = ${viewId}`.execute(db);
  const [view] = await toViews(rows, actor, db);
  return view!;
}

async function toViews(rows: readonly NamedRow[], actor: Actor, db: Db): Promise<View[]> {
  const texts = await filterTexts(
    rows.map(({ filter }) => filter),
    actor,
    db,
  );
  return rows.map((row, index) => ({
    id: row.id,
    name: row.name,
    colour: row.colour,
    filter: row.filter,
    sort: row.sort,
    layout: row.layout,
    audience: row.audience,
    teamId: row.team_id,
    text: texts[index] ?? '',
    ownerName: row.owner_name,
    mine: row.owner_id === actor.id,
    canChange: mayChange(row, actor),
    version: row.version,
  }));
}
