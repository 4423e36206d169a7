import { escapeHtml } from '../../../../platform/escape-html.ts';
import { parseSender } from './addresses.ts';
import { isAutoReply } from './auto-reply.ts';
import { type Body, readBody, tidyBlankLines } from './body.ts';
import { readBounce } from './bounce.ts';
import { calendarText, readCalendar } from './calendar.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { isForwardSubject, readForwardedFrom } from './forwarded.ts';
import { type HeaderBlock, readHeaderBlock } from './header-block.ts';
import { readMessageId, referenceIds } from './message-id.ts';
import type { BodySegment, RawAttachment } from './mime-content.ts';
import { type MimeContent, readMime } from './mime-reader.ts';
import { readOwnId } from './own-id.ts';
import { parseMailDate } from './parse-date.ts';
import { PARSE_LIMITS } from './parse-limits.ts';
import type { Address, ParsedAttachment, ParsedCalendar, ParsedMail, ParseNotice } from './parsed-mail.ts';
import { readPlusTokens, readRecipients, readReturnPath } from './participants.ts';
import { mendBytes } from './raw-bytes.ts';
import { nestedMailName, safeFileName } from './safe-file-name.ts';
import { readSpamHeaders } from './spam-headers.ts';
import { isReplySubject, type SplitText, splitAsHtml, splitQuoted } from './visible-text.ts';

/**
 * Turns the raw bytes of a mail into a bounded, decoded and sanitised value. It accepts anything: broken
 * mail gives what can be read, with a notice. Pure apart from its CPU time, which the caller has to bound
 * (see `createParserPool`). Implements R5 to R10 and R19 to R20 of the mail requirements.
 */
export async function parseMail(bytes: Buffer): Promise<ParsedMail> {
  const raw = mendBytes(bytes);
  const headers = readHeaderBlock(raw);
  const mime = readMime(raw);
  const notices = noticesOf(mime);
  const { messageId, generated } = readMessageId(raw, headers);
  const inReplyTo = referenceIds(headers.first('in-reply-to'));
  const references = referenceIds(headers.first('references'));
  const subject = readSubject(headers, notices);
  const returnPath = readReturnPath(headers);
  const calendar = await readCalendar(mime.calendars);
  const body = readBody(withCalendar(mime.segments, calendar), notices);
  const isReply = inReplyTo.length + references.length > 0 || isReplySubject(subject);
  const split = splitBody({ body, subject, isReply });
  const bounce = readBounce({ headers, subject, returnPath, text: body.text, attachments: mime.attachments });

  return {
    messageId,
    messageIdGenerated: generated,
    inReplyTo,
    references,
    from: parseSender(headers),
    ...readRecipients(headers, notices),
    subject,
    date: readDate(headers),
    text: body.text,
    visibleText: split.visible,
    quotedText: split.quoted,
    html: body.html,
    hasRemoteImages: body.hasRemoteImages,
    attachments: readAttachments(mime.attachments, body.html),
    autoReply: bounce !== null || isAutoReply({ headers, subject, returnPath }),
    bounce,
    plusTokens: readPlusTokens(headers),
    protection: mime.protection,
    calendar,
    forwardedFrom: readForwardedFrom({ text: body.text, subject }) ?? attachedAuthor(subject, mime),
    headers: {
      returnPath,
      autoSubmitted: headers.decoded('auto-submitted'),
      precedence: headers.decoded('precedence'),
      listId: headers.decoded('list-id'),
      ownId: readOwnId(headers),
      authenticationResults: headers
        .all('authentication-results')
        .slice(0, 10)
        .map((value) => value.slice(0, 4096)),
      spam: readSpamHeaders(headers),
    },
    notices: [...notices],
  };
}

/** An invitation without a word beside it is shown by what it says of itself. */
function withCalendar(
  segments: readonly BodySegment[],
  calendar: ParsedCalendar | null,
): readonly BodySegment[] {
  if (calendar === null || segments.some(({ plain, html }) => `${plain ?? ''}${html ?? ''}`.trim() !== ''))
    return segments;
  return [{ plain: calendarText(calendar), html: null }];
}

/** A plain rendition in which no quote is found may still have one by the marks of the HTML beside it. */
function splitBody(mail: { body: Body; subject: string; isReply: boolean }): SplitText {
  const { body, subject, isReply } = mail;
  // HTML in which no program marked earlier mail may quote for the sender's own reasons.
  const unproven = body.html !== null && body.beforeQuote === null;
  const split = tidy(splitQuoted({ text: body.marked, subject, isReply, unproven }), body);
  if (!isReply || split.quoted !== null || body.beforeQuote === null || isForwardSubject(subject))
    return split;
  return splitAsHtml({ text: body.text, beforeQuote: body.beforeQuote }) ?? split;
}

function tidy(split: SplitText, { text, fromHtml }: Body): SplitText {
  if (split.quoted === null) return { visible: text, quoted: null };
  return fromHtml
    ? { visible: tidyBlankLines(split.visible), quoted: tidyBlankLines(split.quoted.trim()) }
    : split;
}

/** A mail passed on as an attachment. */
function attachedAuthor(subject: string, { attachments }: MimeContent): Address | null {
  const mails = attachments.filter(({ contentType }) => contentType === 'message/rfc822');
  if (mails.length !== 1 || !mails[0] || !isForwardSubject(subject)) return null;
  const { name, address } = parseSender(readHeaderBlock(mails[0].content));
  return address === null ? null : { name, address };
}

function noticesOf({ stopped, protection }: MimeContent): Set<ParseNotice> {
  const notices = new Set<ParseNotice>();
  if (stopped !== null) notices.add(`mail.${stopped}`);
  if (protection.encrypted !== null) notices.add('mail.encrypted');
  if (protection.signed !== null) notices.add('mail.signed');
  return notices;
}

function readSubject(headers: HeaderBlock, notices: Set<ParseNotice>): string {
  const subject = headers.decoded('subject') ?? '';
  if (subject.length <= PARSE_LIMITS.subjectCharactersMax) return subject;
  notices.add('mail.subject_truncated');
  return cleanText(subject.slice(0, PARSE_LIMITS.subjectCharactersMax));
}

/** The Date header, else when the last server received the mail. */
function readDate(headers: HeaderBlock): string | null {
  const received = headers.first('received') ?? '';
  return parseMailDate(headers.first('date')) ?? parseMailDate(received.slice(received.lastIndexOf(';') + 1));
}

function readAttachments(parts: readonly RawAttachment[], html: string | null): ParsedAttachment[] {
  const shown = new Set([...(html ?? '').matchAll(/"cid:([^"]{1,256})"/g)].map((match) => match[1]));
  return parts.map((part, index) => {
    const contentId = cleanLine(part.contentId ?? '').slice(0, 256) || null;
    return {
      fileName: nameOf(part, index + 1),
      contentType: cleanLine(part.contentType),
      size: part.content.length,
      contentId,
      inline: contentId !== null && shown.has(escapeHtml(contentId)),
      content: part.content,
    };
  });
}

function nameOf(part: RawAttachment, position: number): string {
  return part.contentType === 'message/rfc822'
    ? nestedMailName({ subject: readHeaderBlock(part.content).decoded('subject'), fallback: part.fileName })
    : safeFileName({ name: part.fileName, contentType: part.contentType, position });
}
