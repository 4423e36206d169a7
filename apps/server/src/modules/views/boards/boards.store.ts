import { boardColumnKeys } from '@ventanilla/contracts/board';
import type { BoardColumn, BoardHead, BoardOutline, BoardRef } from '@ventanilla/contracts/boards';
import { cardPartsDefault } from '@ventanilla/contracts/boards';
import { filter as filterSchema } from '@ventanilla/contracts/filters';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { isTimed } from '../../tickets/index.ts';
import { mayChange, seenBy } from '../sharing.rules.ts';

export type BoardRow = Selectable<Database['boards']> & { owner_name: string };
export type ColumnRow = Selectable<Database['board_columns']>;

/** What of a column the desk is told, and what is asked. */
type ColumnShape = Pick<ColumnRow, 'id' | 'name' | 'colour' | 'source' | 'filter' | 'sort' | 'shows'>;

/** A board as it is, with its columns in their order; of a default board that nobody changed, those of everybody. */
export interface KnownBoard {
  head: BoardHead;
  columns: ColumnShape[];
}

/** The three columns that everybody begins with. */
export const firstColumns = boardColumnKeys.map((key) => ({
  id: key as string,
  name: null,
  colour: null,
  source: key,
  filter: null,
  sort: '-activity' as const,
  shows: [...cardPartsDefault],
}));

/** Which board is meant: rows `b`. */
function meant(boardId: BoardRef, { id }: Actor): RawBuilder<boolean> {
  if (boardId === 'default') return sql<boolean>`b.owner_id = ${id}::uuid and b.is_default`;
  return sql<boolean>`b.id = ${boardId}::uuid`;
}

/** In the order of their names: the default one first, then one's own. */
export async function listBoards({ actor }: { actor: Actor }, db: Db): Promise<BoardHead[]> {
  const { rows } = await sql<BoardRow>`
    select b.*, a.name as owner_name from boards b join agents a on a.id = b.owner_id
    where b.deleted_at is null and ${seenBy(actor, sql`b`)}
    order by b.is_default desc, (b.owner_id = ${actor.id}::uuid) desc, fold_text(b.name), b.id`.execute(db);
  const heads = rows.map((row) => toHead(row, actor));
  return heads[0]?.isDefault ? heads : [untouchedHead(actor), ...heads];
}

/** One that the actor sees, removed or not; undefined: there is none. */
export async function findBoard(
  { boardId, actor, lock = false }: { boardId: BoardRef; actor: Actor; lock?: boolean },
  db: Db,
): Promise<BoardRow | undefined> {
  const { rows } = await sql<BoardRow>`
    select b.*, a.name as owner_name from boards b join agents a on a.id = b.owner_id
    where ${meant(boardId, actor)} and ${seenBy(actor, sql`b`)}
    ${lock ? sql`for no key update of b` : keepPlan}`.execute(db);
  return rows[0];
}

/** The columns of a board in their order. */
export async function columnsOf(boardId: string, db: Db): Promise<ColumnRow[]> {
  const { rows } = await sql<ColumnRow>`select * from board_columns c
    where c.board_id = ${boardId} and c.deleted_at is null order by c.position, c.created_at, c.id ${keepPlan}`.execute(
    db,
  );
  return rows;
}

/** A board that is in use, with its columns; undefined: there is none. */
export async function readKnownBoard(
  { boardId, actor }: { boardId: BoardRef; actor: Actor },
  db: Db,
): Promise<KnownBoard | undefined> {
  const row = await findBoard({ boardId, actor }, db);
  if (row && row.deleted_at === null)
    return { head: toHead(row, actor), columns: await columnsOf(row.id, db) };
  return boardId === 'default' ? { head: untouchedHead(actor), columns: firstColumns } : undefined;
}

/** One written down, as its changer is answered. */
export async function outlineOf(
  { boardId, actor }: { boardId: string; actor: Actor },
  db: Db,
): Promise<BoardOutline> {
  const row = await findBoard({ boardId, actor }, db);
  return { ...toHead(row!, actor), columns: (await columnsOf(boardId, db)).map(toColumn) };
}

function toHead(row: BoardRow, actor: Actor): BoardHead {
  const may = mayChange(row, actor);
  return {
    id: row.id,
    isDefault: row.is_default,
    name: row.name,
    audience: row.audience,
    teamId: row.team_id,
    ownerName: row.owner_name,
    mine: row.owner_id === actor.id,
    can: may ? (row.is_default ? ['change'] : ['change', 'share', 'delete']) : [],
    version: row.version,
  };
}

function untouchedHead(actor: Actor): BoardHead {
  return {
    id: null,
    isDefault: true,
    name: null,
    audience: 'personal',
    teamId: null,
    ownerName: actor.name,
    mine: true,
    can: ['change'],
    version: 0,
  };
}

/** A column as the desk knows it; a filter that the product no longer understands is none. */
export function toColumn(row: ColumnShape): BoardColumn {
  const filter = row.source === 'filter' ? filterSchema.safeParse(row.filter).data : undefined;
  return {
    id: row.id,
    name: row.name,
    colour: row.colour,
    source: row.source === 'filter' ? { kind: 'filter', filter } : { kind: 'builtIn', key: row.source },
    sort: row.sort,
    shows: row.shows,
    timed: filter !== undefined && isTimed(filter),
  };
}
