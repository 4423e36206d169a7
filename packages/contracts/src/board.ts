import { z } from 'zod';
import { cappedCount, id, instant } from './common.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'board';

export const boardColumnKeys = ['new', 'answered', 'your_turn'] as const;
export const boardColumnKey = z.enum(boardColumnKeys);
export type BoardColumnKey = z.infer<typeof boardColumnKey>;

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

export const boardRoutes = [getLastClosed, getBoardFigures, getColumnNeighbours];
