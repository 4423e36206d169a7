import { cleanAddress } from './addresses.ts';
import { cleanLine } from './clean-text.ts';
import type { Address } from './parsed-mail.ts';
import { isForwardMark, quoteHeaderAt } from './quote-headers.ts';

const SUBJECT = /^\s*(?:fwd?|fw|rv|reenv|reenvío|reenviado|enc|tr|wg|doorst)\s*:/i;
/** The header of the mail passed on stands within so many lines below the mark. */
const HEADER_LINES_MAX = 12;
const FROM = /^[>\s*_|]*(?:de|from|von|da|desde|remitente)\s*:[*_]*\s*(\S.{0,400})$/i;
const ADDRESS = /[^\s<>()[\]"',;:*]{1,64}@[^\s<>()[\]"',;:*]{1,190}/g;

/** Whether the subject says that the mail passes on another: `RV: …`. An answer to such a mail does not. */
export function isForwardSubject(subject: string): boolean {
  return SUBJECT.test(subject);
}

/**
 * Who wrote the mail that this text passes on: the `De:` below the mark of a forward or, under a subject such as
 * `RV:`, in the first header of earlier mail. Null when the text is no forward or names no address.
 */
export function readForwardedFrom(mail: { text: string; subject: string }): Address | null {
  const lines = mail.text.split('\n');
  const bySubject = isForwardSubject(mail.subject);
  for (let index = 0; index < lines.length; index += 1) {
    const marked = isForwardMark(lines[index] ?? '');
    const header = marked ? null : quoteHeaderAt(lines, index);
    if (!marked && !header) continue;
    // An answer quotes earlier mail: what is passed on further down was passed on before.
    if (!marked && !bySubject) return null;
    return firstAuthor(lines.slice(index, index + HEADER_LINES_MAX));
  }
  return null;
}

function firstAuthor(lines: readonly string[]): Address | null {
  for (const [index, line] of lines.entries()) {
    const value = FROM.exec(line.slice(0, 500))?.[1];
    if (value === undefined) continue;
    // A long name pushes the address to the next line.
    return authorIn(value) ?? authorIn(`${value} ${lines[index + 1] ?? ''}`);
  }
  return authorIn(lines.slice(0, 2).join(' '));
}

function authorIn(value: string): Address | null {
  const found = (value.match(ADDRESS) ?? []).map((candidate) =>
    cleanAddress(candidate.replace(/^mailto:/i, '')),
  );
  const address = found.find((candidate) => candidate !== null);
  if (!address) return null;
  const name = cleanLine((/^([^<([]{1,200})[<([]/.exec(value)?.[1] ?? '').replace(/["*_]/g, ''));
  return { name: name.includes('@') ? '' : name, address };
}
