import type { columnProblem } from '@ventanilla/contracts/board-content';
import type { z } from 'zod';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { withinTime } from '../../../platform/db/within-time.ts';
import { AppError } from '../../../platform/errors.ts';
import { describeProblem } from '../../../platform/http/problem.ts';
import { type ColumnsInput, goneValues, readStanding } from '../../tickets/index.ts';

type Problem = z.infer<typeof columnProblem>;
type Standing = Awaited<ReturnType<typeof readStanding>>['columns'][number];

/** For each statement of a board; whoever waits longer has gone elsewhere by then. */
export const boardMs = 3_000;
/** For a column alone, where the board as a whole took too long. */
const columnMs = 1_000;

export const tooSlow = (cause: unknown) => new AppError('boards.column_too_slow', { cause });

export function problemOf(code: Problem['code'], values: string[], { language }: Actor): Problem {
  return { code, detail: describeProblem(code, { values: values.join(', ') }, language), values };
}

/** A column as it was read, or what kept it from being read. */
export type Outcome = { standing: Standing } | { code: Problem['code'] };

/** Every column in as few statements as there are; where that takes too long or fails, one after the other. */
export async function readApart(
  input: ColumnsInput & { limit: number },
  db: Db,
): Promise<{ outcomes: Outcome[]; position: number }> {
  try {
    const { columns, position } = await readTogether(input, boardMs, db);
    return { outcomes: columns.map((standing) => ({ standing })), position };
  } catch (error) {
    if (input.columns.length === 0) throw error;
    return readEach(input, db);
  }
}

async function readEach(input: ColumnsInput & { limit: number }, db: Db) {
  const outcomes: Outcome[] = [];
  // Before any of them is read: what changes meanwhile is told again, and nothing is missed.
  const { position } = await readTogether({ ...input, columns: [] }, boardMs, db);
  for (const column of input.columns) outcomes.push(await readAlone({ ...input, columns: [column] }, db));
  return { outcomes, position };
}

async function readAlone(input: ColumnsInput & { limit: number }, db: Db): Promise<Outcome> {
  try {
    const { columns } = await readTogether(input, columnMs, db);
    return { standing: columns[0]! };
  } catch (error) {
    const isLate = error instanceof AppError && error.code === 'boards.column_too_slow';
    return { code: isLate ? 'boards.column_too_slow' : 'boards.filter_unreadable' };
  }
}

/** The built-in columns are read by indices of their own, and need no limit. */
function readTogether(input: ColumnsInput & { limit: number }, ms: number, db: Db) {
  if (input.columns.every(({ source }) => typeof source === 'string')) return readStanding(input, db);
  return withinTime({ ms, late: tooSlow }, db, (tx) => readStanding(input, tx));
}

/** What of the filters of some columns is no longer in use, by id of column. */
export async function readGone(
  { columns, actor: { language } }: Pick<ColumnsInput, 'columns' | 'actor'>,
  db: Db,
): Promise<Map<string, string[]>> {
  const own = columns.flatMap(({ id, source }) => (typeof source === 'string' ? [] : [{ id, source }]));
  if (own.length === 0) return new Map();
  const filters = own.map(({ source }) => source);
  const gone = await goneValues({ filters, language }, db);
  return new Map(own.flatMap(({ id }, index) => (gone[index]!.length > 0 ? [[id, gone[index]!]] : [])));
}
