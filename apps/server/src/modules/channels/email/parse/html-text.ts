import { htmlToText as convert } from 'html-to-text';
import { escapeHtml } from '../../../../platform/escape-html.ts';

/** Plain text as one HTML block with its line breaks. */
export function textToHtml(text: string): string {
  return text === '' ? '' : `<div>${escapeHtml(text).replace(/\n/g, '<br>')}</div>`;
}

/** Plain rendition of sanitised HTML: quotes keep their `>`, links their address, images are left out. */
export function htmlToText(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: Number.MAX_SAFE_INTEGER, ellipsis: '…' },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  }).trim();
}

/**
 * Text of HTML that is too large or too deep for a real parser: tags go, style and script go with their
 * content. One pass, whatever the input.
 */
export function stripTags(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    if (open < 0) break;
    parts.push(html.slice(position, open));
    const close = html.indexOf('>', open);
    if (close < 0) {
      position = open;
      break;
    }
    const raw = /^<(script|style)\b/.exec(lower.slice(open, open + 8))?.[1];
    const end = raw ? lower.indexOf(`</${raw}`, close) : close;
    if (/^<\/?(br|p|div|tr|li|h[1-6]|blockquote)\b/.test(lower.slice(open, open + 13))) parts.push('\n');
    // A raw element that never closes swallows the rest, as it does in a browser.
    if (end < 0) return tidy(parts.join(''));
    position = raw ? end : end + 1;
  }
  return tidy(parts.join('') + html.slice(position));
}

function tidy(text: string): string {
  return text
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
