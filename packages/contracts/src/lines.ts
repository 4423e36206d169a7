import { z } from 'zod';
import { id, oneLine } from './common.ts';
import { linesMax, notices } from './department-rules.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'lines';

/** A kind of customers, such as schools or companies; whom it tells is added to whom the department tells (W1). */
export const line = z.object({
  id,
  name: z.string(),
  active: z.boolean(),
  position: z.number().int(),
  notices,
  version: z.number().int(),
});
export type Line = z.infer<typeof line>;

export const listLines = defineRoute({
  operationId: 'listLines',
  method: 'GET',
  path: '/api/v1/lines',
  summary: 'Lines in their order, retired ones included',
  tag,
  access: 'agents:read',
  responses: { 200: z.object({ items: z.array(line).max(linesMax) }) },
  errors: [],
});

export const createLine = defineRoute({
  operationId: 'createLine',
  method: 'POST',
  path: '/api/v1/lines',
  summary: 'Make a line, last in order',
  tag,
  access: 'departments:manage',
  body: z.object({ name: oneLine(80) }),
  responses: { 201: line },
  errors: ['lines.name_taken', 'lines.too_many'],
});

export const updateLine = defineRoute({
  operationId: 'updateLine',
  method: 'PATCH',
  path: '/api/v1/lines/{lineId}',
  summary: 'Change a line; a retired one stays on its tickets. Each notice that is named is replaced whole',
  tag,
  access: 'departments:manage',
  params: z.object({ lineId: id }),
  body: z.object({
    name: oneLine(80).optional(),
    active: z.boolean().optional(),
    notices: notices.optional(),
  }),
  ifMatch: true,
  responses: { 200: line },
  errors: [
    'lines.not_found',
    'lines.name_taken',
    'lines.stale_version',
    'agents.not_found',
    'teams.not_found',
    'http.precondition_required',
  ],
});

export const setTicketLine = defineRoute({
  operationId: 'setTicketLine',
  method: 'PUT',
  path: '/api/v1/tickets/{ticketId}/line',
  summary: 'Say of which line a ticket is; a new one has that of its organization',
  tag: 'tickets',
  access: 'tickets:classify',
  params: z.object({ ticketId: id }),
  body: z.object({ lineId: id.nullable() }),
  responses: { 200: ticketCard },
  errors: ['tickets.not_found', 'tickets.beyond_scope', 'lines.not_found', 'lines.retired'],
});

export const lineRoutes = [listLines, createLine, updateLine, setTicketLine];
