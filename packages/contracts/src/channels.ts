import { z } from 'zod';
import { id, instant, oneLine, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';
import { deliveryStates } from './ticket-message.ts';

const tag = 'channels';
/** Folder that fetched mail is moved to unless another is chosen. */
export const defaultMoveFolder = 'Ventanilla';
/** Largest raw mail taken, in bytes. */
export const mailBytesMax = 40 * 1024 * 1024;

export const intakeActions = ['created', 'appended', 'duplicate', 'ignored', 'quarantined'] as const;

/** What became of one received mail. */
export const intakeResult = z.object({
  action: z.enum(intakeActions),
  ticketId: id.nullable(),
  ticketNumber: z.number().int().nullable(),
  messageId: id.nullable(),
  authorRole: z.enum(['customer', 'agent', 'system']),
  requester: z.object({ id, name: z.string(), address: z.string().nullable() }).nullable(),
  autoReplySent: z.boolean(),
  /** `linked`: a new ticket that continues a closed one; `auto`: automatic mail; `reopened`; `late`… */
  flags: z.array(z.string()),
});
export type IntakeResult = z.infer<typeof intakeResult>;

export const intakeState = z.object({
  intakeId: id,
  state: z.enum(['waiting', 'done', 'set_aside']),
  attempts: z.number().int(),
  error: z.string().nullable(),
  result: intakeResult.nullable(),
});

export const intakeEmail = defineRoute({
  operationId: 'intakeEmail',
  method: 'POST',
  path: '/api/v1/intake/email',
  summary: 'Hand over one raw mail (RFC 5322). Stored first; answers what became of it, or 202 after 10 s',
  tag,
  access: 'intake:write',
  query: z.object({
    /** Address it was delivered to; decides the mailbox. Without it, the first known one of To and Cc. */
    recipient: z.string().max(320).optional(),
  }),
  rawBody: { contentTypes: ['message/rfc822', 'application/octet-stream'], bytesMax: mailBytesMax },
  responses: { 200: intakeResult, 202: z.object({ intakeId: id }) },
  errors: ['intake.empty', 'intake.unknown_recipient', 'http.too_large', 'http.unsupported_media_type'],
});

export const getIntake = defineRoute({
  operationId: 'getIntake',
  method: 'GET',
  path: '/api/v1/intake/{intakeId}',
  summary: 'What became of a mail handed over before',
  tag,
  access: 'intake:write',
  params: z.object({ intakeId: id }),
  responses: { 200: intakeState },
  errors: ['intake.not_found'],
});

const host = z.string().trim().min(1).max(253);
const port = z.number().int().min(1).max(65_535);
const security = z.enum(['tls', 'starttls', 'none']);

export const serverSettings = z.object({
  host,
  port,
  security,
  user: z.string().max(320),
  /** Written only; never given back. Leave out to keep the one stored. */
  password: z.string().max(1000).optional(),
});

const serverShown = serverSettings.omit({ password: true }).extend({ hasPassword: z.boolean() });

export const mailbox = z.object({
  id,
  name: z.string(),
  address: z.string(),
  state: z.enum(['active', 'paused', 'failing']),
  imap: serverShown.nullable(),
  smtp: serverShown.nullable(),
  afterFetch: z.enum(['mark_read', 'move']),
  moveTo: z.string(),
  readSent: z.boolean(),
  plusAddresses: z.boolean(),
  lastFetchedAt: instant.nullable(),
  lastError: z.string().nullable(),
  version: z.number().int(),
});
export type Mailbox = z.infer<typeof mailbox>;

/** Without defaults: a change that leaves a field out must not set it. */
const mailboxFields = z.object({
  name: oneLine(120),
  address: z.email().max(254),
  imap: serverSettings.nullable(),
  smtp: serverSettings.nullable(),
  /** Leave each fetched mail and mark it read, or move it to the folder `moveTo`, which is made where it is missing. */
  afterFetch: z.enum(['mark_read', 'move']),
  moveTo: oneLine(200),
  /** Take answers that somebody wrote in a mail program from the Sent folder, from now on. */
  readSent: z.boolean(),
  /** Mail to `box+anything@domain` arrives: answers come back to a signed address of this kind. */
  plusAddresses: z.boolean(),
});

const mailboxInput = mailboxFields.extend({
  imap: mailboxFields.shape.imap.default(null),
  smtp: mailboxFields.shape.smtp.default(null),
  afterFetch: mailboxFields.shape.afterFetch.default('mark_read'),
  moveTo: mailboxFields.shape.moveTo.default(defaultMoveFolder),
  readSent: mailboxFields.shape.readSent.default(true),
  plusAddresses: mailboxFields.shape.plusAddresses.default(true),
  /** Take in what is already there too, in the background, beside what comes from now on. */
  withHistory: z.boolean().default(false),
});

export const listMailboxes = defineRoute({
  operationId: 'listMailboxes',
  method: 'GET',
  path: '/api/v1/mailboxes',
  summary: 'Mailboxes with their health',
  tag,
  access: 'mailboxes:manage',
  responses: { 200: z.object({ items: z.array(mailbox) }) },
  errors: [],
});

/** How far the trial of one server got. */
export const serverTest = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({
      /** Its name is known; something listens there; the line is encrypted; user and password are right. */
      key: z.enum(['find', 'connect', 'secure', 'sign_in']),
      /** `skipped`: not wanted, or not reached. */
      state: z.enum(['ok', 'failed', 'skipped']),
      ms: z.number().int().nullable(),
    }),
  ),
  /** What is wrong: its code and a sentence with the server's own words; null: nothing. */
  problem: z.object({ code: z.string(), text: z.string() }).nullable(),
});
export type ServerTest = z.infer<typeof serverTest>;

export const testMailbox = defineRoute({
  operationId: 'testMailbox',
  method: 'POST',
  path: '/api/v1/mailboxes/test',
  summary:
    'Try the servers of a mailbox without keeping anything; says step by step what works and what is wrong',
  tag,
  access: 'mailboxes:manage',
  body: z.object({
    imap: serverSettings.nullable(),
    smtp: serverSettings.nullable(),
    /** A password left out is taken from this mailbox, for the same server and user only. */
    mailboxId: id.optional(),
  }),
  responses: { 200: z.object({ imap: serverTest.nullable(), smtp: serverTest.nullable() }) },
  errors: [],
});

export const createMailbox = defineRoute({
  operationId: 'createMailbox',
  method: 'POST',
  path: '/api/v1/mailboxes',
  summary: 'Add a mailbox; fetching starts at once, from now on unless history is asked for',
  tag,
  access: 'mailboxes:manage',
  body: mailboxInput,
  responses: { 201: mailbox },
  errors: ['mailboxes.address_taken'],
});

export const updateMailbox = defineRoute({
  operationId: 'updateMailbox',
  method: 'PATCH',
  path: '/api/v1/mailboxes/{mailboxId}',
  summary: 'Change or pause a mailbox',
  tag,
  access: 'mailboxes:manage',
  params: z.object({ mailboxId: id }),
  body: mailboxFields.partial().extend({ paused: z.boolean().optional() }),
  ifMatch: true,
  responses: { 200: mailbox },
  errors: [
    'mailboxes.not_found',
    'mailboxes.address_taken',
    'mailboxes.stale_version',
    'http.precondition_required',
  ],
});

/** One outgoing mail as the administrator sees it in «Correo saliente». */
export const outboxItem = z.object({
  id,
  messageId: id,
  ticketId: id,
  ticketNumber: z.number().int(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  state: z.enum(deliveryStates),
  local: z.boolean(),
  attempts: z.number().int(),
  nextTryAt: instant.nullable(),
  sentAt: instant.nullable(),
  serverSaid: z.string().nullable(),
  createdAt: instant,
});
export type OutboxItem = z.infer<typeof outboxItem>;

export const listOutbox = defineRoute({
  operationId: 'listOutbox',
  method: 'GET',
  path: '/api/v1/outbox',
  summary: 'Outgoing mail, newest first',
  tag,
  access: 'outbox:read',
  query: pageQuery.extend({ state: z.enum(deliveryStates).optional() }),
  responses: { 200: page(outboxItem) },
  errors: [],
});

export const getOutboxItem = defineRoute({
  operationId: 'getOutboxItem',
  method: 'GET',
  path: '/api/v1/outbox/{outboundId}',
  summary: 'One outgoing mail with its text',
  tag,
  access: 'outbox:read',
  params: z.object({ outboundId: id }),
  responses: { 200: outboxItem.extend({ text: z.string(), rfcMessageId: z.string() }) },
  errors: ['outbox.not_found'],
});

export const retryOutboxItem = defineRoute({
  operationId: 'retryOutboxItem',
  method: 'POST',
  path: '/api/v1/outbox/{outboundId}/retry',
  summary: 'Try a failed mail again, or one that waits after a failure, now and with the same Message-ID',
  tag,
  access: 'tickets:reply',
  params: z.object({ outboundId: id }),
  responses: { 200: outboxItem },
  errors: ['outbox.not_found', 'outbox.not_failed'],
});

export const channelRoutes = [
  intakeEmail,
  getIntake,
  listMailboxes,
  testMailbox,
  createMailbox,
  updateMailbox,
  listOutbox,
  getOutboxItem,
  retryOutboxItem,
];
