import { z } from 'zod';
import { defineRoute } from './route.ts';

/** Longest time after closing in which an answer may reopen, in days. */
export const reopenDaysMax = 365;

/** How tickets behave in this organisation. */
export const ticketRules = z.object({
  /** Days after closing during which a customer's answer reopens the ticket; 0: it opens another one, linked. */
  reopenDays: z.number().int().min(0).max(reopenDaysMax),
});
export type TicketRules = z.infer<typeof ticketRules>;

const tag = 'tickets';

export const getTicketRules = defineRoute({
  operationId: 'getTicketRules',
  method: 'GET',
  path: '/api/v1/ticket-rules',
  summary: 'How tickets behave in this organisation',
  tag,
  access: 'organization:manage',
  responses: { 200: ticketRules },
  errors: [],
});

export const setTicketRules = defineRoute({
  operationId: 'setTicketRules',
  method: 'PUT',
  path: '/api/v1/ticket-rules',
  summary: 'Change how tickets behave in this organisation, from the next mail on',
  tag,
  access: 'organization:manage',
  body: ticketRules,
  responses: { 200: ticketRules },
  errors: [],
});

export const ticketRuleRoutes = [getTicketRules, setTicketRules];
