import sanitize from 'sanitize-html';
import { beginsEarlierMail } from './html-quotes.ts';
import { PARSE_LIMITS } from './parse-limits.ts';
import { quoteMark } from './quote-headers.ts';
import { isColour, sanitizeStyle } from './sanitize-style.ts';

const TAGS = new Set(
  (
    'a b blockquote br center code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strong ' +
    'sub sup table tbody td tfoot th thead tr u ul'
  ).split(' '),
);

/** Each level of these widens every line below it, so their depth has a limit of its own. */
const INDENTING = new Set(['blockquote', 'ol', 'ul']);

const URL_CHARACTERS_MAX = 8192;
const DATA_IMAGE_CHARACTERS_MAX = 1024 * 1024;
const LINK_PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);

type Check = (value: string) => boolean;
const isSide: Check = (value) => /^\d{1,4}%?$/.test(value);
const isSmallNumber: Check = (value) => /^\d{1,3}$/.test(value);
const isAlign: Check = (value) => /^(left|right|center|justify|top|middle|bottom|baseline)$/i.test(value);
/** Words, not markup: what would be markup elsewhere is no name of a picture. */
const isShortText: Check = (value) =>
  value.length <= 500 && !/<\s*[a-z!/?]|\bon\w+\s*=|javascript:/i.test(value);
const CELL = { align: isAlign, valign: isAlign, width: isSide, height: isSide, bgcolor: isColour };
const SPAN = { colspan: isSmallNumber, rowspan: isSmallNumber };

/** Attributes by tag; addresses and style are built separately. */
const ATTRIBUTES: Record<string, Record<string, Check>> = {
  a: { title: isShortText },
  div: { align: isAlign },
  font: { color: isColour, size: (value) => /^[+-]?[1-7]$/.test(value) },
  img: { alt: isShortText, title: isShortText, width: isSide, height: isSide },
  ol: { start: isSmallNumber, type: (value) => /^[1aAiI]$/.test(value) },
  p: { align: isAlign },
  table: { ...CELL, border: isSmallNumber, cellpadding: isSmallNumber, cellspacing: isSmallNumber },
  td: { ...CELL, ...SPAN },
  th: { ...CELL, ...SPAN },
  tr: CELL,
};
const DIRECTION: Check = (value) => /^(ltr|rtl|auto)$/i.test(value);

/** Attribute that marks, inside this module only, the elements in which earlier mail begins. */
const QUOTE_ATTRIBUTE = ' data-earlier="1"';

/** Thrown from inside the parser to stop at once; never leaves this file. */
class OverBudget extends Error {}

export interface SanitizedHtml {
  html: string;
  hasRemoteImages: boolean;
  /** The same HTML with `quoteMark` before every element in which earlier mail begins; null without any. */
  marked: string | null;
}

/**
 * Reduces the HTML of a mail to an allow-list in linear time. Nothing in the result loads by itself:
 * remote images carry `data-remote-src` instead of `src`. Returns null when the markup is larger, deeper
 * or has more tags than `PARSE_LIMITS` allows; the caller then shows text.
 */
export function sanitizeMailHtml(html: string): SanitizedHtml | null {
  if (html.length > PARSE_LIMITS.htmlCharactersMax) return null;
  let hasRemoteImages = false;
  let tags = 0;
  let depth = 0;
  let indentation = 0;
  try {
    const clean = sanitize(html, {
      allowedTags: [...TAGS],
      disallowedTagsMode: 'discard',
      nonTextTags: ['script', 'style', 'title'],
      allowedAttributes: false,
      allowedSchemes: ['http', 'https', 'mailto', 'tel'],
      allowedSchemesByTag: { img: ['cid', 'data'] },
      allowProtocolRelative: false,
      // Styles go through sanitizeStyle; the built-in way parses each one as a whole style sheet.
      parseStyleAttributes: false,
      onOpenTag: (name) => {
        tags += 1;
        depth += 1;
        if (INDENTING.has(name)) indentation += 1;
        if (tags > PARSE_LIMITS.htmlTagsMax || depth > PARSE_LIMITS.htmlDepthMax) throw new OverBudget();
      },
      onCloseTag: (name) => {
        depth -= 1;
        if (INDENTING.has(name)) indentation -= 1;
      },
      transformTags: {
        '*': (tagName, source) => {
          const attribs = cleanAttributes(tagName, source);
          if (attribs['data-remote-src']) hasRemoteImages = true;
          if (TAGS.has(tagName) && beginsEarlierMail(tagName, source)) attribs['data-earlier'] = '1';
          const flat = INDENTING.has(tagName) && indentation > PARSE_LIMITS.indentationMax;
          return { tagName: flat ? 'div' : tagName, attribs };
        },
      },
    });
    return clean.length > PARSE_LIMITS.htmlCharactersMax
      ? null
      : { html: clean.replaceAll(QUOTE_ATTRIBUTE, '').trim(), hasRemoteImages, marked: markQuotes(clean) };
  } catch (error) {
    if (error instanceof OverBudget) return null;
    throw error;
  }
}

/** Attribute values of the result are escaped, so a tag holds no other bracket. */
function markQuotes(clean: string): string | null {
  if (!clean.includes(QUOTE_ATTRIBUTE)) return null;
  return clean.replace(
    /<[^<>]* data-earlier="1"[^<>]*>/g,
    (tag) => `${quoteMark}${tag.replace(QUOTE_ATTRIBUTE, '')}`,
  );
}

/** Builds the attributes anew from those known: whatever is not asked for here does not exist. */
function cleanAttributes(tagName: string, source: Record<string, string>): Record<string, string> {
  const attribs: Record<string, string> = {};
  if (!TAGS.has(tagName)) return attribs;
  for (const [name, check] of Object.entries(ATTRIBUTES[tagName] ?? {})) {
    const value = source[name]?.trim();
    if (value && check(value)) attribs[name] = value;
  }
  if (source.dir && DIRECTION(source.dir)) attribs.dir = source.dir.toLowerCase();
  const style = source.style ? sanitizeStyle(source.style) : '';
  if (style !== '') attribs.style = style;
  if (tagName === 'a') Object.assign(attribs, linkAttributes(source.href));
  if (tagName === 'img') Object.assign(attribs, imageAttributes(source.src));
  return attribs;
}

function linkAttributes(href: string | undefined): Record<string, string> {
  const url = absoluteUrl(href, LINK_PROTOCOLS);
  return url === null ? {} : { href: url, rel: 'noopener noreferrer nofollow', target: '_blank' };
}

function imageAttributes(src: string | undefined): Record<string, string> {
  const value = (src ?? '').trim();
  if (/^cid:/i.test(value)) {
    const contentId = percentDecoded(value.slice(4));
    return /^[^\s"'<>]{1,256}$/.test(contentId) ? { src: `cid:${contentId}` } : {};
  }
  if (/^data:/i.test(value)) return isDataImage(value) ? { src: value } : {};
  const url = absoluteUrl(value.startsWith('//') ? `https:${value}` : value, new Set(['http:', 'https:']));
  return url === null ? {} : { 'data-remote-src': url };
}

/** A content id in an address is percent-encoded (RFC 2392); the header it names is not. */
function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function isDataImage(value: string): boolean {
  return (
    value.length <= DATA_IMAGE_CHARACTERS_MAX &&
    /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(value)
  );
}

/** The address as the URL parser understands it, or null; relative ones have no meaning in a mail. */
function absoluteUrl(value: string | undefined, protocols: ReadonlySet<string>): string | null {
  const trimmed = (value ?? '').trim();
  if (trimmed === '' || trimmed.length > URL_CHARACTERS_MAX) return null;
  try {
    const url = new URL(trimmed);
    return protocols.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
