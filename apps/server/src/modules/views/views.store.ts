import type { View } from '@ventanilla/contracts/views';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { filterTexts } from '../tickets/index.ts';

export type ViewRow = Selectable<Database['views']>;
type NamedRow = ViewRow & { owner_name: string };

/** Views that this actor sees: rows `v`. */
function seenBy({ id, teamIds }: Actor): RawBuilder<boolean> {
  return sql<boolean>`(v.owner_id = ${id}::uuid or v.audience = 'everyone'
    or (v.audience = 'team' and v.team_id = any(${[...teamIds]}::uuid[])))`;
}

/** What may be done with a view: one's own is one's own, and whoever shares for everybody keeps what is shared. */
export function mayChange(
  { owner_id, audience }: Pick<ViewRow, 'owner_id' | 'audience'>,
  actor: Pick<Actor, 'id' | 'permissions'>,
): boolean {
  return owner_id === actor.id || (audience !== 'personal' && actor.permissions.has('views:share'));
}

/** Whether this actor may share with them: anybody with their own team. */
export function mayShare(
  { audience, team_id }: Pick<ViewRow, 'audience' | 'team_id'>,
  actor: Pick<Actor, 'permissions' | 'teamIds'>,
): boolean {
  if (audience === 'personal' || actor.permissions.has('views:share')) return true;
  return audience === 'team' && team_id !== null && actor.teamIds.includes(team_id);
}

/** In the order of their names; one's own first. */
export async function listViews({ actor }: { actor: Actor }, db: Db): Promise<View[]> {
  const { rows } = await sql<NamedRow>`
    select v.*, a.name as owner_name from views v join agents a on a.id = v.owner_id
    where v.deleted_at is null and ${seenBy(actor)}
    order by (v.owner_id = ${actor.id}::uuid) desc, fold_text(v.name), v.id`.execute(db);
  return toViews(rows, actor, db);
}

/** One that the actor sees, removed or not; undefined: there is none. */
export async function findView(
  { viewId, actor, lock = false }: { viewId: string; actor: Actor; lock?: boolean },
  db: Db,
): Promise<ViewRow | undefined> {
  const { rows } = await sql<ViewRow>`select v.* from views v where v.id = ${viewId} and ${seenBy(actor)}
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
