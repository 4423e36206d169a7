import { writtenTags } from '@ventanilla/contracts/written';
import { htmlToText } from 'html-to-text';
import sanitize from 'sanitize-html';
import { escapeHtml } from '../../platform/escape-html.ts';

const uploadReference = /^upload:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const linkProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const urlLengthMax = 8192;
const altLengthMax = 500;
/** Deeper than anybody writes; what lies below loses its tags, not its text. */
const nestingMax = 40;
/** Quotes within quotes; each level puts a mark before every line below it, so deeper ones stay at this one. */
const quotesMax = 8;
/** Deeper than any program writes: the parser would slow down, so only the text is kept. */
const parsedNestingMax = 1_000;

/** What programs paste for what we write. */
const sameAs: Record<string, string> = {
  b: 'strong',
  i: 'em',
  del: 's',
  strike: 's',
  div: 'p',
  h1: 'h3',
  h2: 'h3',
  h4: 'h3',
  h5: 'h3',
  h6: 'h3',
};

/**
 * Reduces what a composer sends to what the composer writes (`writtenTags`), in linear time. Attributes are built
 * anew: links to the web, mail and telephone, the first number of a list, and images that are uploads; every other
 * image, style, script or form is gone.
 */
export function sanitizeWritten(html: string): string {
  try {
    // PostgreSQL takes no NUL, and none is worth losing the rest for.
    return sanitizeNested(html.replaceAll('\0', ''));
  } catch (error) {
    if (error instanceof TooDeep) return htmlOfText(withoutTags(html));
    throw error;
  }
}

/** Thrown from inside the parser to stop at once; never leaves this file. */
class TooDeep extends Error {}

function withoutTags(html: string): string {
  return html
    .split('<')
    .map((part, index) => (index === 0 ? part : part.slice(part.indexOf('>') + 1)))
    .join('');
}

function sanitizeNested(html: string): string {
  let depth = 0;
  let quotes = 0;
  return sanitize(html, {
    allowedTags: [...writtenTags],
    allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'], img: ['src', 'alt'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['upload'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nestingLimit: nestingMax,
    onOpenTag: (name) => {
      depth += 1;
      if (name === 'blockquote') quotes += 1;
      if (depth > parsedNestingMax) throw new TooDeep();
    },
    onCloseTag: (name) => {
      depth -= 1;
      if (name === 'blockquote') quotes -= 1;
    },
    nonTextTags: ['script', 'style', 'title', 'textarea', 'option', 'noscript', 'xmp', 'template'],
    transformTags: {
      // Renamed only to what is allowed: the library loses count of a renamed tag that it then leaves out.
      '*': (tagName, source) => ({
        tagName: tagName === 'blockquote' && quotes > quotesMax ? 'p' : (sameAs[tagName] ?? tagName),
        attribs: cleanAttributes(tagName, source),
      }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src'],
  }).trim();
}

function cleanAttributes(tagName: string, source: Record<string, string>): Record<string, string> {
  if (tagName === 'a') return linkAttributes(source['href']);
  if (tagName === 'img') return imageAttributes(source);
  const start = source['start'] ?? '';
  return tagName === 'ol' && /^\d{1,6}$/.test(start) ? { start } : {};
}

function linkAttributes(href: string | undefined): Record<string, string> {
  const value = (href ?? '').trim();
  if (value === '' || value.length > urlLengthMax || !URL.canParse(value)) return {};
  const url = new URL(value);
  if (!linkProtocols.has(url.protocol)) return {};
  return { href: url.href, rel: 'noopener noreferrer nofollow', target: '_blank' };
}

function imageAttributes(source: Record<string, string>): Record<string, string> {
  const uploadId = uploadReference.exec((source['src'] ?? '').trim())?.[1];
  if (!uploadId) return {};
  return { src: `upload:${uploadId.toLowerCase()}`, alt: (source['alt'] ?? '').slice(0, altLengthMax) };
}

/** The attribute as `sanitizeWritten` writes it, and nobody else: text between tags has no bare quotes around it. */
const writtenSource = /(<img src=")upload:([0-9a-f-]{36})"/g;

/** Ids of the uploads that sanitised HTML shows, each once, in their order. */
export function imagesOf(html: string): string[] {
  return [...new Set([...html.matchAll(writtenSource)].map((match) => match[2]!))];
}

/** Content-ID of an image of the text, without angle brackets; globally unique, as RFC 2392 wants it. */
export function contentIdOf(uploadId: string): string {
  return `${uploadId}@ventanilla`;
}

/** Sanitised HTML with its images named as a mail names its own parts. */
export function withContentIds(html: string): string {
  return html.replace(writtenSource, (_, before: string, uploadId: string) => {
    return `${before}cid:${contentIdOf(uploadId)}"`;
  });
}

/** The plain text of sanitised HTML, as one would have typed it: lists with their marks, links with their address. */
export function textOfWritten(html: string): string {
  return htmlToText(html, {
    wordwrap: false,
    limits: { maxInputLength: Number.MAX_SAFE_INTEGER, maxDepth: 2 * nestingMax },
    formatters: {
      pictureName: (element, _walk, builder) => {
        const alt = String(element.attribs['alt'] ?? '').trim();
        if (alt !== '') builder.addInline(`[${alt}]`);
      },
    },
    selectors: [
      { selector: 'img', format: 'pictureName' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      { selector: 'h3', options: { uppercase: false } },
      { selector: 'ul', options: { itemPrefix: '- ' } },
      { selector: 'li > p', format: 'paragraph', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ],
  })
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Plain text as paragraphs and lines of HTML. */
export function htmlOfText(text: string): string {
  if (text.trim() === '') return '';
  return escapeHtml(text)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br>')}</p>`)
    .join('');
}
