import { z } from 'zod';
import { boardColumnKey } from './board.ts';
import { colours } from './classification-kinds.ts';
import { id, oneLine } from './common.ts';
import { filter } from './filters.ts';
import { defineRoute } from './route.ts';
import { ticketSort, viewAudiences } from './views.ts';

const tag = 'boards';
/** Boards of one person. */
export const boardsMax = 50;
export const boardColumnsMax = 50;
/** Cards of one column in one answer. */
export const columnPageMax = 100;

/**
 * A board by its id, or `default`: the caller's own «Mi mesón». It is the three built-in columns until they first change
 * it; from then on it has an id like any other, and `default` still means it.
 */
export const boardRef = z.union([z.literal('default'), id]);
export type BoardRef = z.infer<typeof boardRef>;
/** A column by its id; on a default board that was never changed, by the key of the built-in one. */
export const columnRef = z.union([boardColumnKey, id]);

/** What a card of a column may show besides its number, time, subject and requester. */
export const cardParts = [
  'organization',
  'preview',
  'clock',
  'flag',
  'priority',
  'tags',
  'status',
  'department',
  'owner',
  'counts',
] as const;
export type CardPart = (typeof cardParts)[number];
/** What cards show where nobody chose. */
export const cardPartsDefault: readonly CardPart[] = cardParts.filter((part) => part !== 'department');

const builtIn = z.strictObject({ kind: z.literal('builtIn'), key: boardColumnKey });
const written = {
  /** Null only of a built-in column: it then goes by the phrase of its key. */
  name: oneLine(60).nullable(),
  colour: z.enum(colours).nullable(),
  /** What stands in it: what the board always had, or whatever a filter fits. */
  source: z.discriminatedUnion('kind', [builtIn, z.strictObject({ kind: z.literal('filter'), filter })]),
  sort: ticketSort,
  shows: z
    .array(z.enum(cardParts))
    .max(cardParts.length)
    .refine((parts) => new Set(parts).size === parts.length, { message: 'each part once' }),
};
export const columnBody = z.strictObject(written);
export type ColumnBody = z.infer<typeof columnBody>;

export const column = z.object({
  id: columnRef,
  ...written,
  source: z.discriminatedUnion('kind', [
    builtIn,
    /** Left out where it can no longer be read. */
    z.strictObject({ kind: z.literal('filter'), filter: filter.optional() }),
  ]),
  /** Tickets come to it and leave it by time, or by what changes beside them: `readTimedColumns` tells, every 30 s. */
  timed: z.boolean(),
});
export type BoardColumn = z.infer<typeof column>;

const boardActions = ['change', 'share', 'delete'] as const;
const writtenOfBoard = {
  name: oneLine(80),
  audience: z.enum(viewAudiences),
  /** Of a board for a team; null for any other. */
  teamId: id.nullable(),
};
export const boardHead = z.object({
  /** Null: the caller's default board, never changed yet. */
  id: id.nullable(),
  isDefault: z.boolean(),
  /** Null of a default board, which goes by its phrase. */
  name: z.string().nullable(),
  audience: z.enum(viewAudiences),
  teamId: id.nullable(),
  ownerName: z.string(),
  mine: z.boolean(),
  /** What the reader may do with it; a default board is only changed. `share` is also to rename. */
  can: z.array(z.enum(boardActions)),
  /** For `If-Match` of every change of it or of its columns; 0 of one never changed. */
  version: z.number().int(),
});
export type BoardHead = z.infer<typeof boardHead>;
/** A board with its columns in their order, and nothing of what stands in them. */
export const boardOutline = boardHead.extend({ columns: z.array(column) });
export type BoardOutline = z.infer<typeof boardOutline>;

export const boardBody = z.strictObject(writtenOfBoard);
export type BoardBody = z.infer<typeof boardBody>;

const params = z.object({ boardId: boardRef });
export const columnParams = z.object({ boardId: boardRef, columnId: columnRef });
const sharing = ['boards.name_taken', 'boards.not_shared'] as const;
const changing = [
  'boards.not_found',
  'boards.not_shared',
  'boards.stale_version',
  'http.precondition_required',
] as const;

export const listBoards = defineRoute({
  operationId: 'listBoards',
  method: 'GET',
  path: '/api/v1/boards',
  summary: 'Boards that the caller sees: the default one, one’s own, those of one’s teams and of everybody',
  tag,
  access: 'tickets:read',
  responses: { 200: z.object({ items: z.array(boardHead) }) },
  errors: [],
});

export const createBoard = defineRoute({
  operationId: 'createBoard',
  method: 'POST',
  path: '/api/v1/boards',
  summary: 'Make a board: a copy of another with its columns, or one without any',
  tag,
  access: 'tickets:read',
  body: z.strictObject({ ...writtenOfBoard, copyOf: boardRef.nullable() }),
  responses: { 201: boardOutline },
  errors: [...sharing, 'boards.not_found', 'boards.too_many'],
});

export const updateBoard = defineRoute({
  operationId: 'updateBoard',
  method: 'PATCH',
  path: '/api/v1/boards/{boardId}',
  summary: 'Rename a board, or change with whom it is shared; a default board is neither renamed nor shared',
  tag,
  access: 'tickets:read',
  params: z.object({ boardId: id }),
  body: boardBody.partial(),
  ifMatch: true,
  responses: { 200: boardOutline },
  errors: [...changing, 'boards.name_taken', 'boards.default_kept'],
});

export const deleteBoard = defineRoute({
  operationId: 'deleteBoard',
  method: 'DELETE',
  path: '/api/v1/boards/{boardId}',
  summary: 'Remove a board; it can be put back. A default board stays',
  tag,
  access: 'tickets:read',
  params: z.object({ boardId: id }),
  responses: { 204: null },
  errors: ['boards.not_found', 'boards.not_shared', 'boards.default_kept'],
});

export const restoreBoard = defineRoute({
  operationId: 'restoreBoard',
  method: 'POST',
  path: '/api/v1/boards/{boardId}/restore',
  summary: 'Put a removed board back',
  tag,
  access: 'tickets:read',
  params: z.object({ boardId: id }),
  responses: { 200: boardOutline },
  errors: ['boards.not_found', 'boards.not_shared', 'boards.name_taken', 'boards.too_many'],
});

export const addColumn = defineRoute({
  operationId: 'addColumn',
  method: 'POST',
  path: '/api/v1/boards/{boardId}/columns',
  summary: 'Add a column behind the others; of a saved view, with its filter, sort, name and colour',
  tag,
  access: 'tickets:read',
  params,
  body: columnBody,
  ifMatch: true,
  /** The new column is the last. */
  responses: { 201: boardOutline },
  errors: [...changing, 'boards.too_many_columns', 'boards.column_unnamed'],
});

export const updateColumn = defineRoute({
  operationId: 'updateColumn',
  method: 'PATCH',
  path: '/api/v1/boards/{boardId}/columns/{columnId}',
  summary: 'Change a column: name, colour, filter, sort, what its cards show',
  tag,
  access: 'tickets:read',
  params: columnParams,
  body: columnBody.partial(),
  ifMatch: true,
  responses: { 200: boardOutline },
  errors: [...changing, 'boards.column_not_found', 'boards.column_unnamed'],
});

export const removeColumn = defineRoute({
  operationId: 'removeColumn',
  method: 'DELETE',
  path: '/api/v1/boards/{boardId}/columns/{columnId}',
  summary: 'Remove a column; it can be put back',
  tag,
  access: 'tickets:read',
  params: columnParams,
  ifMatch: true,
  responses: { 200: boardOutline },
  errors: [...changing, 'boards.column_not_found'],
});

export const restoreColumn = defineRoute({
  operationId: 'restoreColumn',
  method: 'POST',
  path: '/api/v1/boards/{boardId}/columns/{columnId}/restore',
  summary: 'Put a removed column back where it stood; its id stays the same',
  tag,
  access: 'tickets:read',
  params: columnParams,
  ifMatch: true,
  responses: { 200: boardOutline },
  errors: [...changing, 'boards.column_not_found', 'boards.too_many_columns'],
});

export const orderColumns = defineRoute({
  operationId: 'orderColumns',
  method: 'PUT',
  path: '/api/v1/boards/{boardId}/columns/order',
  summary: 'Put the columns of a board in this order: every one of them, once',
  tag,
  access: 'tickets:read',
  params,
  body: z.strictObject({ columnIds: z.array(columnRef).max(boardColumnsMax) }),
  ifMatch: true,
  responses: { 200: boardOutline },
  errors: [...changing, 'boards.column_not_found'],
});

export const restoreDefaultColumns = defineRoute({
  operationId: 'restoreDefaultColumns',
  method: 'POST',
  path: '/api/v1/boards/{boardId}/columns/restore-defaults',
  summary:
    'The three built-in columns in front as they were at first; columns of one’s own stay, behind them',
  tag,
  access: 'tickets:read',
  params,
  ifMatch: true,
  responses: { 200: boardOutline },
  errors: [...changing, 'boards.too_many_columns'],
});

export const ownBoardRoutes = [
  listBoards,
  createBoard,
  updateBoard,
  deleteBoard,
  restoreBoard,
  addColumn,
  orderColumns,
  restoreDefaultColumns,
  updateColumn,
  removeColumn,
  restoreColumn,
];
