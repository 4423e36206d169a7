import type { RefusedRecipient } from '@ventanilla/contracts/ticket-message';
import type { OutboundEnvelope } from './tickets.tables.ts';

/** Everybody a mail goes to, each once without regard to case, in the order of To, Cc and Bcc. */
export function recipientsOf({ to, cc, bcc }: Pick<OutboundEnvelope, 'to' | 'cc' | 'bcc'>): string[] {
  const seen = new Set<string>();
  return [...to, ...cc, ...(bcc ?? [])].filter((address) => {
    const key = address.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Of the recipients of a mail, those that have not got it and were not refused. */
export function waitingRecipients(mail: {
  envelope: OutboundEnvelope;
  delivered: readonly string[];
  refused: readonly RefusedRecipient[];
}): string[] {
  const done = new Set([...mail.delivered, ...mail.refused.map(({ address }) => address)].map(lower));
  return recipientsOf(mail.envelope).filter((address) => !done.has(address.toLowerCase()));
}

/** The envelope with one address put in the place of another, wherever it stands, and never twice. */
export function withCorrected(
  envelope: OutboundEnvelope,
  { address, correctedTo }: { address: string; correctedTo: string },
): OutboundEnvelope {
  const is = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const taken = recipientsOf(envelope).some((each) => is(each, correctedTo) && !is(each, address));
  const change = (list: readonly string[]) =>
    list.flatMap((each) => (is(each, address) ? (taken ? [] : [correctedTo]) : [each]));
  const changed = { ...envelope, to: change(envelope.to), cc: change(envelope.cc) };
  return envelope.bcc ? { ...changed, bcc: change(envelope.bcc) } : changed;
}

const lower = (text: string) => text.toLowerCase();
