import { z } from 'zod';
import { id, instant, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';
import { deliveryStates } from './ticket-message.ts';

const tag = 'mailer';

export const systemMailKinds = [
  'password_reset',
  'password_changed',
  'invitation',
  'two_factor_removed',
  'outgoing_test',
  'backup_failed',
  'backup_late',
  'mailbox_failing',
  'mailbox_recovered',
  'mailbox_not_sending',
  'mailbox_sending_again',
  'new_problems',
  'ticket_created',
  'ticket_assigned',
  'ticket_assigned_to_you',
  'ticket_flagged',
  'ticket_customer_wrote',
  'ticket_closed',
  'ticket_reassigned',
  'ticket_warned',
  'ticket_breached',
  'ticket_digest',
] as const;
export type SystemMailKind = (typeof systemMailKinds)[number];

/** Mail of the product itself to its own people. `local`: no outgoing server is set, and it can be read here. */
export const systemMail = z.object({
  id,
  kind: z.enum(systemMailKinds),
  to: z.string(),
  toName: z.string(),
  subject: z.string(),
  state: z.enum(deliveryStates),
  local: z.boolean(),
  attempts: z.number().int(),
  nextTryAt: instant.nullable(),
  sentAt: instant.nullable(),
  serverSaid: z.string().nullable(),
  createdAt: instant,
});
export type SystemMail = z.infer<typeof systemMail>;

export const listSystemMails = defineRoute({
  operationId: 'listSystemMails',
  method: 'GET',
  path: '/api/v1/system-mails',
  summary: 'Mail of the product itself, newest first; without its text',
  tag,
  access: 'agents:manage',
  query: pageQuery,
  responses: { 200: page(systemMail) },
  errors: [],
});

export const getSystemMail = defineRoute({
  operationId: 'getSystemMail',
  method: 'GET',
  path: '/api/v1/system-mails/{systemMailId}',
  summary: 'One of them; with its text where it stayed here. Its links let in, so each look is written down',
  tag,
  access: 'agents:manage',
  params: z.object({ systemMailId: id }),
  responses: { 200: systemMail.extend({ text: z.string().nullable() }) },
  errors: ['system_mails.not_found'],
});

export const sendTestMail = defineRoute({
  operationId: 'sendTestMail',
  method: 'POST',
  path: '/api/v1/system-mails/test',
  summary: 'Send a mail to oneself by the server that system mail goes by, to see whether it arrives',
  tag,
  access: 'mailboxes:manage',
  responses: { 202: systemMail },
  errors: [],
});

export const mailerRoutes = [listSystemMails, getSystemMail, sendTestMail];
