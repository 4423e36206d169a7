import type { Keyring } from '../../../platform/keyring/keyring.ts';
import { fromBase32, toBase32 } from './base32.ts';

/**
 * What a token is for. `reply`: the address that a customer's answer comes back to; `message`: the Message-ID of a
 * mail of ours; `agent`: the address by which one agent answers one ticket. Each is worth nothing as another.
 */
export type MailTokenKind = 'reply' | 'message' | 'agent';

/** A token that we made: the ticket, and (only to be compared with a person's own mark) who it was made for. */
export interface MailToken {
  kind: MailTokenKind;
  ticketNumber: number;
  /** `holderMark` of whoever it was made for. */
  mark: string;
}

const letterOf = { reply: 't', message: 'm', agent: 'a' } as const satisfies Record<MailTokenKind, string>;
const kindOf = new Map<string, MailTokenKind>(
  Object.entries(letterOf).map(([kind, letter]) => [letter, kind as MailTokenKind]),
);

/** 80 bits that prove, and 40 that tell holders apart; both are keyed. */
const proofBytes = 10;
const markBytes = 5;
const tokenPurpose = 'mail-token';
const markPurpose = 'mail-token-holder';

/** `t1024-k1-` and 24 letters: kind and number (`p` before a practice ticket's), key, mark of the holder, proof. */
const tokenPattern = /^([tma])(p?)([1-9]\d{0,14})-([a-z0-9]{1,16})-([a-z2-7]{8})([a-z2-7]{16})$/;

/**
 * Signs one ticket for one holder: an address (of the customer) or an id (of the agent). Only letters, digits and
 * hyphens, in lower case, so that it survives in an address and in a Message-ID.
 */
export function makeMailToken(
  input: { kind: MailTokenKind; ticketNumber: number; holder: string },
  keyring: Keyring,
): string {
  const { kind, ticketNumber, holder } = input;
  const [keyId, mark] = parts(keyring.sign(markText(kind, holder), markPurpose, markBytes));
  const [, proof] = parts(keyring.sign(proofText(kind, ticketNumber, mark), tokenPurpose, proofBytes));
  const number = ticketNumber < 0 ? `p${-ticketNumber}` : String(ticketNumber);
  return `${letterOf[kind]}${number}-${keyId}-${mark}${proof}`;
}

/** What a token says when one of our keys signed it, whichever; else null. Case does not count. */
export function readMailToken(text: string, keyring: Keyring): MailToken | null {
  const match = tokenPattern.exec(text.toLowerCase());
  if (!match) return null;
  const [, letter = '', practice, digits, keyId = '', mark = '', proof = ''] = match;
  const kind = kindOf.get(letter);
  if (!kind) return null;
  const ticketNumber = practice === 'p' ? -Number(digits) : Number(digits);
  const isOurs = keyring.verify(proofText(kind, ticketNumber, mark), signature(keyId, proof), tokenPurpose);
  // The mark carries no proof of its own: what is proven covers it.
  return isOurs ? { kind, ticketNumber, mark: `${keyId}-${mark}` } : null;
}

/** Whether the token was made for this holder. */
export function isHolder(token: MailToken, holder: string, keyring: Keyring): boolean {
  const [keyId = '', mark = ''] = token.mark.split('-');
  // Forty bits would be few to guess by trying, but only marks that we signed into a token come this far.
  return keyring.verify(markText(token.kind, holder), signature(keyId, mark), markPurpose, markBytes);
}

function markText(kind: MailTokenKind, holder: string): string {
  return `${kind}:${holder.trim().toLowerCase()}`;
}

function proofText(kind: MailTokenKind, ticketNumber: number, mark: string): string {
  return `${kind}:${ticketNumber}:${mark}`;
}

/** `<key id>.<base64url>` of the keyring as key id and base32. */
function parts(signed: string): [string, string] {
  const [keyId = '', body = ''] = signed.split('.');
  return [keyId, toBase32(Buffer.from(body, 'base64url'))];
}

function signature(keyId: string, letters: string): string {
  return `${keyId}.${fromBase32(letters).toString('base64url')}`;
}
