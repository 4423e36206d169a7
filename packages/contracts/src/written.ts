import { z } from 'zod';
import { id, instant } from './common.ts';
import { attachment, attachmentsPerMessageMax } from './files.ts';

/** Longest text or HTML of one message, in characters. */
export const messageLengthMax = 200_000;

/**
 * What the composer writes and the server keeps: anything else goes. An image of the text is an upload of the
 * writer, `<img src="upload:UPLOAD_ID" alt="…">`; it need not be among `uploadIds` besides.
 */
export const writtenTags = [
  'a',
  'blockquote',
  'br',
  'code',
  'em',
  'h3',
  'img',
  'li',
  'ol',
  'p',
  'pre',
  's',
  'strong',
  'u',
  'ul',
] as const;

/** A message as somebody wrote it. Where `html` is given the plain text comes from it and `text` is not read. */
export const written = z.object({
  text: z.string().max(messageLengthMax).default(''),
  html: z.string().max(messageLengthMax).optional(),
  uploadIds: z.array(id).max(attachmentsPerMessageMax).default([]),
});

/** What is done with the ticket once the answer is sent. */
export const replyOutcomes = ['keep', 'close', 'wait'] as const;
export type AfterReply = (typeof replyOutcomes)[number];

/** Copies of one answer, at most. */
export const ccMax = 20;

export const writtenReply = written.extend({
  /** Left out: what the rule of the ticket's department says for its channel. */
  andThen: z.enum(replyOutcomes).optional(),
  cc: z.array(z.email()).max(ccMax).default([]),
  /** Copies that the other recipients do not see. */
  bcc: z.array(z.email()).max(ccMax).default([]),
  /** Puts the writer's signature under the text. */
  withSignature: z.boolean().default(false),
  /** The message it is an answer to; without one it is to the whole conversation. */
  answersMessageId: id.optional(),
  /** Another address to send from, one of `listFromAddresses`; without one the address that the customer wrote to. */
  from: z.email().max(254).optional(),
  /** The last message the writer had seen; when a newer one of the customer exists the answer is refused. */
  seenMessageId: id.optional(),
});

/** The message that another one is an answer to. */
export const answeredMessage = z.object({ id, authorName: z.string(), at: instant });
export type AnsweredMessage = z.infer<typeof answeredMessage>;

/**
 * An answer that waits for its moment. Nothing of it has happened before `dueAt`: it can be undone. `stopped`: when
 * it was due it could not be sent, for the `reason` told, and its content went back to its author.
 */
export const scheduledReply = z.object({
  id,
  ticketId: id,
  agent: z.object({ id, name: z.string() }),
  state: z.enum(['pending', 'stopped']),
  /** Dotted code of the error that stopped it, `tickets.stale_version` for one; null while pending. */
  reason: z.string().nullable(),
  createdAt: instant,
  dueAt: instant,
  andThen: z.enum(replyOutcomes),
  text: z.string(),
  /** As written, images as `upload:UPLOAD_ID`; null when it is plain text. */
  html: z.string().nullable(),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  /** Meant for a certain hour; else it only waits to be undone. */
  later: z.boolean(),
  answers: answeredMessage.nullable(),
  /** The address that it leaves from, where its writer chose one. */
  from: z.string().nullable(),
  uploads: z.array(attachment),
});
export type ScheduledReply = z.infer<typeof scheduledReply>;
