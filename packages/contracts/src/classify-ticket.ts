import { z } from 'zod';
import { id } from './common.ts';
import { defineRoute } from './route.ts';
import { classifyErrors, classifying, ticketClassification } from './ticket-classification.ts';
import { ticketCard } from './tickets.ts';

export const classifyTicket = defineRoute({
  operationId: 'classifyTicket',
  method: 'PATCH',
  path: '/api/v1/tickets/{ticketId}/classification',
  summary: 'Set type, subject, priority, flag, due date, tags and fields of a ticket, open or closed',
  tag: 'tickets',
  access: 'tickets:classify',
  params: z.object({ ticketId: id }),
  body: classifying,
  responses: { 200: z.object({ ticket: ticketCard, classification: ticketClassification }) },
  errors: classifyErrors,
});
