import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { ownIdHeader } from '../parse/own-id.ts';
import { frameMail, type MailLook } from './mail-frame.ts';

export interface ComposeAddress {
  name: string;
  address: string;
}

export interface ComposeAttachment {
  fileName: string;
  contentType: string;
  content: Buffer;
  /** Set for an image that the HTML shows as `cid:<contentId>`. */
  contentId?: string | null;
}

/** An outgoing mail with everything that identifies it already decided. */
export interface OutgoingMail {
  /** With angle brackets; used verbatim, so that a retry is the same mail. */
  messageId: string;
  from: ComposeAddress;
  replyTo?: ComposeAddress | null;
  to: ComposeAddress[];
  cc: ComposeAddress[];
  subject: string;
  text: string;
  /** Fragment for the body, already sanitised; null sends plain text only. */
  html: string | null;
  /** The frame around the HTML; null leaves it bare. */
  look: MailLook | null;
  inReplyTo: string | null;
  /** Oldest first, each with angle brackets. */
  references: string[];
  attachments: ComposeAttachment[];
  date: Date;
  /** `auto-replied` or `auto-generated` for mail that no person wrote. */
  autoSubmitted?: 'auto-replied' | 'auto-generated' | null;
}

/** A value that would break out of its header line, or an address or id that is none. Never retried. */
export class InvalidMailHeaderError extends Error {
  override readonly name = 'InvalidMailHeaderError';
  readonly code = 'outbox.invalid_header';
  /** Header that was refused; its value is not repeated because it may be personal. */
  readonly header: string;

  constructor(header: string) {
    super(`The value for the header ${header} cannot be sent.`);
    this.header = header;
  }
}

/** Long conversations keep the first id, which names the thread, and the newest ones; so many, and so long in all. */
const REFERENCES_MAX = 30;
const referencesCharactersMax = 3_800;

/**
 * Writes the bytes of an outgoing mail. The same input gives the same bytes: boundaries derive from the
 * Message-ID. Throws `InvalidMailHeaderError` for line breaks or other control characters in any header.
 */
export async function composeMail(mail: OutgoingMail): Promise<Buffer> {
  checkHeaders(mail);
  const composer = new MailComposer({
    messageId: mail.messageId,
    date: mail.date,
    from: mail.from,
    replyTo: mail.replyTo ?? undefined,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    inReplyTo: mail.inReplyTo ?? undefined,
    references: shortenReferences(mail.references),
    text: mail.text,
    html: mail.html === null ? undefined : frameMail(mail.html, mail.look),
    // A provider may put a Message-ID of its own in the place of ours, and the copy in its Sent folder has it too.
    headers: { ...automaticHeaders(mail.autoSubmitted ?? null), [ownIdHeader]: mail.messageId },
    attachments: [...mail.attachments, ...logoOf(mail)].map((file) => ({
      filename: file.fileName,
      contentType: file.contentType,
      content: file.content,
      ...(file.contentId ? { cid: file.contentId, contentDisposition: 'inline' as const } : {}),
    })),
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    newline: '\r\n',
    // Contents come as bytes; a path or an address in an attachment would be somebody else's idea.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return withIdOnOneLine(await composer.compile().build());
}

/** The logo belongs to the HTML: a mail of plain text has none. */
function logoOf({ html, look }: OutgoingMail): ComposeAttachment[] {
  return html !== null && look?.logo ? [look.logo] : [];
}

/** A Message-ID that begins on a line of its own is allowed and still missed by many: long ids stay on theirs. */
function withIdOnOneLine(mail: Buffer): Buffer {
  const folded = 'Message-ID:\r\n <';
  const at = mail.indexOf(folded);
  if (at < 0 || at > mail.indexOf('\r\n\r\n')) return mail;
  return Buffer.concat([
    mail.subarray(0, at),
    Buffer.from('Message-ID: <'),
    mail.subarray(at + folded.length),
  ]);
}

/** What keeps two machines from answering each other (RFC 3834, Exchange, old mailing lists). */
function automaticHeaders(autoSubmitted: string | null): Record<string, string> {
  if (autoSubmitted === null) return {};
  return { 'Auto-Submitted': autoSubmitted, 'X-Auto-Response-Suppress': 'All', Precedence: 'bulk' };
}

/** Servers refuse headers that are much longer than anybody needs them. */
function shortenReferences(references: readonly string[]): string[] {
  const [first, ...others] = references;
  if (first === undefined) return [];
  let room = referencesCharactersMax - first.length;
  const kept: string[] = [];
  for (const id of others.slice(1 - REFERENCES_MAX).reverse()) {
    room -= id.length + 1;
    if (room < 0) break;
    kept.unshift(id);
  }
  return [first, ...kept];
}

function checkHeaders(mail: OutgoingMail): void {
  checkLine('Subject', mail.subject);
  checkMessageId('Message-ID', mail.messageId);
  if (mail.inReplyTo !== null) checkMessageId('In-Reply-To', mail.inReplyTo);
  for (const reference of mail.references) checkMessageId('References', reference);
  checkAddress('From', mail.from);
  if (mail.replyTo) checkAddress('Reply-To', mail.replyTo);
  for (const [header, list] of [
    ['To', mail.to],
    ['Cc', mail.cc],
  ] as const) {
    for (const address of list) checkAddress(header, address);
  }
  if (mail.autoSubmitted) checkLine('Auto-Submitted', mail.autoSubmitted);
  if (Number.isNaN(mail.date.getTime())) throw new InvalidMailHeaderError('Date');
  for (const file of mail.attachments) {
    checkLine('Content-Disposition', file.fileName);
    if (!/^[\w.+-]+\/[\w.+-]+$/.test(file.contentType)) throw new InvalidMailHeaderError('Content-Type');
    if (file.contentId && !/^[^\s<>\p{Cc}]{1,250}$/u.test(file.contentId))
      throw new InvalidMailHeaderError('Content-ID');
  }
}

/** Carriage return, line feed, NUL and every other control, and Unicode's own line separators. */
function checkLine(header: string, value: string): void {
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) throw new InvalidMailHeaderError(header);
}

/** Ids of other people's mail may be strange, so only what would break the header is refused. */
function checkMessageId(header: string, value: string): void {
  if (!/^<[^\s<>\p{Cc}]{1,996}>$/u.test(value)) throw new InvalidMailHeaderError(header);
}

function checkAddress(header: string, value: ComposeAddress): void {
  checkLine(header, value.name);
  if (!/^[^\s<>,;:()[\]\\"\p{Cc}]+@[^\s<>,;:()[\]\\"@\p{Cc}]+$/u.test(value.address))
    throw new InvalidMailHeaderError(header);
}
