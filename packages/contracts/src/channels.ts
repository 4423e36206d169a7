import { z } from 'zod';
import { id, instant, oneLine, page, pageQuery } from './common.ts';
import { mailProviders } from './mail-oauth.ts';
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

/** How one signs in: with a password, or by what the provider agreed to. */
export const mailAccess = z.enum(['password', ...mailProviders]);

/** With `access` by a provider its own servers are used, whatever `host`, `port` and `security` say. */
export const serverSettings = z.object({
  host,
  port,
  security,
  user: z.string().max(320),
  access: mailAccess.default('password'),
  /** Written only; never given back. Leave out to keep the one stored. */
  password: z.string().max(1000).optional(),
});

const serverShown = serverSettings.omit({ password: true }).extend({ hasPassword: z.boolean() });

export const mailbox = z.object({
  id,
  name: z.string(),
  address: z.string(),
  /** Other addresses whose mail arrives here, and from which it answers what was sent to them. */
  aliases: z.array(z.string()),
  /** The one that answers where no other is named, and sends the product's own mail. */
  isDefault: z.boolean(),
  /** New tickets of this mailbox are of this department; it answers for those of it that no mailbox brought. */
  departmentId: id.nullable(),
  state: z.enum(['active', 'paused', 'failing']),
  imap: serverShown.nullable(),
  smtp: serverShown.nullable(),
  /** The account that agreed at a provider; `withdrawn`: until it agrees again nothing is fetched or sent. */
  consent: z
    .object({
      provider: z.enum(mailProviders),
      account: z.string(),
      grantedAt: instant,
      withdrawn: z.boolean(),
    })
    .nullable(),
  afterFetch: z.enum(['mark_read', 'move']),
  moveTo: z.string(),
  readSent: z.boolean(),
  plusAddresses: z.boolean(),
  lastFetchedAt: instant.nullable(),
  lastError: z.string().nullable(),
  lastErrorCode: z.string().nullable(),
  /** Servers of before their last change are kept and can be restored. */
  hasPrevious: z.boolean(),
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
  aliases: z.array(z.email().max(254)).max(50),
});

const mailboxInput = mailboxFields.extend({
  imap: mailboxFields.shape.imap.default(null),
  smtp: mailboxFields.shape.smtp.default(null),
  afterFetch: mailboxFields.shape.afterFetch.default('mark_read'),
  moveTo: mailboxFields.shape.moveTo.default(defaultMoveFolder),
  readSent: mailboxFields.shape.readSent.default(true),
  plusAddresses: mailboxFields.shape.plusAddresses.default(true),
  aliases: mailboxFields.shape.aliases.default([]),
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

export const testStepKeys = ['find', 'connect', 'secure', 'sign_in', 'folder', 'send'] as const;

/** What a step of a trial found. */
export const testDetail = z.object({
  /** Addresses of the name; kind of encryption; mails in the inbox; the test mail that was taken. */
  kind: z.enum(['addresses', 'tls', 'mails', 'sent']),
  count: z.number().int().nullable(),
  protocol: z.string().nullable(),
  /** When the certificate ends. */
  validTo: instant.nullable(),
  to: z.string().nullable(),
});
export type TestDetail = z.infer<typeof testDetail>;

/** What the domain says about mail from it; `unknown` where the domain name system did not answer or cannot tell. */
export const domainTest = z.object({
  domain: z.string(),
  ms: z.number().int(),
  spf: z.enum(['ok', 'missing', 'unknown']),
  /** Found under one of the customary selectors; elsewhere it cannot be looked up. */
  dkim: z.enum(['ok', 'unknown']),
  dmarc: z.enum(['ok', 'missing', 'unknown']),
});
export type DomainTest = z.infer<typeof domainTest>;

/** How far the trial of one server got. */
export const serverTest = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({
      /**
       * Its name is known; something listens there; the line is encrypted; user and password are right; the inbox
       * can be read (incoming); a test mail was taken (outgoing, where asked for).
       */
      key: z.enum(testStepKeys),
      /** `skipped`: not wanted, or not reached. */
      state: z.enum(['ok', 'failed', 'skipped']),
      ms: z.number().int().nullable(),
      detail: testDetail.nullable(),
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
    /** The address that answers: its domain is looked at, and the test mail comes from it. */
    address: z.email().max(254).optional(),
    /** Send a test mail to whoever asks, once the outgoing server let us in; needs `address`. */
    sendTest: z.boolean().default(false),
  }),
  responses: {
    200: z.object({
      imap: serverTest.nullable(),
      smtp: serverTest.nullable(),
      domain: domainTest.nullable(),
    }),
  },
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
  body: mailboxFields.partial().extend({
    paused: z.boolean().optional(),
    /** Only true: the default one passes it on by another's taking it. */
    isDefault: z.literal(true).optional(),
    departmentId: id.nullable().optional(),
  }),
  ifMatch: true,
  responses: { 200: mailbox },
  errors: [
    'mailboxes.not_found',
    'mailboxes.address_taken',
    'mailboxes.stale_version',
    'mailboxes.secret_unreadable',
    'departments.not_found',
    'departments.retired',
    'http.precondition_required',
  ],
});

export const restoreMailbox = defineRoute({
  operationId: 'restoreMailbox',
  method: 'POST',
  path: '/api/v1/mailboxes/{mailboxId}/restore',
  summary: 'Go back to the servers and passwords of before their last change; done twice, forward again',
  tag,
  access: 'mailboxes:manage',
  params: z.object({ mailboxId: id }),
  ifMatch: true,
  responses: { 200: mailbox },
  errors: [
    'mailboxes.not_found',
    'mailboxes.stale_version',
    'mailboxes.nothing_before',
    'http.precondition_required',
  ],
});

export const disconnectMailbox = defineRoute({
  operationId: 'disconnectMailbox',
  method: 'POST',
  path: '/api/v1/mailboxes/{mailboxId}/disconnect',
  summary:
    'Fetch and send by a mailbox no longer, and forget its secrets. Its tickets stay; the default mailbox answers them',
  tag,
  access: 'mailboxes:manage',
  params: z.object({ mailboxId: id }),
  ifMatch: true,
  responses: { 204: null },
  errors: [
    'mailboxes.not_found',
    'mailboxes.stale_version',
    'mailboxes.last_one',
    'mailboxes.mails_waiting',
    'http.precondition_required',
  ],
});

const guessedServer = z.object({ host: z.string(), port: z.number().int(), security });

export const guessMailbox = defineRoute({
  operationId: 'guessMailbox',
  method: 'POST',
  path: '/api/v1/mailboxes/guess',
  summary: 'Where the mail of an address probably is: by its domain, else by the servers that receive for it',
  tag,
  access: 'mailboxes:manage',
  body: z.object({ address: z.email().max(254) }),
  responses: {
    200: z.object({
      provider: z.enum([...mailProviders, 'icloud', 'yahoo', 'zoho', 'other']),
      /** How that is known; `guess`: customary names in its domain. */
      by: z.enum(['domain', 'mx', 'guess']),
      imap: guessedServer,
      smtp: guessedServer,
    }),
  },
  errors: [],
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
  restoreMailbox,
  disconnectMailbox,
  guessMailbox,
  listOutbox,
  getOutboxItem,
  retryOutboxItem,
];
