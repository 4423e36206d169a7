import { boardColumnKeys } from '@ventanilla/contracts/board';
import type { FilledBoard } from '@ventanilla/contracts/board-content';
import type { BoardColumn, BoardRef } from '@ventanilla/contracts/boards';
import type { TicketCard } from '@ventanilla/contracts/tickets';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { withinTime } from '../../../platform/db/within-time.ts';
import { AppError } from '../../../platform/errors.ts';
import {
  type ColumnQuery,
  type ColumnsInput,
  type FilterClock,
  readCards,
  readColumnPage,
  readMembership,
  readStanding,
} from '../../tickets/index.ts';
import { type KnownBoard, readKnownBoard, toColumn } from './boards.store.ts';
import { boardMs, type Outcome, problemOf, readApart, readGone, tooSlow } from './column-problems.ts';

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
  const { outcomes, position } = await readApart({ columns: asked, actor, clock, limit: each }, db);
  const gone = await readGone({ columns: asked, actor }, db);
  const ticketIds = outcomes.flatMap((one) => ('standing' in one ? one.standing.ticketIds : []));
  const cards = await readCards({ ticketIds, actor }, db);
  const byId = new Map(asked.map(({ id }, index) => [id, outcomes[index]!]));
  return {
    ...head,
    columns: shapes.map((shape) => {
      const outcome = byId.get(shape.id) ?? { code: 'boards.filter_unreadable' as const };
      const filled = fill({ shape, outcome, cards });
      const values = gone.get(shape.id) ?? [];
      if ('code' in outcome) return { ...filled, problem: problemOf(outcome.code, values, actor) };
      return { ...filled, problem: values.length > 0 ? problemOf('boards.value_gone', values, actor) : null };
    }),
    position,
  };
}

function fill({
  shape,
  outcome,
  cards,
}: {
  shape: BoardColumn;
  outcome: Outcome;
  cards: ReadonlyMap<string, TicketCard>;
}) {
  if ('code' in outcome) return { ...shape, count: { value: 0, capped: false }, items: [], nextCursor: null };
  const { count, ticketIds, nextCursor } = outcome.standing;
  return { ...shape, count, items: ticketIds.flatMap((id) => cards.get(id) ?? []), nextCursor };
}

/** A page of one column. Throws `boards.not_found` and `boards.column_not_found`. */
export async function readColumn(
  { columnId, ...reading }: Reading & { columnId: string; cursor?: string | undefined; limit: number },
  db: Db,
) {
  const column = builtInOf(reading.boardId, columnId) ?? (await demandColumn({ ...reading, columnId }, db));
  if (typeof column.source === 'string') return readColumnPage({ ...reading, column }, db);
  return withinTime({ ms: boardMs, late: tooSlow }, db, (tx) => readColumnPage({ ...reading, column }, tx));
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
  const counts = await countInTime({ columns: wanted, actor, clock }, db);
  return {
    items: [...cards].map(([id, card]) => ({ card, columns: membership.get(id) ?? [] })),
    counts: Object.fromEntries(counts.map((count, index) => [wanted[index]!.id, count])),
    version: head.version,
  };
}

/** How many stand in each; none where that takes too long. */
async function countInTime(input: ColumnsInput, db: Db) {
  if (input.columns.length === 0) return [];
  try {
    return await withinTime({ ms: boardMs, late: tooSlow }, db, async (tx) => {
      const { columns } = await readStanding({ ...input, limit: 0 }, tx);
      return columns.map(({ count }) => count);
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'boards.column_too_slow') return [];
    throw error;
  }
}

/** What stands now in the columns that tickets come to and leave by themselves. Throws `boards.not_found`. */
export async function readTimedColumns(
  { boardId, actor, clock, limit }: Reading & { limit: number },
  db: Db,
) {
  const { head, columns } = await demandBoard({ boardId, actor }, db);
  const timed = columns.filter((column) => toColumn(column).timed);
  const asked = columnQueries(timed);
  const { outcomes, position } = await readApart({ columns: asked, actor, clock, limit }, db);
  return {
    columns: asked.flatMap(({ id }, index) => {
      const outcome = outcomes[index]!;
      return 'code' in outcome ? [] : [{ id, ...outcome.standing }];
    }),
    version: head.version,
    position,
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

/** What is one's own and nobody's, by its stage: there whether the board shows it or not. */
function builtInOf(boardId: BoardRef, columnId: string): ColumnQuery | null {
  const key = boardId === 'default' && boardColumnKeys.find((one) => one === columnId);
  return key ? { id: key, source: key, sort: '-activity' } : null;
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
