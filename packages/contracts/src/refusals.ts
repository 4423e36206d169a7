import { z } from 'zod';
import { outboxItem } from './channels.ts';
import { id } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'channels';

const params = z.object({ outboundId: id });

export const resendToRecipient = defineRoute({
  operationId: 'resendToRecipient',
  method: 'POST',
  path: '/api/v1/outbox/{outboundId}/refused/resend',
  summary:
    'Send a mail again only to a recipient that was refused, at the same address or a corrected one, with the same Message-ID',
  tag,
  access: 'tickets:reply',
  params,
  body: z.object({ address: z.string().min(3).max(320), correctedTo: z.email().max(254) }),
  responses: { 200: outboxItem },
  errors: ['outbox.not_found', 'outbox.not_refused'],
});

export const dropRecipient = defineRoute({
  operationId: 'dropRecipient',
  method: 'POST',
  path: '/api/v1/outbox/{outboundId}/refused/remove',
  summary: 'Leave a recipient that was refused without the mail; the others keep it',
  tag,
  access: 'tickets:reply',
  params,
  body: z.object({ address: z.string().min(3).max(320) }),
  responses: { 200: outboxItem },
  errors: ['outbox.not_found', 'outbox.not_refused'],
});

export const refusalRoutes = [resendToRecipient, dropRecipient];
