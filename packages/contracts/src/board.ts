import { z } from 'zod';
import { cappedCount, cursor, id, instant, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'board';

export const boardColumnKeys = ['new', 'answered', 'your_turn'] as const;
export const boardColumnKey = z.enum(boardColumnKeys);
export type BoardColumnKey = z.infer<typeof boardColumnKey>;

export const boardColumn = z.object({
  key: boardColumnKey,
  count: cappedCount,
  items: z.array(ticketCard),
  nextCursor: cursor.nullable(),
});
export const board = z.object({
  columns: z.array(boardColumn),
  /** Position of the log that this answer already includes; live frames up to it add nothing. */
  position: z.number().int(),
});
export type Board = z.infer<typeof board>;

export const getBoard = defineRoute({
  operationId: 'getBoard',
  method: 'GET',
  path: '/api/v1/board',
  summary: 'The three columns of the desk for whoever asks: one’s own tickets and those that nobody has (P3)',
  tag,
  access: 'tickets:read',
  query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(25) }),
  responses: { 200: board },
  errors: [],
});

export const getBoardColumn = defineRoute({
  operationId: 'getBoardColumn',
  method: 'GET',
  path: '/api/v1/board/{column}',
  summary: 'Further cards of one column',
  tag,
  access: 'tickets:read',
  params: z.object({ column: boardColumnKey }),
  query: pageQuery,
  responses: { 200: page(ticketCard) },
  errors: [],
});

export const getColumnNeighbours = defineRoute({
  operationId: 'getColumnNeighbours',
  method: 'GET',
  path: '/api/v1/board/{column}/neighbours/{ticketId}',
  summary:
    'The cards above and below a ticket in one column of the caller’s board, also when it no longer stands there',
  tag,
  access: 'tickets:read',
  params: z.object({ column: boardColumnKey, ticketId: id }),
  responses: { 200: z.object({ previous: ticketCard.nullable(), next: ticketCard.nullable() }) },
  errors: ['tickets.not_found'],
});

export const getLastClosed = defineRoute({
  operationId: 'getLastClosed',
  method: 'GET',
  path: '/api/v1/board/last-closed',
  summary: 'When the last of the caller’s own tickets was closed, for an empty board; null: none ever was',
  tag,
  access: 'tickets:read',
  responses: { 200: z.object({ at: instant.nullable() }) },
  errors: [],
});

export const getBoardFigures = defineRoute({
  operationId: 'getBoardFigures',
  method: 'GET',
  path: '/api/v1/board/figures',
  summary: 'How the caller’s day goes; the day begins at midnight where the organisation is',
  tag,
  access: 'tickets:read',
  responses: {
    200: z.object({
      /** The caller’s own tickets that were answered or ended today. */
      attended: z.number().int(),
      /** Median time from arrival to first answer of those first answered today, in ms; null: none was. */
      firstAnswerMs: z.number().int().nullable(),
      /** Tickets of «Nuevos» and «Te toca» where nothing has happened since before today. */
      sinceBeforeToday: cappedCount,
    }),
  },
  errors: [],
});

/** How many cards one refresh may ask for. */
export const cardsPerRefreshMax = 100;

export const getCards = defineRoute({
  operationId: 'getCards',
  method: 'GET',
  path: '/api/v1/board/cards',
  summary:
    'Present state of the named tickets and the column of the caller’s board each stands in; those not visible are absent',
  tag,
  access: 'tickets:read',
  query: z.object({ ids: z.string().max(cardsPerRefreshMax * 37) }),
  responses: {
    200: z.object({
      items: z.array(z.object({ column: boardColumnKey.nullable(), card: ticketCard })),
      counts: z.record(boardColumnKey, cappedCount),
    }),
  },
  errors: [],
});

export const boardRoutes = [
  getBoard,
  getBoardColumn,
  getLastClosed,
  getBoardFigures,
  getColumnNeighbours,
  getCards,
];
