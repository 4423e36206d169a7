import { truncateUtf8 } from '../../../../platform/files/file-name.ts';
import { parseAddresses, parseSender } from './addresses.ts';
import { isAutoReply } from './auto-reply.ts';
import { readBounce } from './bounce.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { type HeaderBlock, readHeaderBlock } from './header-block.ts';
import { escapeHtml, htmlToText, stripTags, textToHtml } from './html-text.ts';
import { readMessageId, referenceIds } from './message-id.ts';
import { type BodySegment, type RawAttachment, readMime } from './mime-reader.ts';
import {
  type Address,
  PARSE_LIMITS,
  type ParsedAttachment,
  type ParsedMail,
  type ParseNotice,
} from './parsed-mail.ts';
import { nestedMailName, safeFileName } from './safe-file-name.ts';
import { sanitizeMailHtml } from './sanitize-html.ts';
import { splitQuoted } from './visible-text.ts';

/**
 * Turns the raw bytes of a mail into a bounded, decoded and sanitised value. It accepts anything: broken
 * mail gives what can be read, with a notice. Pure apart from its CPU time, which the caller has to bound
 * (see `createParserPool`). Implements R5 to R10 and R19 to R20 of the mail requirements in a first form.
 */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  const headers = readHeaderBlock(raw);
  const mime = await readMime(raw);
  const notices = new Set<ParseNotice>();
  if (mime.stopped === 'too_many_parts') notices.add('mail.too_many_parts');
  if (mime.stopped === 'failed') notices.add('mail.body_unreadable');

  const { messageId, generated } = readMessageId(raw, headers);
  const inReplyTo = referenceIds(headers.first('in-reply-to'));
  const references = referenceIds(headers.first('references'));
  const subject = readSubject(headers, notices);
  const returnPath = readReturnPath(headers);
  const body = readBody(mime.segments, notices);
  const split = splitQuoted({ text: body.text, subject, isReply: inReplyTo.length + references.length > 0 });
  const bounce = readBounce(mime.attachments);
  const recipients = readRecipients(headers, notices);

  return {
    messageId,
    messageIdGenerated: generated,
    inReplyTo,
    references,
    from: parseSender(headers),
    ...recipients,
    subject,
    date: readDate(headers.first('date')),
    text: body.text,
    visibleText: split.visible,
    quotedText: split.quoted,
    html: body.html,
    hasRemoteImages: body.hasRemoteImages,
    attachments: readAttachments(mime.attachments, body.html),
    autoReply: bounce !== null || isAutoReply({ headers, subject, returnPath }),
    bounce,
    headers: {
      returnPath,
      autoSubmitted: headers.decoded('auto-submitted'),
      precedence: headers.decoded('precedence'),
      listId: headers.decoded('list-id'),
    },
    notices: [...notices],
  };
}

/** What the parts say, in order, as sanitised HTML and as text; either is derived when only the other came. */
function readBody(segments: readonly BodySegment[], notices: Set<ParseNotice>) {
  const size = segments.reduce((total, segment) => total + (segment.html?.length ?? 0), 0);
  const pieces = segments.map((segment) => readSegment(segment, size <= PARSE_LIMITS.htmlCharactersMax));
  const text = pieces
    .map((piece) => piece.text)
    .filter((part) => part !== '')
    .join('\n');
  const shown = truncateUtf8(text, PARSE_LIMITS.textBytesMax);
  if (shown.length < text.length) notices.add('mail.text_truncated');
  const htmlSize = pieces.reduce((total, piece) => total + (piece.html?.length ?? 0), 0);
  const rich = segments.some((segment) => segment.html !== null);
  const refused =
    rich && (htmlSize > PARSE_LIMITS.htmlCharactersMax || pieces.some((piece) => piece.html === null));
  if (refused) notices.add('mail.html_too_complex');
  const shownAsHtml = rich && !refused;
  return {
    text: shown,
    html: (shownAsHtml && pieces.map((piece) => piece.html).join('\n')) || null,
    hasRemoteImages: shownAsHtml && pieces.some((piece) => piece.hasRemoteImages),
  };
}

/** `html` is null when the markup is over its budget; the text then comes from a simpler reading. */
function readSegment(segment: BodySegment, withinBudget: boolean) {
  const plain = segment.plain === null ? null : cleanText(segment.plain);
  if (segment.html === null)
    return { text: plain ?? '', html: textToHtml(plain ?? ''), hasRemoteImages: false };
  const source = cleanText(segment.html);
  const clean = withinBudget ? sanitizeMailHtml(source) : null;
  if (!clean) return { text: plain ?? stripTags(source), html: null, hasRemoteImages: false };
  return { text: plain ?? htmlToText(clean.html), ...clean };
}

function readSubject(headers: HeaderBlock, notices: Set<ParseNotice>): string {
  const subject = headers.decoded('subject') ?? '';
  if (subject.length <= PARSE_LIMITS.subjectCharactersMax) return subject;
  notices.add('mail.subject_truncated');
  return cleanText(subject.slice(0, PARSE_LIMITS.subjectCharactersMax));
}

/** All recipient lists together keep at most 100 people. */
function readRecipients(headers: HeaderBlock, notices: Set<ParseNotice>) {
  let left: number = PARSE_LIMITS.participantsMax;
  const take = (name: string): Address[] => {
    const found = headers.all(name).flatMap(parseAddresses);
    const kept = found.slice(0, left);
    left -= kept.length;
    if (kept.length < found.length) notices.add('mail.too_many_participants');
    return kept;
  };
  return { replyTo: take('reply-to'), to: take('to'), cc: take('cc') };
}

/** The last hop writes Return-Path on top. `<>` is the null sender of automatic mail. */
function readReturnPath(headers: HeaderBlock): string | null {
  const value = headers.first('return-path');
  if (value === null) return null;
  if (/^\s*<\s*>/.test(value)) return '';
  return parseAddresses(value)[0]?.address ?? cleanLine(value);
}

/** A year outside this span is a broken clock or a forgery, and may not fit a database column. */
function readDate(value: string | null): string | null {
  if (!value) return null;
  const date = new Date(value.slice(0, 200));
  const year = date.getUTCFullYear();
  return year >= 1980 && year <= 2200 ? date.toISOString() : null;
}

function readAttachments(parts: readonly RawAttachment[], html: string | null): ParsedAttachment[] {
  const shown = new Set([...(html ?? '').matchAll(/"cid:([^"]{1,256})"/g)].map((match) => match[1]));
  return parts.map((part, index) => {
    const contentId = cleanLine(part.contentId ?? '').slice(0, 256) || null;
    const fileName =
      part.contentType === 'message/rfc822'
        ? nestedMailName({
            subject: readHeaderBlock(part.content).decoded('subject'),
            fallback: part.fileName,
          })
        : safeFileName({ name: part.fileName, contentType: part.contentType, position: index + 1 });
    return {
      fileName,
      contentType: cleanLine(part.contentType),
      size: part.content.length,
      contentId,
      inline: contentId !== null && shown.has(escapeHtml(contentId)),
      content: part.content,
    };
  });
}
