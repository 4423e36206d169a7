import type { Protection } from './protection.ts';
import type { SpamHeaders } from './spam-headers.ts';

/** A person or mailbox as written in a header: the decoded display name and the bare address. */
export interface Address {
  /** Decoded display name, or an empty string. */
  name: string;
  /** The bracketed address, lower-cased. */
  address: string;
}

/** A file carried by a mail. */
export interface ParsedAttachment {
  /** Never empty; at most 150 bytes; no path, control or bidirectional characters. */
  fileName: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** Without angle brackets: what a `cid:` address in the HTML names. */
  contentId: string | null;
  /** True when the HTML shows it by its content id. */
  inline: boolean;
  content: Buffer;
}

/** What a delivery status report (RFC 3464) says about one of our mails. */
export interface ParsedBounce {
  permanent: boolean;
  /** Enhanced status code such as `5.1.1`. */
  status: string | null;
  finalRecipient: string | null;
  /** The words of the server that refused, on one line. */
  said: string | null;
  /** Message-ID of the mail that could not be delivered, with angle brackets. */
  originalMessageId: string | null;
}

/** A meeting that the mail proposes, changes or calls off (iCalendar, RFC 5545 and 5546). */
export interface ParsedCalendar {
  /** `REQUEST`, `CANCEL`, `REPLY`, `PUBLISH`, …; null when the mail does not say. */
  method: string | null;
  summary: string;
  /** ISO 8601: in UTC when the time zone is known, a bare date for whole days, else local without zone. */
  start: string | null;
  end: string | null;
  location: string | null;
  organizer: Address | null;
  /** The meeting was changed since it was first proposed (`SEQUENCE` above zero). */
  updated: boolean;
}

/** Dotted keys of what was limited or guessed while reading; the desk has a phrase for each. */
export const parseNotices = [
  'mail.body_unreadable',
  'mail.encrypted',
  'mail.html_too_complex',
  'mail.signed',
  'mail.subject_truncated',
  'mail.text_truncated',
  'mail.too_deep',
  'mail.too_many_participants',
  'mail.too_many_parts',
  'mail.unreadable',
] as const;
export type ParseNotice = (typeof parseNotices)[number];

/** A mail as the rest of the system may trust it: decoded, bounded and sanitised. */
export interface ParsedMail {
  /** With angle brackets. */
  messageId: string;
  /** True when the mail had none and it was derived from headers and body. */
  messageIdGenerated: boolean;
  inReplyTo: string[];
  /** Oldest first. */
  references: string[];
  /** `address` is null when no header names a usable sender. */
  from: { name: string; address: string | null };
  /** Who handed the mail in for the author (`Sender`). */
  sender: Address[];
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  subject: string;
  /** ISO 8601 in UTC, or null when missing or not a date. */
  date: string | null;
  /** Plain rendition of the whole body, always present. */
  text: string;
  /** The part of `text` the sender wrote now. Equals `text` when nothing was cut. */
  visibleText: string;
  /** The part of `text` that repeats earlier mail, or null when nothing was cut. */
  quotedText: string | null;
  /** Sanitised; `cid:` images kept, remote ones moved to `data-remote-src`. */
  html: string | null;
  hasRemoteImages: boolean;
  attachments: ParsedAttachment[];
  autoReply: boolean;
  bounce: ParsedBounce | null;
  /** What stands after a plus sign in the addresses the mail was sent to, in lower case. */
  plusTokens: string[];
  protection: Protection;
  calendar: ParsedCalendar | null;
  /** Who wrote the mail that this one passes on, when its text says so. */
  forwardedFrom: Address | null;
  headers: {
    /** Empty string for the null sender (`<>`). */
    returnPath: string | null;
    autoSubmitted: string | null;
    precedence: string | null;
    listId: string | null;
    /** What we write into our own mail besides its Message-ID, which some providers change; without angle brackets. */
    ownId: string | null;
    /** As they stand, the last hop's first; worth what whoever wrote them is. */
    authenticationResults: string[];
    spam: SpamHeaders;
  };
  notices: ParseNotice[];
}
