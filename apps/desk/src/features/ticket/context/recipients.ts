import type { TicketDetail } from '@ventanilla/web';

export interface Recipients {
  to: string | null;
  /** Who the last mail of the customer had in copy, besides our own mailbox and the one who is answered. */
  copies: string[];
  /** True when the answer goes to an address that is not on file for the requester. */
  isStranger: boolean;
}

/** Who is in the conversation: where an answer goes, and who the customer had in copy last. */
export function recipientsOf({ replyTo, contact, messages, channelAccount }: TicketDetail): Recipients {
  const to = replyTo?.address ?? null;
  const ours = new Set([channelAccount?.address, replyTo?.from, to].map((each) => each?.toLowerCase()));
  const last = messages.findLast(({ direction, isAuto }) => direction === 'in' && !isAuto);
  const copies = [...(last?.to ?? []), ...(last?.cc ?? [])].filter(
    (address, index, all) =>
      !ours.has(address.toLowerCase()) &&
      all.findIndex((each) => each.toLowerCase() === address.toLowerCase()) === index,
  );
  const onFile = contact.identities.filter(({ kind }) => kind === 'email');
  return {
    to,
    copies,
    isStranger: to !== null && !onFile.some(({ value }) => value.toLowerCase() === to.toLowerCase()),
  };
}
