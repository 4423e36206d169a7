import { z } from 'zod';
import { id } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'channels';

/** What an administrator sets; null: as its provider allows. */
const limits = z.object({
  /** Mails tried a minute, of all processes together. */
  perMinute: z.number().int().min(1).max(1_000).nullable(),
  /** Connections to its server at a time, of each process. */
  connections: z.number().int().min(1).max(20).nullable(),
  /** Largest mail as it travels, in megabytes; files that do not fit go as links. */
  mailMegabytes: z.number().int().min(2).max(50).nullable(),
});

export const mailboxSending = z.object({
  set: limits,
  /** What holds where nothing is set; `perMinute` null: no limit of ours. */
  provider: z.object({
    perMinute: z.number().int().nullable(),
    connections: z.number().int(),
    mailMegabytes: z.number(),
  }),
  /** Of the mailbox. */
  version: z.number().int(),
});
export type MailboxSending = z.infer<typeof mailboxSending>;

const params = z.object({ mailboxId: id });

export const getMailboxSending = defineRoute({
  operationId: 'getMailboxSending',
  method: 'GET',
  path: '/api/v1/mailboxes/{mailboxId}/sending',
  summary: 'How fast and how much a mailbox sends',
  tag,
  access: 'mailboxes:manage',
  params,
  responses: { 200: mailboxSending },
  errors: ['mailboxes.not_found'],
});

export const setMailboxSending = defineRoute({
  operationId: 'setMailboxSending',
  method: 'PUT',
  path: '/api/v1/mailboxes/{mailboxId}/sending',
  summary: 'Change how fast and how much a mailbox sends',
  tag,
  access: 'mailboxes:manage',
  params,
  body: limits,
  ifMatch: true,
  responses: { 200: mailboxSending },
  errors: ['mailboxes.not_found', 'mailboxes.stale_version', 'http.precondition_required'],
});

export const sendingRoutes = [getMailboxSending, setMailboxSending];
