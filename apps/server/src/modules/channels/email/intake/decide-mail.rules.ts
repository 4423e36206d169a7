import type { Keyring } from '../../../../platform/keyring/keyring.ts';
import { type MailToken, readMailToken, tokenOfMessageId } from '../../../tickets/index.ts';
import { findReceiver } from '../mailboxes/recipients.rules.ts';
import type { ParsedMail } from '../parse/parsed-mail.ts';

/** Address kept for mail whose headers name no sender; `.invalid` never resolves (RFC 2606). */
const unknownAddress = 'desconocido@ventanilla.invalid';
/** Message-IDs of older mail of ours: a UUID version 7 of the outgoing row alone, in lower case. */
const oldIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}@(.+)$/;
/** `[V-123]`, `[#V-123]` or `#V-123`. */
const subjectTokenPattern = /\[#?V-(\d{1,12})\]|#V-(\d{1,12})(?!\d)/i;

interface OwnMailbox {
  id: string;
  address: string;
  isDefault: boolean;
  aliases?: readonly string[];
}

/** What is to happen with a mail. Nothing is written yet. */
export type MailDecision =
  | { kind: 'ignore'; reason: 'own_mail' }
  | {
      kind: 'receive';
      authorKind: 'customer' | 'system';
      /** Who wrote, as a contact. */
      sender: { address: string; name: string };
      /** Address to show and to answer; null when the mail named none. */
      from: string | null;
      /** Without angle brackets. */
      externalId: string;
      /** Newest first, without angle brackets. */
      referenceIds: string[];
      /** Tickets that signed addresses and then signed Message-IDs of ours name (R13.1); all signatures hold. */
      signedNumbers: number[];
      /** Ticket that the subject names: a hint until somebody's right to it is known (R13.3). */
      subjectNumber: number | null;
      /** Signed for one agent and one ticket each; worth nothing until the sender is that agent (R15). */
      agentTokens: MailToken[];
      /** Our mailboxes among To and Cc, in that order. */
      mailboxIds: string[];
      isAuto: boolean;
      flags: string[];
    };

/**
 * Decides by the mail, our mailboxes and our keys alone: our own mail coming back is ignored; bounces are the
 * system's word about the mail they name; automatic mail is marked; the rest is a customer's, unless `agentTokens`
 * turn out to be the sender's own. `recipient` is the address of the envelope.
 */
export function decideMail(
  mail: ParsedMail,
  context: { mailboxes: readonly OwnMailbox[]; recipient: string | null; keyring: Keyring },
): MailDecision {
  const own = (address: string) => findReceiver(address, context.mailboxes);
  const externalId = bare(mail.messageId);
  const { ownId } = mail.headers;
  const { address } = mail.from;
  const isOurs = (each: string) => address !== null && isOwnId(each, address, context);
  // What the product tells its own people is named by the host of the desk instead of a mailbox's domain: a notice to a
  // group that reaches a mailbox of ours is no customer's mail.
  const isNotice = ownId !== null && mail.autoReply && oldIdPattern.test(ownId);
  if (address && own(address) && (isOurs(externalId) || (ownId !== null && isOurs(ownId)) || isNotice)) {
    return { kind: 'ignore', reason: 'own_mail' };
  }
  const author = findAuthor(mail, own);
  const isBounce = mail.bounce !== null;
  const isAuto = isBounce || mail.autoReply;
  const referenceIds = referencesOf(mail, externalId);
  const tokens = tokensOf(mail, context);
  const signed = [
    ...tokens.filter(({ kind }) => kind === 'reply'),
    ...referenceIds.map((id) => tokenOfMessageId(id, context.keyring)),
  ];
  const named = [...mail.to, ...mail.cc].map(({ address }) => own(address)?.id);
  return {
    kind: 'receive',
    authorKind: isBounce ? 'system' : 'customer',
    sender: { address: author.address ?? unknownAddress, name: author.address ? author.name : 'Desconocido' },
    from: author.address,
    externalId,
    referenceIds,
    signedNumbers: unique(signed.map((token) => token?.ticketNumber)),
    subjectNumber: subjectNumberOf(mail.subject),
    agentTokens: tokens.filter(({ kind }) => kind === 'agent'),
    mailboxIds: unique(named),
    isAuto,
    flags: [
      ...(isBounce ? ['bounce'] : []),
      ...(isAuto && !isBounce ? ['auto'] : []),
      ...(author.address ? [] : ['unknown_sender']),
    ],
  };
}

/** Web forms write as the mailbox itself and name the customer in Reply-To. */
function findAuthor(mail: ParsedMail, own: (address: string) => OwnMailbox | null): ParsedMail['from'] {
  if (mail.from.address === null || !own(mail.from.address)) return mail.from;
  return mail.replyTo.find(({ address }) => !own(address)) ?? mail.from;
}

function isOwnId(externalId: string, address: string, { keyring }: { keyring: Keyring }): boolean {
  if (tokenOfMessageId(externalId, keyring)) return true;
  return oldIdPattern.exec(externalId)?.[1]?.toLowerCase() === address.split('@')[1];
}

/** Our tokens among the plus-addresses that the mail was sent or delivered to. */
function tokensOf(
  mail: ParsedMail,
  { recipient, keyring }: { recipient: string | null; keyring: Keyring },
): MailToken[] {
  const envelope = /^[^+]+\+([^@]+)@/.exec(recipient ?? '')?.[1];
  const texts = unique([envelope?.toLowerCase(), ...mail.plusTokens]);
  return texts.map((text) => readMailToken(text, keyring)).filter((token) => token !== null);
}

function subjectNumberOf(subject: string): number | null {
  const match = subjectTokenPattern.exec(subject);
  return match ? Number(match[1] ?? match[2]) : null;
}

function referencesOf(mail: ParsedMail, externalId: string): string[] {
  const original = mail.bounce?.originalMessageId ? [mail.bounce.originalMessageId] : [];
  const all = [...original, ...mail.inReplyTo, ...[...mail.references].reverse()].map(bare);
  return unique(all).filter((id) => id !== '' && id !== externalId);
}

function unique<T>(values: readonly (T | undefined)[]): T[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function bare(messageId: string): string {
  return messageId.replace(/^<|>$/g, '');
}
