import { remoteImageAddresses } from '@ventanilla/contracts/remote-image-addresses';
import createDOMPurify, { type Config } from 'dompurify';

/**
 * What may remain of the HTML of a mail in the browser. The server has cleaned it already; this is the second of
 * three walls, the third is the frame (sandbox without scripts, and a policy that loads nothing).
 */
export const mailSanitizer: Config = {
  ALLOWED_TAGS: (
    'a b blockquote br center code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strong ' +
    'sub sup table tbody td tfoot th thead tr u ul'
  ).split(' '),
  ALLOWED_ATTR: (
    'align alt bgcolor border cellpadding cellspacing color colspan data-remote-src dir height href rowspan size src ' +
    'start style title type valign width'
  ).split(' '),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // Values that are no address (a width, a colour) pass by the last two alternatives, as in the library's own.
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel|cid):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  RETURN_DOM_FRAGMENT: true,
};

/** Nothing loads but pictures that the app put there itself. */
const policy =
  "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/** Never together with `allow-scripts`: same origin is only for measuring, popups only for links. */
export const mailSandbox = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

const linkable = /^(?:https?:\/\/|mailto:|tel:)/i;
const embeddedPicture = /^data:image\/(?:png|jpe?g|gif|webp);base64,/i;
/** Styles that could load something, or hide by escapes that they do. */
const loadingStyle = /url|image|expression|@|\\|\/\*/i;
const ownColours = /(?:[\s;"'](?:color|background(?:-color)?)\s*:)|\sbgcolor=|<font[^>]*\scolor=/i;

export interface CleanMail {
  /** Markup for the body of the frame; pictures carry `data-cid` or `data-remote` and no source. */
  html: string;
  /** Content ids it refers to, without `cid:`. */
  contentIds: string[];
  /** Places of its remote images in the message, by which the server is asked for them; `data-remote` has each. */
  remote: number[];
  /** True when a quote at the end was taken out. */
  quoteFolded: boolean;
  /** True when it brings colours of its own, and so needs white paper in either theme. */
  hasOwnColours: boolean;
}

/** Longest line that introduces a quote («El lun, 20 nov… escribió:»), in characters. */
const introductionLengthMax = 300;

let purify: ReturnType<typeof createDOMPurify> | undefined;

/** Cleans the HTML of a mail, points links outwards, and takes the trailing quote out where asked. */
export function cleanMail(html: string, options: { foldQuote: boolean }): CleanMail {
  purify ??= createDOMPurify(window);
  const fragment = purify.sanitize(html, mailSanitizer) as unknown as DocumentFragment;
  const body = document.createElement('div');
  body.append(fragment);
  const quoteFolded = options.foldQuote && foldTrailingQuote(body);
  for (const link of body.querySelectorAll('[href]')) {
    if (linkable.test(link.getAttribute('href') ?? '')) {
      link.setAttribute('target', '_blank');
      link.setAttribute('rel', 'noopener noreferrer nofollow');
    } else link.removeAttribute('href');
  }
  for (const styled of body.querySelectorAll('[style]')) {
    if (loadingStyle.test(styled.getAttribute('style') ?? '')) styled.removeAttribute('style');
  }
  const addresses = remoteImageAddresses(html);
  const remote = [...body.querySelectorAll('[data-remote-src]')].flatMap((picture) =>
    prepareRemote(picture, addresses),
  );
  const contentIds = [...body.querySelectorAll('[src]')].flatMap((picture) => preparePicture(picture));
  const clean = body.innerHTML;
  return {
    html: clean,
    contentIds: [...new Set(contentIds)],
    remote: [...new Set(remote)],
    quoteFolded,
    hasOwnColours: ownColours.test(clean),
  };
}

/** Its address goes, so that nothing could ever load it by itself; its place in the message stays. */
function prepareRemote(picture: Element, addresses: readonly string[]): number[] {
  const index = addresses.indexOf(picture.getAttribute('data-remote-src') ?? '');
  picture.removeAttribute('data-remote-src');
  if (index < 0 || picture.tagName !== 'IMG') return [];
  picture.removeAttribute('src');
  picture.setAttribute('data-remote', String(index));
  return [index];
}

function preparePicture(picture: Element): string[] {
  const source = picture.getAttribute('src') ?? '';
  if (embeddedPicture.test(source) && picture.tagName === 'IMG') return [];
  picture.removeAttribute('src');
  if (!/^cid:/i.test(source) || picture.tagName !== 'IMG') return [];
  const contentId = source.slice(4);
  picture.setAttribute('data-cid', contentId);
  return [contentId];
}

/** Takes out the last quote when nothing but space follows it, with the line that introduces it. */
function foldTrailingQuote(body: HTMLElement): boolean {
  const quote = [...body.querySelectorAll('blockquote')].find(
    (each) => !each.parentElement?.closest('blockquote') && isLast(each, body),
  );
  if (!quote) return false;
  const before = textBefore(quote, body);
  quote.remove();
  const introduction = before?.textContent ?? '';
  if (/:\s*$/.test(introduction) && introduction.length < introductionLengthMax) before?.remove();
  trimEnd(body);
  return body.textContent?.trim() !== '';
}

/** Takes out the empty lines that stood before the quote. */
function trimEnd(element: Element): void {
  for (let last = element.lastChild; last; last = element.lastChild) {
    const isEmpty = !last.textContent?.trim() && !(last instanceof Element && last.querySelector('img'));
    if (!isEmpty || (last instanceof Element && last.tagName === 'IMG')) break;
    last.remove();
  }
  const { lastChild } = element;
  if (lastChild instanceof Element && lastChild.tagName !== 'TABLE') trimEnd(lastChild);
}

function isLast(element: Element, root: Element): boolean {
  for (let node: Element = element; node !== root; node = node.parentElement as Element) {
    for (let next = node.nextSibling; next; next = next.nextSibling) {
      if (next.textContent?.trim()) return false;
    }
  }
  return true;
}

/** The nearest element or text with words before the quote. */
function textBefore(element: Element, root: Element): ChildNode | null {
  for (let node: Element = element; node !== root; node = node.parentElement as Element) {
    for (let previous = node.previousSibling; previous; previous = previous.previousSibling) {
      if (previous.textContent?.trim()) return previous;
    }
  }
  return null;
}

export interface MailPaper {
  ink: string;
  link: string;
  dark: boolean;
  language: string;
}

/** The theme inside the frame; the frame itself must say the same, or the browser paints a ground between them. */
export function mailScheme(clean: CleanMail, isDark: boolean): 'light' | 'dark' {
  return isDark && !clean.hasOwnColours ? 'dark' : 'light';
}

/** Of what stands where a picture did not come; a mail's own classes do not survive its cleaning. */
export const missingPictureClass = 'missing';

/** The document of the frame around clean markup. */
export function mailDocument(clean: CleanMail, paper: MailPaper): string {
  const white = clean.hasOwnColours;
  const scheme = mailScheme(clean, paper.dark);
  const ink = white ? '#1e1c19' : paper.ink;
  const ground = white && paper.dark ? '#ffffff' : 'transparent';
  const padding = white && paper.dark ? '12px' : '0';
  const style = `
:root{color-scheme:${scheme}}
html{overflow-y:hidden;overflow-x:auto;background:${ground}}
body{margin:0;padding:${padding};color:${ink};font:14px/1.6 "Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
a[href]{color:${white ? '#463ca8' : paper.link}}
img{max-width:100%;height:auto}
img:not([src]){background:#8883;border-radius:4px;font-size:12px}
.${missingPictureClass}{display:inline-block;padding:2px 8px;border:1px dashed #8888;border-radius:6px;font-size:12px;opacity:.8}
table{max-width:100%}
pre{white-space:pre-wrap}
blockquote{margin:8px 0;padding-left:12px;border-left:2px solid #8888}
p:first-child{margin-top:0}
p:last-child{margin-bottom:0}`;
  return `<!doctype html><html lang="${paper.language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><title>-</title><style>${style}</style></head><body>${clean.html}</body></html>`;
}
