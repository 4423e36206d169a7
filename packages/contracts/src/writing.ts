import { z } from 'zod';
import { id, instant } from './common.ts';
import { attachment, attachmentsPerMessageMax } from './files.ts';
import { defineRoute } from './route.ts';
import { ticketMessage } from './ticket-message.ts';
import { ticketCard } from './tickets.ts';
import { ccMax, messageLengthMax, scheduledReply, writtenReply } from './written.ts';

const tag = 'writing';

export const draftKinds = ['reply', 'note'] as const;
export const draftKind = z.enum(draftKinds);
export type DraftKind = z.infer<typeof draftKind>;

/** Longest address in copy that a draft keeps, in characters: it may be half written. */
export const draftAddressLengthMax = 320;
/** Days that what was discarded or overwritten can be brought back. */
export const draftVersionDaysKept = 7;
/** Snapshots kept of one draft. */
export const draftVersionsMax = 10;

const draftContent = z.object({
  /** Sanitised; images as `upload:UPLOAD_ID`. */
  html: z.string(),
  text: z.string(),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  /** Of those asked for, the ones that still can be sent; images of the text are among them, `inline` true. */
  uploads: z.array(attachment),
  /** The last message the writer had seen. */
  seenMessageId: id.nullable(),
  /** The message it is an answer to; null: to the whole conversation. */
  answersMessageId: id.nullable(),
  /** The address that it is to leave from; null: the one that the customer wrote to. */
  from: z.string().nullable(),
});

/** What somebody has written and not sent: one a ticket, agent and kind. Nobody else reads it. */
export const draft = draftContent.extend({
  ticketId: id,
  kind: draftKind,
  /** Grows with each save; to be given back with the next one. */
  rev: z.number().int(),
  updatedAt: instant,
});
export type Draft = z.infer<typeof draft>;

/** A snapshot that can be brought back by saving its content as the draft. */
export const draftVersion = draftContent.extend({
  id,
  savedAt: instant,
  /**
   * `saved` from time to time; `shortened` before much of it vanished; `conflict` of two devices that wrote at
   * once; `discarded`; `replaced` by an answer that came back, or that answer itself.
   */
  reason: z.enum(['saved', 'shortened', 'conflict', 'discarded', 'replaced']),
});
export type DraftVersion = z.infer<typeof draftVersion>;

const ticketParams = z.object({ ticketId: id });
const draftParams = ticketParams.extend({ kind: draftKind });
const scheduledParams = ticketParams.extend({ scheduledReplyId: id });

export const listDrafts = defineRoute({
  operationId: 'listDrafts',
  method: 'GET',
  path: '/api/v1/tickets/{ticketId}/drafts',
  summary: "The caller's own drafts on a ticket, and who else has one, without its content",
  tag,
  access: 'tickets:read',
  params: ticketParams,
  responses: {
    200: z.object({
      mine: z.array(draft),
      others: z.array(
        z.object({ agent: z.object({ id, name: z.string() }), kind: draftKind, updatedAt: instant }),
      ),
    }),
  },
  errors: ['tickets.not_found'],
});

export const saveDraft = defineRoute({
  operationId: 'saveDraft',
  method: 'PUT',
  path: '/api/v1/tickets/{ticketId}/drafts/{kind}',
  summary:
    'Keep what is being written; refused when another device saved since `rev`, and then both contents are kept as versions',
  tag,
  access: 'tickets:note',
  params: draftParams,
  body: z.object({
    html: z.string().max(messageLengthMax),
    cc: z.array(z.string().max(draftAddressLengthMax)).max(ccMax).default([]),
    bcc: z.array(z.string().max(draftAddressLengthMax)).max(ccMax).default([]),
    uploadIds: z.array(id).max(attachmentsPerMessageMax).default([]),
    seenMessageId: id.nullable().default(null),
    answersMessageId: id.nullable().default(null),
    from: z.string().max(draftAddressLengthMax).nullable().default(null),
    /** The revision last known to this device; null where it knew of none. */
    rev: z.number().int().nullable().default(null),
  }),
  responses: { 200: draft },
  /** `drafts.stale` carries `params.rev`, the present revision, or 0 when the draft was sent or discarded. */
  errors: ['tickets.not_found', 'drafts.stale'],
});

export const discardDraft = defineRoute({
  operationId: 'discardDraft',
  method: 'DELETE',
  path: '/api/v1/tickets/{ticketId}/drafts/{kind}',
  summary: 'Throw a draft away; it can be brought back from its versions for a week',
  tag,
  access: 'tickets:note',
  params: draftParams,
  responses: { 204: null },
  errors: ['tickets.not_found'],
});

export const listDraftVersions = defineRoute({
  operationId: 'listDraftVersions',
  method: 'GET',
  path: '/api/v1/tickets/{ticketId}/drafts/{kind}/versions',
  summary: "Snapshots of the caller's draft, newest first",
  tag,
  access: 'tickets:note',
  params: draftParams,
  responses: { 200: z.object({ items: z.array(draftVersion) }) },
  errors: ['tickets.not_found'],
});

/** An address that an agent may send from: a mailbox's own or one of its aliases. */
export const fromAddress = z.object({ address: z.string(), mailboxName: z.string() });
export type FromAddress = z.infer<typeof fromAddress>;

export const listFromAddresses = defineRoute({
  operationId: 'listFromAddresses',
  method: 'GET',
  path: '/api/v1/from-addresses',
  summary:
    'The addresses that an answer may leave from: those of every mailbox that is not paused, aliases included',
  tag,
  access: 'tickets:reply',
  responses: { 200: z.object({ items: z.array(fromAddress) }) },
  errors: [],
});

/** Shortest and longest wait of an answer that can be undone, in milliseconds. */
export const replyDelayMsMin = 1_000;
export const replyDelayMsMax = 60_000;
/** An answer for later leaves a minute from now at the earliest, and within so many days. */
export const sendLaterMsMin = 60_000;
export const sendLaterDaysMax = 366;

export const scheduleReply = defineRoute({
  operationId: 'scheduleReply',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/scheduled-replies',
  summary:
    'Answer the customer after a moment in which it can be undone, or at an hour of one’s own; refused now for what would refuse it then',
  tag,
  access: 'tickets:reply',
  params: ticketParams,
  /** One of the two: how long it can be undone, or when it leaves. */
  body: writtenReply.extend({
    delayMs: z.number().int().min(replyDelayMsMin).max(replyDelayMsMax).optional(),
    sendAt: instant.optional(),
  }),
  responses: { 201: z.object({ scheduledReply }) },
  errors: [
    'tickets.fields_missing',
    'tickets.not_found',
    'tickets.beyond_scope',
    'tickets.beyond_rule',
    'tickets.closed',
    'tickets.is_spam',
    'tickets.no_reply_address',
    'messages.not_found',
    'tickets.empty_message',
    'tickets.upload_not_found',
    'tickets.too_many_files',
    'tickets.files_too_large',
    'tickets.stale_version',
    'tickets.bad_send_time',
    'tickets.from_not_available',
  ],
});

export const undoScheduledReply = defineRoute({
  operationId: 'undoScheduledReply',
  method: 'DELETE',
  path: '/api/v1/tickets/{ticketId}/scheduled-replies/{scheduledReplyId}',
  summary:
    "Stop one's own answer before it is sent and make it the draft again, or only a version of it; of one that was stopped, take it off the ticket",
  tag,
  access: 'tickets:reply',
  params: scheduledParams,
  /** `version`: what is being written now stays, and this one can be brought back from its versions. */
  query: z.object({ as: z.enum(['draft', 'version']).default('draft') }),
  /** Null only for a stopped one whose draft was sent or discarded since. */
  responses: { 200: z.object({ draft: draft.nullable() }) },
  errors: ['tickets.not_found', 'tickets.scheduled_not_found', 'tickets.already_sent'],
});

export const sendScheduledReply = defineRoute({
  operationId: 'sendScheduledReply',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/scheduled-replies/{scheduledReplyId}/send-now',
  summary: "Send one's own waiting answer at once; refused, it goes on waiting",
  tag,
  access: 'tickets:reply',
  params: scheduledParams,
  responses: { 201: z.object({ ticket: ticketCard, message: ticketMessage }) },
  errors: [
    'tickets.not_found',
    'tickets.scheduled_not_found',
    'tickets.already_sent',
    'tickets.beyond_rule',
    'tickets.closed',
    'tickets.is_spam',
    'tickets.no_reply_address',
    'tickets.from_not_available',
    'messages.not_found',
    'tickets.upload_not_found',
    'tickets.stale_version',
  ],
});

export const writingRoutes = [
  listDrafts,
  saveDraft,
  discardDraft,
  listDraftVersions,
  listFromAddresses,
  scheduleReply,
  undoScheduledReply,
  sendScheduledReply,
];
