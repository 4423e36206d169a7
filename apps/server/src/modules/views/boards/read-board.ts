import type { FilledBoard } from '@ventanilla/contracts/board-content';
import { type BoardRef, columnPageMax } from '@ventanilla/contracts/boards';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import {
  type ColumnQuery,
  compileColumns,
  countColumns,
  type FilterClock,
  readCards,
  readColumnPage,
  readMembership,
  readStanding,
} from '../../tickets/index.ts';
import { type KnownBoard, readKnownBoard, toColumn } from './boards.store.ts';

/** Whoever reads a board, and by which clock. */
interface Reading {
  boardId: BoardRef;
  actor: Actor;
  clock: FilterClock;
}

const usualLimit = 25;
/** Cards of one answer where nobody said how many: a board of fifty columns shows few at a time. */
const cardsMax = 300;
const leastLimit = 6;

/** A board with the first cards of every column. Throws `boards.not_found`. */
export async function readBoard(
  { boardId, actor, clock, limit }: Reading & { limit?: number | undefined },
  db: Db,
): Promise<FilledBoard> {
  const { head, columns } = await demandBoard({ boardId, actor }, db);
  const each = limit ?? Math.min(usualLimit, Math.max(leastLimit, Math.floor(cardsMax / columns.length)));
  const shapes = columns.map(toColumn);
  const asked = columnQueries(columns);
  const standing = await readStanding({ columns: asked, actor, clock, limit: each }, db);
  const cards = await readCards(
    { ticketIds: standing.columns.flatMap(({ ticketIds }) => ticketIds), actor },
    db,
  );
  const byId = new Map(asked.map(({ id }, index) => [id, standing.columns[index]!]));
  return {
    ...head,
    columns: shapes.map((shape) => {
      const found = byId.get(shape.id);
      const items = found?.ticketIds.flatMap((id) => cards.get(id) ?? []) ?? [];
      return {
        ...shape,
        problem: null,
        count: found?.count ?? { value: 0, capped: false },
        items: items.slice(0, shape.limit ?? columnPageMax),
        nextCursor: shape.limit === null ? (found?.nextCursor ?? null) : null,
      };
    }),
    position: standing.position,
  };
}

/** A page of one column. Throws `boards.not_found` and `boards.column_not_found`. */
export async function readColumn(
  { columnId, ...reading }: Reading & { columnId: string; cursor?: string | undefined; limit: number },
  db: Db,
) {
  const column = await demandColumn({ ...reading, columnId }, db);
  return readColumnPage({ ...reading, column }, db);
}

/** Present state of some tickets, and in which columns each stands. Throws `boards.not_found`. */
export async function readBoardCards(
  {
    boardId,
    actor,
    clock,
    ticketIds,
    counted,
  }: Reading & {
    ticketIds: readonly string[];
    /** Columns to count; undefined: all of them. */
    counted: readonly string[] | undefined;
  },
  db: Db,
) {
  const { head, columns } = await demandBoard({ boardId, actor }, db);
  const asked = columnQueries(columns);
  const membership = await readMembership({ columns: asked, actor, clock, ticketIds }, db);
  const cards = await readCards({ ticketIds, actor }, db);
  const wanted = counted === undefined ? asked : asked.filter(({ id }) => counted.includes(id));
  const { counts } =
    wanted.length === 0
      ? { counts: [] }
      : await countColumns(await compileColumns({ columns: wanted, actor, clock }, db), db);
  return {
    items: [...cards].map(([id, card]) => ({ card, columns: membership.get(id) ?? [] })),
    counts: Object.fromEntries(wanted.map(({ id }, index) => [id, counts[index]!])),
    version: head.version,
  };
}

/** What stands now in the columns that tickets come to and leave by themselves. Throws `boards.not_found`. */
export async function readTimedColumns(
  { boardId, actor, clock, limit }: Reading & { limit: number },
  db: Db,
) {
  const { head, columns } = await demandBoard({ boardId, actor }, db);
  const timed = columns.filter((column) => toColumn(column).timed);
  const asked = columnQueries(timed);
  const standing = await readStanding({ columns: asked, actor, clock, limit }, db);
  const limits = new Map(timed.map(({ id, card_limit }) => [id, card_limit]));
  return {
    columns: asked.map(({ id }, index) => {
      const { count, ticketIds, nextCursor } = standing.columns[index]!;
      const most = limits.get(id) ?? null;
      return {
        id,
        count,
        ticketIds: ticketIds.slice(0, most ?? ticketIds.length),
        nextCursor: most === null ? nextCursor : null,
      };
    }),
    version: head.version,
    position: standing.position,
  };
}

async function demandBoard(
  { boardId, actor }: Pick<Reading, 'boardId' | 'actor'>,
  db: Db,
): Promise<KnownBoard> {
  const board = await readKnownBoard({ boardId, actor }, db);
  if (!board) throw new AppError('boards.not_found');
  return board;
}

/** Throws `boards.not_found` and `boards.column_not_found`, the latter also of one whose filter is none any more. */
async function demandColumn(
  { columnId, ...board }: Pick<Reading, 'boardId' | 'actor'> & { columnId: string },
  db: Db,
): Promise<ColumnQuery> {
  const { columns } = await demandBoard(board, db);
  const column = columnQueries(columns).find(({ id }) => id === columnId);
  if (!column) throw new AppError('boards.column_not_found');
  return column;
}

/** What can be asked; a column whose filter can no longer be read is not among it. */
function columnQueries(columns: KnownBoard['columns']): ColumnQuery[] {
  return columns.flatMap((column) => {
    const { id, source, sort } = toColumn(column);
    const asked: ColumnQuery['source'] | undefined = source.kind === 'filter' ? source.filter : source.key;
    return asked === undefined ? [] : [{ id, source: asked, sort }];
  });
}
