import { z } from 'zod';
import { recipientBounce } from './bounces.ts';
import { id, instant } from './common.ts';
import { attachment } from './files.ts';
import { answeredMessage } from './written.ts';

export const deliveryStates = ['queued', 'sent', 'failed'] as const;

/** What a person did about a recipient that was refused. */
export const refusalSettlements = ['removed', 'corrected'] as const;

/** One recipient of a mail that the server of the other side refused for good, while others may have got it. */
export const refusedRecipient = z.object({
  address: z.string(),
  /** The server's own words. */
  said: z.string(),
  at: instant,
  /** Null while nobody has done anything about it. */
  settled: z.enum(refusalSettlements).nullable(),
});
export type RefusedRecipient = z.infer<typeof refusedRecipient>;

const mailPerson = z.object({ name: z.string(), address: z.string() });

/** What a received mail carries beside its text. Nothing of it was verified. */
export const mailReading = z.object({
  /** A meeting that the mail proposes, changes or calls off (iCalendar). */
  calendar: z
    .object({
      /** `REQUEST`, `CANCEL`, `REPLY`, `PUBLISH`, …; null when the mail does not say. */
      method: z.string().nullable(),
      summary: z.string(),
      /** ISO 8601: in UTC where the zone is known, a bare date for whole days, else local without zone. */
      start: z.string().nullable(),
      end: z.string().nullable(),
      location: z.string().nullable(),
      organizer: mailPerson.nullable(),
      /** True when the meeting was changed after it was first sent. */
      updated: z.boolean(),
    })
    .nullable(),
  signed: z.enum(['smime', 'pgp']).nullable(),
  encrypted: z.enum(['smime', 'pgp']).nullable(),
  /** Who wrote the mail that this one passes on. */
  forwardedFrom: mailPerson.nullable(),
});
export type MailReading = z.infer<typeof mailReading>;

/** As RFC 8601 names them; `temperror`: the names could not be asked, so nothing is known. */
export const authenticationResults = [
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'temperror',
  'permerror',
] as const;
export const authenticationResult = z.enum(authenticationResults);
export type AuthenticationResult = z.infer<typeof authenticationResult>;

export const ticketMessage = z.object({
  id,
  direction: z.enum(['in', 'out']),
  visibility: z.enum(['public', 'private', 'internal']),
  author: z.object({ kind: z.enum(['customer', 'agent', 'system']), id: id.nullable(), name: z.string() }),
  /** The agent who wrote down what the author said in a call. */
  registeredBy: z.object({ id, name: z.string() }).nullable(),
  at: instant,
  /** What the author wrote, quotes apart. */
  text: z.string(),
  quotedText: z.string().nullable(),
  /** Sanitised HTML of the whole message; null when it came as plain text. */
  html: z.string().nullable(),
  hasRemoteImages: z.boolean(),
  isAuto: z.boolean(),
  from: z.string().nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  /** Who got a copy of ours unseen by the others; only agents are told. */
  bcc: z.array(z.string()),
  attachments: z.array(attachment),
  delivery: z
    .object({
      /** The outgoing mail, to try it again when it failed. */
      outboundId: id,
      state: z.enum(deliveryStates),
      attempts: z.number().int(),
      nextTryAt: instant.nullable(),
      sentAt: instant.nullable(),
      /** The other server's own words about the last failure. */
      serverSaid: z.string().nullable(),
      /** True where no outgoing server is set: the mail is in the local outbox. */
      local: z.boolean(),
      /** What came back later, newest last; a mail may have left and still not arrive. */
      bounces: z.array(recipientBounce),
      /** Recipients that a server refused for good; the others may have got it. */
      refused: z.array(refusedRecipient),
    })
    .nullable(),
  notices: z.array(z.string()),
  /** The message this one answers, where its writer chose one. */
  answers: answeredMessage.nullable(),
  /** Set for a received mail whose original is kept: what was read of it beside the text. */
  mail: mailReading.nullable(),
  /** What is proven of where it came from; null where nothing may be claimed. */
  authentication: z
    .object({
      spf: authenticationResult,
      dkim: authenticationResult,
      dmarc: authenticationResult,
      /** Checked here, or said by a server that the installation trusts. */
      by: z.enum(['us', 'hop']),
    })
    .nullable(),
  /** Other mailboxes of ours that the same mail came to. */
  alsoReceivedBy: z.array(z.string()),
});
export type TicketMessage = z.infer<typeof ticketMessage>;
