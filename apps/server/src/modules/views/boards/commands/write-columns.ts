import { boardColumnKeys } from '@ventanilla/contracts/board';
import type { BoardRef, ColumnBody } from '@ventanilla/contracts/boards';
import { filter as filterSchema } from '@ventanilla/contracts/filters';
import { sql } from 'kysely';
import { AppError } from '../../../../platform/errors.ts';
import type { Work } from '../../../../platform/work.ts';
import { type BoardRow, type ColumnRow, columnsOf, firstColumns } from '../boards.store.ts';
import { boardToChange, countChange, demandColumns, insertColumns } from './board-to-change.ts';

/** Whose columns change, as its changer saw it. */
interface OfBoard {
  boardId: BoardRef;
  version: number;
}
type OfColumn = OfBoard & { columnId: string };

/** Behind the others. Throws `boards.too_many_columns` and `boards.column_unnamed`. */
export async function addColumn(
  { body, ...board }: OfBoard & { body: ColumnBody },
  work: Work,
): Promise<BoardRow> {
  const row = await boardToChange(board, work);
  await demandColumns(row.id, 1, work);
  const from = 1 + Math.max(-1, ...(await columnsOf(row.id, work.tx)).map(({ position }) => position));
  await insertColumns({ boardId: row.id, columns: [writtenOf(body)], from }, work);
  await countChange(row, work);
  return row;
}

type Changes = { [P in keyof ColumnBody]?: ColumnBody[P] | undefined };

/** What is left out stays. Throws `boards.column_not_found` and `boards.column_unnamed`. */
export async function updateColumn(
  { columnId, changes, ...board }: OfColumn & { changes: Changes },
  work: Work,
): Promise<BoardRow> {
  const row = await boardToChange(board, work);
  const column = await columnOf({ row, columnId }, work);
  const { filter, ...written } = writtenOf({ ...bodyOf(column), ...givenOf(changes) } as ColumnBody);
  // A filter that can no longer be read stays as it is until another takes its place.
  const kept = changes.source === undefined ? {} : { filter: filter && JSON.stringify(filter) };
  await work.tx
    .updateTable('board_columns')
    .set({ ...written, ...kept })
    .where('id', '=', column.id)
    .execute();
  await countChange(row, work);
  return row;
}

/** Throws `boards.column_not_found`. */
export async function removeColumn({ columnId, ...board }: OfColumn, work: Work): Promise<BoardRow> {
  const row = await boardToChange(board, work);
  const { id } = await columnOf({ row, columnId }, work);
  await work.tx.updateTable('board_columns').set({ deleted_at: work.now }).where('id', '=', id).execute();
  await countChange(row, work);
  return row;
}

/** In its old place, or nearest to it. Throws `boards.column_not_found` and `boards.too_many_columns`. */
export async function restoreColumn({ columnId, ...board }: OfColumn, work: Work): Promise<BoardRow> {
  const row = await boardToChange(board, work);
  const { rows } = await sql<{ id: string }>`select id from board_columns
    where board_id = ${row.id} and id::text = ${columnId} and deleted_at is not null`.execute(work.tx);
  if (!rows[0]) throw new AppError('boards.column_not_found');
  await demandColumns(row.id, 1, work);
  await work.tx.updateTable('board_columns').set({ deleted_at: null }).where('id', '=', rows[0].id).execute();
  await countChange(row, work);
  return row;
}

/** Every column of the board, once. Throws `boards.column_not_found`. */
export async function orderColumns(
  { columnIds, ...board }: OfBoard & { columnIds: readonly string[] },
  work: Work,
): Promise<BoardRow> {
  const row = await boardToChange(board, work);
  const columns = await columnsOf(row.id, work.tx);
  const ids = columnIds.map((columnId) => meant(columns, row, columnId)?.id);
  if (new Set(ids).size !== columns.length || ids.length !== columns.length || ids.includes(undefined))
    throw new AppError('boards.column_not_found');
  await place(ids as string[], work);
  await countChange(row, work);
  return row;
}

/**
 * The built-in columns in front, as they were at first; whatever else there is stays behind them. Throws
 * `boards.too_many_columns`.
 */
export async function restoreDefaultColumns(board: OfBoard, work: Work): Promise<BoardRow> {
  const row = await boardToChange(board, work);
  const columns = await columnsOf(row.id, work.tx);
  const builtIn = columns.filter(({ source }) => source !== 'filter');
  await demandColumns(row.id, boardColumnKeys.length - builtIn.length, work);
  const builtInIds = builtIn.map(({ id }) => id);
  await work.tx
    .updateTable('board_columns')
    .set({ deleted_at: work.now })
    .where('id', '=', sql<string>`any(${builtInIds}::uuid[])`)
    .execute();
  const ids = await insertColumns({ boardId: row.id, columns: firstColumns, from: 0 }, work);
  const others = columns.filter(({ source }) => source === 'filter').map(({ id }) => id);
  await place([...ids, ...others], work);
  await countChange(row, work);
  return row;
}

async function columnOf(
  { row, columnId }: { row: BoardRow; columnId: string },
  work: Work,
): Promise<ColumnRow> {
  const column = meant(await columnsOf(row.id, work.tx), row, columnId);
  if (!column) throw new AppError('boards.column_not_found');
  return column;
}

/** By its id; on a default board that its changer saw before it was written down, by the key of a built-in one. */
function meant(
  columns: readonly ColumnRow[],
  { is_default }: BoardRow,
  columnId: string,
): ColumnRow | undefined {
  return columns.find(({ id, source }) => id === columnId || (is_default && source === columnId));
}

/** One column after the other, in this order. */
export async function place(ids: readonly string[], work: Work): Promise<void> {
  await sql`update board_columns c set position = o.place - 1
    from unnest(${[...ids]}::uuid[]) with ordinality as o (id, place) where c.id = o.id`.execute(work.tx);
}

function bodyOf(row: ColumnRow): Omit<ColumnBody, 'source'> & { source: unknown } {
  const filter = filterSchema.safeParse(row.filter).data ?? { or: [] };
  return {
    name: row.name,
    colour: row.colour,
    source: row.source === 'filter' ? { kind: 'filter', filter } : { kind: 'builtIn', key: row.source },
    sort: row.sort,
    shows: row.shows,
  };
}

const givenOf = (changes: Changes) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

/** As it is stored. Throws `boards.column_unnamed`. */
export function writtenOf({ name, colour, source, sort, shows }: ColumnBody) {
  if (source.kind === 'filter' && name === null) throw new AppError('boards.column_unnamed');
  return {
    name,
    colour,
    source: source.kind === 'filter' ? ('filter' as const) : source.key,
    filter: source.kind === 'filter' ? source.filter : null,
    sort,
    shows,
  };
}
