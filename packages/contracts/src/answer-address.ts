interface AnswerableMessage {
  direction: 'in' | 'out';
  author: { kind: 'customer' | 'agent' | 'system' };
  isAuto: boolean;
  /** The address it came from. */
  from: string | null;
  notices: readonly string[];
}

/**
 * Where an answer to one message goes: to its author, if a customer who has part in the conversation wrote it. Null
 * for whoever only held a reference to it (`mail.not_participant`), for automatic mail, for a sender without an
 * address (`.invalid`, RFC 2606) and for what we wrote: such an answer goes where any other would.
 */
export function answerAddress(message: AnswerableMessage): string | null {
  const { direction, author, isAuto, from, notices } = message;
  if (direction !== 'in' || author.kind !== 'customer' || isAuto) return null;
  if (!from || /\.invalid$/i.test(from) || notices.includes('mail.not_participant')) return null;
  return from;
}
