import { z } from 'zod';
import { id } from './common.ts';
import { proposalStates } from './events.ts';
import { defineRoute } from './route.ts';

const tag = 'tickets';

export const trustSender = defineRoute({
  operationId: 'trustSender',
  method: 'PUT',
  path: '/api/v1/tickets/{ticketId}/messages/{messageId}/trust',
  summary: 'Let whoever wrote a marked message take part in the conversation, or mark them again',
  tag,
  access: 'tickets:reply',
  params: z.object({ ticketId: id, messageId: id }),
  body: z.object({ trusted: z.boolean() }),
  responses: { 204: null },
  errors: ['tickets.not_found', 'messages.not_found'],
});

export const settleProposedRequester = defineRoute({
  operationId: 'settleProposedRequester',
  method: 'PUT',
  path: '/api/v1/tickets/{ticketId}/proposed-requester',
  summary: 'Make the author of a forwarded mail the requester, or not; `open` takes either back',
  tag,
  access: 'tickets:reply',
  params: z.object({ ticketId: id }),
  body: z.object({ state: z.enum(proposalStates) }),
  responses: { 204: null },
  errors: ['tickets.not_found', 'tickets.no_proposal', 'tickets.stale_version'],
});

export const participantRoutes = [trustSender, settleProposedRequester];
