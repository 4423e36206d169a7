import { z } from 'zod';
import {
  boardColumnsMax,
  boardHead,
  boardRef,
  column,
  columnPageMax,
  columnParams,
  columnRef,
} from './boards.ts';
import { cappedCount, cursor, id, page } from './common.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'boards';
/** How many cards one refresh may ask for. */
export const cardsPerRefreshMax = 100;
const params = z.object({ boardId: boardRef });

/**
 * What is wrong with a column, while the others work. `boards.filter_unreadable`: its filter is none any more, and it
 * shows nothing; `boards.value_gone`: something that its filter asks for is no longer in use (`values`: which, by its
 * name or as it is stored), and it shows what fits all the same; `boards.column_too_slow`: it could not be read in time, and shows nothing now.
 */
export const columnProblem = z.object({
  code: z.enum(['boards.filter_unreadable', 'boards.value_gone', 'boards.column_too_slow']),
  /** In the reader's language. */
  detail: z.string(),
  values: z.array(z.string()),
});

/** A column with what stands in it for the reader. */
export const filledColumn = column.extend({
  problem: columnProblem.nullable(),
  /** Exact up to 999. */
  count: cappedCount,
  items: z.array(ticketCard),
  /** Null on the last page. */
  nextCursor: cursor.nullable(),
});
export const filledBoard = boardHead.extend({
  columns: z.array(filledColumn),
  /** Position of the log that this answer already includes; live frames up to it add nothing. */
  position: z.number().int(),
});
export type FilledBoard = z.infer<typeof filledBoard>;
export type FilledColumn = FilledBoard['columns'][number];

export const readBoard = defineRoute({
  operationId: 'readBoard',
  method: 'GET',
  path: '/api/v1/boards/{boardId}',
  summary:
    'A board with the first cards of each of its columns, of the tickets that the reader sees and no others',
  tag,
  access: 'tickets:read',
  params,
  query: z.object({
    /** Of each column. Left out: 25, and fewer where the board has more than twelve columns. */
    limit: z.coerce.number().int().min(1).max(columnPageMax).optional(),
  }),
  responses: { 200: filledBoard },
  errors: ['boards.not_found'],
});

export const readColumn = defineRoute({
  operationId: 'readColumn',
  method: 'GET',
  path: '/api/v1/boards/{boardId}/columns/{columnId}',
  summary:
    'Cards of one column in its order, a page at a time; of `default`, also of a built-in column by its key, newest activity first, whatever stands on the board',
  tag,
  access: 'tickets:read',
  params: columnParams,
  query: z.object({
    cursor: cursor.optional(),
    limit: z.coerce.number().int().min(1).max(columnPageMax).default(25),
  }),
  responses: { 200: page(ticketCard) },
  errors: ['boards.not_found', 'boards.column_not_found', 'boards.column_too_slow'],
});

const idList = z.string().max(cardsPerRefreshMax * 37);

export const readBoardCards = defineRoute({
  operationId: 'readBoardCards',
  method: 'GET',
  path: '/api/v1/boards/{boardId}/cards',
  summary:
    'Present state of the named tickets and the columns of the board that each stands in; those not visible are absent',
  tag,
  access: 'tickets:read',
  params,
  query: z.object({
    /** At most 100, with commas between. */
    ids: idList,
    /**
     * Columns to count anew, with commas between; left out: all of them; empty: none. A column whose every card is on
     * the screen needs no counting.
     */
    count: z
      .string()
      .max(boardColumnsMax * 37)
      .optional(),
  }),
  responses: {
    200: z.object({
      /** `columns`: ids of those it stands in, in the order of the board; where in each, its sort says: as in a list, by id where two are alike. */
      items: z.array(z.object({ card: ticketCard, columns: z.array(columnRef) })),
      /** By id of column; one that could not be counted in time is not there. */
      counts: z.record(z.string(), cappedCount),
      /** Of the board: another than the one on the screen means that its columns changed. */
      version: z.number().int(),
    }),
  },
  errors: ['boards.not_found'],
});

export const readTimedColumns = defineRoute({
  operationId: 'readTimedColumns',
  method: 'GET',
  path: '/api/v1/boards/{boardId}/timed',
  summary:
    'Which tickets stand now in the columns that tickets come to and leave by the passing of time alone',
  tag,
  access: 'tickets:read',
  params,
  query: z.object({
    /** How many of each, from its beginning: as many as are on the screen. */
    limit: z.coerce.number().int().min(1).max(columnPageMax).default(25),
  }),
  responses: {
    200: z.object({
      columns: z.array(
        z.object({
          id: columnRef,
          count: cappedCount,
          /** In their order; cards that the screen lacks are asked for with `readBoardCards`. */
          ticketIds: z.array(id),
          nextCursor: cursor.nullable(),
        }),
      ),
      version: z.number().int(),
      position: z.number().int(),
    }),
  },
  errors: ['boards.not_found'],
});

export const boardContentRoutes = [readBoard, readColumn, readBoardCards, readTimedColumns];
