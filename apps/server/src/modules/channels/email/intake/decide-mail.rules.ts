import type { ParsedMail } from '../parse/parsed-mail.ts';

/** Address kept for mail whose headers name no sender; `.invalid` never resolves (RFC 2606). */
const unknownAddress = 'desconocido@ventanilla.invalid';
/** Message-IDs that the reply command gives: a UUID version 7 of the outgoing row, in lower case. */
const ownIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}@(.+)$/;

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
      isAuto: boolean;
      flags: string[];
    };

/**
 * Decides by the mail and the addresses of our mailboxes alone: our own mail coming back is ignored; bounces are
 * the system's word about the mail they name; automatic mail is marked; the rest is a customer's.
 */
export function decideMail(mail: ParsedMail, context: { ownAddresses: readonly string[] }): MailDecision {
  const own = new Set(context.ownAddresses.map((address) => address.toLowerCase()));
  const externalId = bare(mail.messageId);
  if (mail.from.address && own.has(mail.from.address) && isOwnId(externalId, mail.from.address)) {
    return { kind: 'ignore', reason: 'own_mail' };
  }
  const author = findAuthor(mail, own);
  const isBounce = mail.bounce !== null;
  const isAuto = isBounce || mail.autoReply;
  return {
    kind: 'receive',
    authorKind: isBounce ? 'system' : 'customer',
    sender: { address: author.address ?? unknownAddress, name: author.address ? author.name : 'Desconocido' },
    from: author.address,
    externalId,
    referenceIds: referencesOf(mail, externalId),
    isAuto,
    flags: [
      ...(isBounce ? ['bounce'] : []),
      ...(isAuto && !isBounce ? ['auto'] : []),
      ...(author.address ? [] : ['unknown_sender']),
    ],
  };
}

/** Web forms write as the mailbox itself and name the customer in Reply-To. */
function findAuthor(mail: ParsedMail, own: ReadonlySet<string>): ParsedMail['from'] {
  if (mail.from.address === null || !own.has(mail.from.address)) return mail.from;
  return mail.replyTo.find(({ address }) => !own.has(address)) ?? mail.from;
}

function isOwnId(externalId: string, address: string): boolean {
  return ownIdPattern.exec(externalId)?.[1]?.toLowerCase() === address.split('@')[1];
}

function referencesOf(mail: ParsedMail, externalId: string): string[] {
  const original = mail.bounce?.originalMessageId ? [mail.bounce.originalMessageId] : [];
  const all = [...original, ...mail.inReplyTo, ...[...mail.references].reverse()].map(bare);
  return [...new Set(all)].filter((id) => id !== '' && id !== externalId);
}

function bare(messageId: string): string {
  return messageId.replace(/^<|>$/g, '');
}
