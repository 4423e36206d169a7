import { truncateUtf8 } from '../../../../platform/files/file-name.ts';
import { cleanText } from './clean-text.ts';
import { htmlToText, stripTags, textToHtml } from './html-text.ts';
import type { BodySegment } from './mime-content.ts';
import { PARSE_LIMITS } from './parse-limits.ts';
import type { ParseNotice } from './parsed-mail.ts';
import { quoteMark } from './quote-headers.ts';
import { sanitizeMailHtml } from './sanitize-html.ts';

/** A plain rendition shorter than this, beside far more HTML, is only a hint that there is HTML to read. */
const STUB_CHARACTERS_MAX = 400;
const STUB_RATIO = 4;

export interface Body {
  /** Of the whole mail, at most 1 MB. */
  text: string;
  /** `text` with `quoteMark` where the HTML says that earlier mail begins, when `text` comes from that HTML. */
  marked: string;
  /** What the HTML says before its earlier mail, when `text` is the sender's own plain rendition; else null. */
  beforeQuote: string | null;
  /** `text` was made from HTML. */
  fromHtml: boolean;
  html: string | null;
  hasRemoteImages: boolean;
}

/** What the parts say, in order, as sanitised HTML and as text; either is derived when only the other came. */
export function readBody(segments: readonly BodySegment[], notices: Set<ParseNotice>): Body {
  const size = segments.reduce((total, segment) => total + (segment.html?.length ?? 0), 0);
  const pieces = segments.map((segment) => readSegment(segment, size <= PARSE_LIMITS.htmlCharactersMax));
  const text = joinTexts(pieces.map((piece) => piece.text));
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
    marked: shown.length < text.length ? shown : joinTexts(pieces.map((piece) => piece.marked ?? piece.text)),
    beforeQuote: pieces[0]?.beforeQuote ?? null,
    fromHtml: pieces.some((piece) => piece.fromHtml === true),
    html: (shownAsHtml && pieces.map((piece) => piece.html).join('\n')) || null,
    hasRemoteImages: shownAsHtml && pieces.some((piece) => piece.hasRemoteImages),
  };
}

/** Without the blank lines around; those within stay. */
function joinTexts(texts: readonly string[]): string {
  const joined = texts.filter((text) => text !== '').join('\n');
  return joined.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}

interface Piece {
  text: string;
  /** `text` with `quoteMark`, when it comes from HTML that has one. */
  marked?: string;
  fromHtml?: true;
  html: string | null;
  hasRemoteImages: boolean;
  beforeQuote: string | null;
}

/** `html` is null when the markup is over its budget; the text then comes from a simpler reading. */
function readSegment(segment: BodySegment, withinBudget: boolean): Piece {
  const plain = segment.plain === null ? null : withoutMarks(cleanText(segment.plain));
  if (segment.html === null)
    return { text: plain ?? '', html: textToHtml(plain ?? ''), hasRemoteImages: false, beforeQuote: null };
  const source = withOpenEnd(withoutMarks(cleanText(segment.html)));
  const clean = withinBudget ? sanitizeMailHtml(source) : null;
  const useful = plain === null || isStub(plain, source) ? null : plain;
  if (!clean)
    return { text: useful ?? stripTags(source), html: null, hasRemoteImages: false, beforeQuote: null };
  const { marked, ...rest } = clean;
  if (useful !== null) {
    const before = marked === null ? null : stripTags(marked.slice(0, marked.indexOf(quoteMark)));
    return { ...rest, text: useful, beforeQuote: before };
  }
  if (marked === null) {
    const text = tidyBlankLines(htmlToText(clean.html));
    const hidden = text === '' && !clean.html.includes('<img') ? stripTags(source) : '';
    // Words that a comment without end or the like takes from every browser are still the sender's.
    if (hidden !== '')
      return { text: hidden, html: textToHtml(hidden), hasRemoteImages: false, beforeQuote: null };
    return { ...rest, text, fromHtml: true, beforeQuote: null };
  }
  const markedText = htmlToText(marked);
  return {
    ...rest,
    text: tidyBlankLines(withoutMarks(markedText)),
    marked: markedText,
    fromHtml: true,
    beforeQuote: null,
  };
}

/** Empty paragraphs, and marks that stood alone, leave more blank lines than anybody wants to see. */
export function tidyBlankLines(text: string): string {
  return text.replace(/\n(?:[ \t\u00A0]*\n){2,}/g, '\n\n');
}

/** «This mail needs a program that shows HTML», or the first words of what follows. */
function isStub(plain: string, html: string): boolean {
  if (plain.length > STUB_CHARACTERS_MAX || plain === '' || html.length < plain.length * STUB_RATIO)
    return false;
  const words = stripTags(html).length;
  return words > Math.max(plain.length, 50) * STUB_RATIO;
}

/** What follows a bracket that nothing closes would count as the inside of a tag, and its words would be gone. */
function withOpenEnd(html: string): string {
  const end = html.lastIndexOf('>') + 1;
  return html.slice(0, end) + html.slice(end).replaceAll('<', '&lt;');
}

/** The mark is ours alone: a sender who writes it would choose what is shown. */
function withoutMarks(text: string): string {
  return text.replaceAll(quoteMark, '');
}
