import type { MailReading } from '@ventanilla/contracts/ticket-message';
import type { NewAttachment } from '../../messages.store.ts';
import type { MessageAuthentication } from '../../tickets.tables.ts';

export interface ReceivedMessage {
  channelAccountId: string;
  contactId: string;
  organizationId: string | null;
  authorKind: 'customer' | 'system';
  /** Message-ID without angle brackets. */
  externalId: string;
  /** What it answers: In-Reply-To, then References newest first; without angle brackets. */
  referenceIds: readonly string[];
  /** Tickets named by what we signed (R13.1), the surest first; the caller verified the signatures. */
  signedNumbers?: readonly number[];
  /** Ticket that the subject names, without any proof. */
  subjectNumber?: number | null;
  /** Our mailboxes that the mail names, first in To first: the first of them that got it answers. */
  mailboxIds?: readonly string[];
  /** When it was written; counts for imports only: what arrives live happens now. */
  at: Date;
  subject: string;
  text: string;
  quotedText: string | null;
  html: string | null;
  hasRemoteImages: boolean;
  from: string | null;
  to: readonly string[];
  cc: readonly string[];
  authentication?: MessageAuthentication | null;
  /** Automatic mail and bounces never reopen, link or move the customer's clock. */
  isAuto: boolean;
  notices: readonly string[];
  /** What is shown beside the text: invitation, protection, whom it passes on. */
  reading?: MailReading | null;
  inboundId: string | null;
  /** Of history: the ticket that it opens is closed from its beginning. */
  arrivesClosed?: boolean;
  attachments: readonly NewAttachment[];
}

export interface ReceivedResult {
  action: 'created' | 'appended' | 'duplicate';
  ticketId: string;
  ticketNumber: number;
  messageId: string;
  /**
   * `linked`: continues a closed ticket; `reopened`; `stranger`: not a participant until now; `claims_agent`: from
   * an agent's address without proof; `late_parent`: what it is the answer to came before it; `also_received`: the
   * same mail in another mailbox; `mentioned`: names a ticket without a right to it; `id_collision`.
   */
  flags: string[];
}
