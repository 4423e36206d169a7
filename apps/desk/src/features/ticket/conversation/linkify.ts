/** A run of plain text, or an address that is safe to link. */
export type TextPiece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

/** Longest address that becomes a link, in characters; longer ones stay text. */
const addressLengthMax = 2000;

// Each alternative begins with fixed letters or is bounded, so that no text makes the search slow.
const candidates =
  /\bhttps?:\/\/[^\s<>"]{1,2000}|\bwww\.[^\s<>"]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/giu;
const trailing = /[.,;:!?'’»”…)\]}]$/u;
const openings: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** Sentence marks after an address belong to the sentence; a bracket that the address opened belongs to it. */
function withoutTrailingMarks(address: string): string {
  let end = address.length;
  while (end > 0) {
    const mark = address.slice(end - 1, end);
    if (!trailing.test(mark)) break;
    const opening = openings[mark];
    if (opening && isBalanced(address.slice(0, end), opening, mark)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function isBalanced(address: string, opening: string, closing: string): boolean {
  return address.split(opening).length === address.split(closing).length;
}

/** The address as the URL parser reads it, or null for anything that is not http, https or mail. */
function safeHref(address: string): string | null {
  if (address.length > addressLengthMax) return null;
  const scheme = /^https?:/i.test(address)
    ? ''
    : address.includes('@') && !/^www\./i.test(address)
      ? 'mailto:'
      : 'https://';
  try {
    const url = new URL(scheme + address);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return (isWeb && url.hostname !== '') || url.protocol === 'mailto:' ? url.href : null;
  } catch {
    return null;
  }
}

/** Splits text into runs and links; joined again, the pieces are the text as it was. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(candidates)) {
    const address = withoutTrailingMarks(match[0]);
    const href = safeHref(address);
    if (!href || match.index < from) continue;
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'link', text: address, href });
    from = match.index + address.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
