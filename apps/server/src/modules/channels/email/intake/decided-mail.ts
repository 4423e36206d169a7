import type { MessageAuthentication } from '../../../tickets/index.ts';
import type { ParsedMail } from '../parse/parsed-mail.ts';
import type { MailDecision } from './decide-mail.rules.ts';
import type { ClaimedMail } from './queue.store.ts';

export interface StoredAttachment {
  sha256: string;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  contentId: string | null;
  inline: boolean;
}

/** A mail whose attachments are durable and whose fate is decided; only the transaction is missing. */
export interface DecidedMail {
  claimed: ClaimedMail;
  decision: MailDecision;
  mail: Omit<ParsedMail, 'attachments'>;
  attachments: StoredAttachment[];
  /** What we found out about its origin, or a trusted server says of it; null while nobody knows. */
  authentication: MessageAuthentication | null;
  /** Why the mail could not be read; its `mail` is then what the frugal reading gave. */
  unreadable: string | null;
}

/** What a result says when the mail became no message of a ticket. */
export const nothing = {
  ticketId: null,
  ticketNumber: null,
  messageId: null,
  requester: null,
  autoReplySent: false,
};
