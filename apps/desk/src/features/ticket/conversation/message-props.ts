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
  /** Begins an answer to it; absent where nothing may be answered. */
  onReply?: ((message: TicketMessage) => void) | undefined;
  /** Goes to another message of what is on screen; without it a link leads there. */
  onJump?: ((messageId: string) => void) | undefined;
}
