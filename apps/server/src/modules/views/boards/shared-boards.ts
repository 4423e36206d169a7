import type { BoardColumn, ColumnBody } from '@ventanilla/contracts/boards';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Work } from '../../../platform/work.ts';
import { agentIdOf } from '../../tickets/index.ts';
import type { Shared } from '../sharing.rules.ts';
import { tellReaders } from '../tell-readers.ts';
import { columnsOf, toColumn } from './boards.store.ts';
import { demandColumns, demandRoom, insertColumns, lockBoards, tell } from './commands/board-to-change.ts';
import { demandFreeName } from './commands/write-boards.ts';
import { place, writtenOf } from './commands/write-columns.ts';

/** A board of a team's, or of everybody's (`teamId` null), whoever keeps it. */
export interface SharedBoard {
  id: string;
  name: string;
  teamId: string | null;
  columns: Omit<BoardColumn, 'id' | 'timed'>[];
}

/** Shared boards by name; of those with one name the oldest. */
export async function listSharedBoards(db: Db): Promise<SharedBoard[]> {
  const { rows } = await sql<{ id: string; name: string; team_id: string | null }>`
    select * from (select distinct on (lower(b.name)) b.id, b.name, b.team_id from boards b
      where b.audience <> 'personal' and not b.is_default and b.deleted_at is null
      order by lower(b.name), b.created_at, b.id) b order by fold_text(b.name), b.id`.execute(db);
  const boards: SharedBoard[] = [];
  for (const { id, name, team_id } of rows) {
    const columns = (await columnsOf(id, db))
      .map(toColumn)
      .map(({ id: _id, timed: _timed, ...about }) => about);
    boards.push({ id, name, teamId: team_id, columns });
  }
  return boards;
}

/**
 * Makes the shared board of a name what it is to be; whoever makes a new one keeps it. Columns that it has besides stay
 * behind the others. Throws `boards.name_taken`, `boards.too_many` and `boards.too_many_columns`.
 */
export async function writeSharedBoard(
  { name, teamId, columns }: { name: string; teamId: string | null; columns: readonly ColumnBody[] },
  work: Work,
): Promise<void> {
  const isSame = (one: SharedBoard) => one.name.toLowerCase() === name.toLowerCase();
  const known = (await listSharedBoards(work.tx)).find(isSame);
  const boardId = known?.id ?? (await insertBoard({ name, teamId }, work));
  const audience = teamId === null ? 'everyone' : 'team';
  const { rows: readers } = await sql<Shared>`
    with was as (select audience, owner_id, team_id from boards where id = ${boardId}),
      now as (update boards set audience = ${audience}, team_id = ${teamId}, version = version + 1
        where id = ${boardId} returning audience, owner_id, team_id)
    select * from was union all select * from now`.execute(work.tx);
  await writeColumns({ boardId, columns }, work);
  await tell({ boardId, what: known ? 'changed' : 'created' }, work);
  await tellReaders({ event: 'boards', data: { boardId }, readers }, work.tx);
}

async function insertBoard(
  { name, teamId }: { name: string; teamId: string | null },
  work: Work,
): Promise<string> {
  const ownerId = agentIdOf(work.actor);
  const id = work.ids.uuid();
  await lockBoards(ownerId, work);
  await demandRoom(ownerId, work);
  await demandFreeName({ id, ownerId, name }, work);
  await work.tx
    .insertInto('boards')
    .values({
      id,
      owner_id: ownerId,
      is_default: false,
      name,
      audience: teamId === null ? 'everyone' : 'team',
      team_id: teamId,
      version: 0,
      created_at: work.now,
    })
    .execute();
  return id;
}

/** Columns are the same ones by what is built in, else by their name; each stands for one that is there. */
async function writeColumns(
  { boardId, columns }: { boardId: string; columns: readonly ColumnBody[] },
  work: Work,
): Promise<void> {
  const there = await columnsOf(boardId, work.tx);
  const order: string[] = [];
  for (const column of columns) {
    const isSame = ({ id, source, name }: (typeof there)[number]) =>
      !order.includes(id) &&
      (column.source.kind === 'builtIn'
        ? source === column.source.key
        : source === 'filter' && name?.toLowerCase() === column.name?.toLowerCase());
    const known = there.find(isSame);
    const written = writtenOf(column);
    if (known) {
      const filter = written.filter && JSON.stringify(written.filter);
      await work.tx
        .updateTable('board_columns')
        .set({ ...written, filter })
        .where('id', '=', known.id)
        .execute();
      order.push(known.id);
    } else {
      await demandColumns(boardId, 1, work);
      order.push(...(await insertColumns({ boardId, columns: [written], from: there.length }, work)));
    }
  }
  const others = there.filter(({ id }) => !order.includes(id)).map(({ id }) => id);
  await place([...order, ...others], work);
}
