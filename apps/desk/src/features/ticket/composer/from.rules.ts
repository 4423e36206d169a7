import type { FromAddress, TicketMessage } from '@ventanilla/web';

/** What follows + is of one conversation and does not count. */
const bare = (address: string) => address.toLowerCase().replace(/\+[^@]*@/, '@');

/**
 * The address that an answer leaves from unless somebody chooses: ours that the message answered was written to, else
 * that of the conversation. The server decides by the same rule, the desk says so.
 */
export function usualFrom(input: {
  /** Of the conversation. */
  from: string;
  answered: Pick<TicketMessage, 'to' | 'cc' | 'from'> | null;
  own: readonly FromAddress[];
}): string {
  const { from, answered, own } = input;
  if (!answered) return from;
  const written = new Set([...answered.to, ...answered.cc, answered.from ?? ''].map(bare));
  return own.find(({ address }) => written.has(address.toLowerCase()))?.address ?? from;
}
