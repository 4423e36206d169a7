import { type BoardRef, boardColumnsMax, boardsMax } from '@ventanilla/contracts/boards';
import { sql } from 'kysely';
import { recordAudit } from '../../../../platform/audit.ts';
import { AppError } from '../../../../platform/errors.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Work } from '../../../../platform/work.ts';
import { agentIdOf } from '../../../tickets/index.ts';
import { mayChange } from '../../sharing.rules.ts';
import { type BoardRow, type ColumnRow, findBoard, firstColumns } from '../boards.store.ts';

/**
 * The board, locked; the default one is written down for it if need be. Throws `boards.not_found` and
 * `boards.not_shared`, and `boards.stale_version` where a version is given that it no longer has.
 */
export async function boardToChange(
  { boardId, version, removed = false }: { boardId: BoardRef; version?: number; removed?: boolean },
  work: Work,
): Promise<BoardRow> {
  if (boardId === 'default') await writeDefault(work);
  const row = await findBoard({ boardId, actor: work.actor, lock: true }, work.tx);
  if (!row || (row.deleted_at !== null && !removed)) throw new AppError('boards.not_found');
  if (!mayChange(row, work.actor)) throw new AppError('boards.not_shared');
  if (version !== undefined && row.version !== version) throw new AppError('boards.stale_version');
  return row;
}

async function writeDefault(work: Work): Promise<void> {
  const ownerId = agentIdOf(work.actor);
  await lockBoards(ownerId, work);
  if (await findBoard({ boardId: 'default', actor: work.actor }, work.tx)) return;
  const id = work.ids.uuid();
  await work.tx
    .insertInto('boards')
    .values({
      id,
      owner_id: ownerId,
      is_default: true,
      name: null,
      audience: 'personal',
      team_id: null,
      created_at: work.now,
    })
    .execute();
  await insertColumns({ boardId: id, columns: firstColumns, from: 0 }, work);
}

/** Columns one after the other, the first of them in this place. */
export async function insertColumns(
  {
    boardId,
    columns,
    from,
  }: {
    boardId: string;
    columns: readonly Pick<ColumnRow, 'name' | 'colour' | 'source' | 'filter' | 'sort' | 'shows'>[];
    from: number;
  },
  work: Work,
): Promise<string[]> {
  if (columns.length === 0) return [];
  const rows = columns.map(({ name, colour, source, filter, sort, shows }, index) => ({
    id: work.ids.uuid(),
    board_id: boardId,
    position: from + index,
    name,
    colour,
    source,
    filter: filter === null ? null : JSON.stringify(filter),
    sort,
    shows,
    created_at: work.now,
  }));
  await work.tx.insertInto('board_columns').values(rows).execute();
  return rows.map(({ id }) => id);
}

/** Number and names of a person's boards are decided by one after the other. */
export async function lockBoards(ownerId: string, work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`boards/${ownerId}`}, 0))`.execute(work.tx);
}

/** Throws `boards.too_many`. */
export async function demandRoom(ownerId: string, work: Work): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from boards
    where owner_id = ${ownerId} and deleted_at is null`.execute(work.tx);
  if (rows[0]!.count >= boardsMax) throw new AppError('boards.too_many', { params: { max: boardsMax } });
}

/** Throws `boards.too_many_columns` where so many more do not fit on a board that is locked. */
export async function demandColumns(boardId: string, more: number, work: Work): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from board_columns
    where board_id = ${boardId} and deleted_at is null`.execute(work.tx);
  if (rows[0]!.count + more > boardColumnsMax)
    throw new AppError('boards.too_many_columns', { params: { max: boardColumnsMax } });
}

type What = 'created' | 'changed' | 'deleted' | 'restored';

/** What happened to a board, for the log and the audit. */
export async function tell({ boardId, what }: { boardId: string; what: What }, work: Work): Promise<void> {
  await appendEvents([event('board.changed@1', { type: 'board', id: boardId }, { boardId, what })], work);
  await recordAudit({ action: `board.${what}`, subjectType: 'board', subjectId: boardId }, work);
}

/** A change of a board that is locked, or of its columns: a new version, told. */
export async function countChange(row: BoardRow, work: Work): Promise<void> {
  await work.tx
    .updateTable('boards')
    .set({ version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await tell({ boardId: row.id, what: 'changed' }, work);
}
