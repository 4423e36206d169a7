import type { TicketMessage } from '@ventanilla/web';

/** What one message is drawn from. */
export interface MessageItemProps {
  ticketId: string;
  message: TicketMessage;
  /** Address of the mailbox, which needs no mention among the receivers. */
  mailbox: string | null;
  isNew: boolean;
  /** True for the one that the address in use names. */
  isTarget: boolean;
  /** Begins an answer; absent where nothing may be answered. */
  onReply?: (() => void) | undefined;
}
