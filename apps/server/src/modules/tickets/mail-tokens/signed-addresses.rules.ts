import type { Keyring } from '../../../platform/keyring/keyring.ts';
import { type MailToken, makeMailToken, readMailToken } from './mail-tokens.rules.ts';

/** Letters before the @ (RFC 5321 §4.5.3.1.1). */
const localPartMax = 64;
/** What stands before the @ of a Message-ID of ours: the outgoing row, then the token. Older ones have no token. */
const signedIdPattern =
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.([a-z0-9-]+)@/i;

/** Message-ID of an outgoing mail, without angle brackets: unguessable, and it names its ticket by itself. */
export function signedMessageId(
  input: { outboundId: string; ticketNumber: number; to: string; domain: string },
  keyring: Keyring,
): string {
  const { ticketNumber, to } = input;
  const token = makeMailToken({ kind: 'message', ticketNumber, holder: to }, keyring);
  return `${input.outboundId}.${token}@${input.domain}`;
}

/** The token of a Message-ID that we gave, or null. `messageId` is without angle brackets. */
export function tokenOfMessageId(messageId: string, keyring: Keyring): MailToken | null {
  const text = signedIdPattern.exec(messageId)?.[1];
  const token = text === undefined ? null : readMailToken(text, keyring);
  return token?.kind === 'message' ? token : null;
}

/**
 * The plus-address of a mailbox to which the answers of one customer come back. Null where the mailbox's own address
 * is a plus-address already or leaves no room for the token.
 */
export function signedAnswerAddress(
  input: { mailbox: string; ticketNumber: number; to: string },
  keyring: Keyring,
): string | null {
  const { mailbox, ticketNumber, to } = input;
  return withToken(mailbox, makeMailToken({ kind: 'reply', ticketNumber, holder: to }, keyring));
}

/**
 * The plus-address by which one agent answers one ticket by mail: what a notice to that agent gives as Reply-To. It
 * is a secret of theirs and belongs in no mail to anybody else. Null as `signedAnswerAddress`.
 */
export function agentAnswerAddress(
  input: { mailbox: string; ticketNumber: number; agentId: string },
  keyring: Keyring,
): string | null {
  const { mailbox, ticketNumber, agentId } = input;
  return withToken(mailbox, makeMailToken({ kind: 'agent', ticketNumber, holder: agentId }, keyring));
}

function withToken(mailbox: string, token: string): string | null {
  const [local = '', domain = ''] = mailbox.split('@');
  const signed = `${local}+${token}`;
  return local.includes('+') || signed.length > localPartMax ? null : `${signed}@${domain}`;
}
