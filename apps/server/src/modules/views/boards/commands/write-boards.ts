import type { BoardBody, BoardRef } from '@ventanilla/contracts/boards';
import { sql } from 'kysely';
import { AppError } from '../../../../platform/errors.ts';
import type { Work } from '../../../../platform/work.ts';
import { agentIdOf } from '../../../tickets/index.ts';
import { mayShare } from '../../sharing.rules.ts';
import { type BoardRow, readKnownBoard } from '../boards.store.ts';
import { boardToChange, demandRoom, insertColumns, lockBoards, tell } from './board-to-change.ts';

/** Throws `boards.name_taken`, `boards.too_many`, `boards.not_shared`, and `boards.not_found` of what is copied. */
export async function createBoard(
  { copyOf, ...body }: BoardBody & { copyOf: BoardRef | null },
  work: Work,
): Promise<BoardRow> {
  const ownerId = agentIdOf(work.actor);
  const id = work.ids.uuid();
  const written = writtenOf(body);
  demandSharing(written, work);
  const copied = copyOf && (await readKnownBoard({ boardId: copyOf, actor: work.actor }, work.tx));
  if (copyOf && !copied) throw new AppError('boards.not_found');
  await lockBoards(ownerId, work);
  await demandRoom(ownerId, work);
  await demandFreeName({ id, ownerId, name: body.name }, work);
  await demandTeam(written.team_id, work);
  await work.tx
    .insertInto('boards')
    .values({ id, owner_id: ownerId, is_default: false, version: 1, created_at: work.now, ...written })
    .execute();
  if (copied) await insertColumns({ boardId: id, columns: copied.columns, from: 0 }, work);
  await tell({ boardId: id, what: 'created' }, work);
  return boardToChange({ boardId: id }, work);
}

type Changes = { [P in keyof BoardBody]?: BoardBody[P] | undefined };

/**
 * Answers the board as it was. Throws `boards.not_found`, `boards.stale_version`, `boards.name_taken`,
 * `boards.not_shared`, and `boards.default_kept`.
 */
export async function updateBoard(
  { boardId, version, changes }: { boardId: string; version: number; changes: Changes },
  work: Work,
): Promise<BoardRow> {
  const row = await boardToChange({ boardId, version }, work);
  if (row.name === null) throw new AppError('boards.default_kept');
  const body: BoardBody = {
    name: changes.name ?? row.name,
    audience: changes.audience ?? row.audience,
    teamId: changes.teamId === undefined ? row.team_id : changes.teamId,
  };
  const written = writtenOf(body);
  if (written.audience !== row.audience || written.team_id !== row.team_id) demandSharing(written, work);
  await lockBoards(row.owner_id, work);
  await demandFreeName({ id: row.id, ownerId: row.owner_id, name: body.name }, work);
  await demandTeam(written.team_id, work);
  await work.tx
    .updateTable('boards')
    .set({ ...written, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await tell({ boardId: row.id, what: 'changed' }, work);
  return row;
}

/** Removing it again changes nothing. Throws `boards.not_found`, `boards.not_shared` and `boards.default_kept`. */
export async function deleteBoard({ boardId }: { boardId: string }, work: Work): Promise<BoardRow> {
  const row = await boardToChange({ boardId, removed: true }, work);
  if (row.is_default) throw new AppError('boards.default_kept');
  if (row.deleted_at !== null) return row;
  await work.tx.updateTable('boards').set({ deleted_at: work.now }).where('id', '=', boardId).execute();
  await tell({ boardId, what: 'deleted' }, work);
  return row;
}

/** Throws `boards.not_found`, `boards.not_shared`, `boards.too_many` and `boards.name_taken`. */
export async function restoreBoard({ boardId }: { boardId: string }, work: Work): Promise<BoardRow> {
  const row = await boardToChange({ boardId, removed: true }, work);
  if (row.deleted_at === null) return row;
  await lockBoards(row.owner_id, work);
  await demandRoom(row.owner_id, work);
  await demandFreeName({ id: boardId, ownerId: row.owner_id, name: row.name ?? '' }, work);
  await work.tx.updateTable('boards').set({ deleted_at: null }).where('id', '=', boardId).execute();
  await tell({ boardId, what: 'restored' }, work);
  return row;
}

const writtenOf = ({ name, audience, teamId }: BoardBody) => ({
  name,
  audience,
  team_id: audience === 'team' ? teamId : null,
});

function demandSharing(board: Pick<BoardRow, 'audience' | 'team_id'>, { actor }: Work): void {
  if (board.audience === 'team' && board.team_id === null) throw new AppError('http.invalid_request');
  if (!mayShare(board, actor)) throw new AppError('boards.not_shared');
}

/** Throws `boards.name_taken`. */
export async function demandFreeName(
  { id, ownerId, name }: { id: string; ownerId: string; name: string },
  work: Work,
): Promise<void> {
  const { rows } =
    await sql`select from boards where owner_id = ${ownerId} and deleted_at is null and id <> ${id}
    and lower(name) = lower(${name})`.execute(work.tx);
  if (rows.length > 0) throw new AppError('boards.name_taken');
}

/** A team that there is, or none. */
async function demandTeam(teamId: string | null, work: Work): Promise<void> {
  if (teamId === null) return;
  const { rows } = await sql`select from teams where id = ${teamId} and active for key share`.execute(
    work.tx,
  );
  if (rows.length === 0) throw new AppError('boards.not_shared');
}
