import { isForwardSubject } from './forwarded.ts';
import {
  isForwardMark,
  isQuoted,
  looksLikeHeader,
  type QuoteHeader,
  quoteHeaderAt,
  quoteMark,
  RULE,
} from './quote-headers.ts';
import { withoutSignature } from './signature.ts';

const REPLY_SUBJECT = /^\s*(?:re|res|rv|aw|sv|antw|r|resp|respuesta)\s*(?:\[\d+\])?\s*:/i;
/** Lines of a signature or a list footer that may stand below a quote without being an answer. */
const TAIL = /^(?:--|__+|-{5,})[ \t]?$/;
/** What companies put below every mail; nobody writes an answer that begins so. */
const LEGAL =
  /^[*_]*(?:aviso (?:legal|de (?:privacidad|confidencialidad))|advertencia legal|nota de confidencialidad|este (?:mensaje|correo|e-?mail)[^.]{0,80}(?:confidencial|dirigid|contien)|disclaimer|confidentiality notice|this (?:e-?mail|message)[^.]{0,80}(?:confidential|intended)|esta mensagem[^.]{0,80}(?:confidencial|destinad)|aviso de confidencialidade)/i;

/** Whether the subject says that the mail answers another: `Re: …`. */
export function isReplySubject(subject: string): boolean {
  return REPLY_SUBJECT.test(subject);
}

/** A mark of the HTML and the words it belongs to are at most so many lines apart. */
const HEADER_DISTANCE_MAX = 20;

/** What the sender wrote now, and what repeats earlier mail or signs. Together they are the whole text. */
export interface SplitText {
  visible: string;
  /** Null when nothing was cut. */
  quoted: string | null;
}

/**
 * Splits what the sender wrote now from the earlier mail repeated below or above it, and from a signature. It cuts
 * only at a header it knows or at `>` marks, with nothing of the sender's own on the other side: losing text is
 * worse than showing a quote. The first mail of a conversation and forwards are never cut. `text` may hold the mark
 * that stands where the HTML says that earlier mail begins.
 */
export function splitQuoted(mail: {
  text: string;
  subject: string;
  isReply: boolean;
  /** The `>` marks may stand for quotations of the sender's own. */
  unproven?: boolean;
}): SplitText {
  const whole = { visible: mail.text.replaceAll(quoteMark, ''), quoted: null };
  if (!mail.isReply || isForwardSubject(mail.subject)) return whole;
  const marked = mail.text.split('\n');
  const lines = marked.map((line) => line.replaceAll(quoteMark, ''));
  const split = splitLines({ lines, begins: marked.map(beginsEarlier), unproven: mail.unproven === true });
  if (split === 'forward') return whole;
  const { above, quote, below } = split === null ? { above: lines, quote: [], below: [] } : withRule(split);
  const own = [...above, ...below].join('\n').trimEnd();
  if (own.trim() === '') return whole;
  const base = below.length > 0 ? own.trimStart() : own;
  const visible = withoutSignature(base);
  const rest = [base.slice(visible.length).trim(), quote.join('\n')];
  const quoted = rest.filter((part) => part.trim() !== '').join('\n\n');
  return quoted === '' ? whole : { visible, quoted };
}

/** A line drawn above the header of earlier mail belongs to that. */
function withRule({ above, quote, below }: Parts): Parts {
  const last = above.findLastIndex((line) => line.trim() !== '');
  if (quote.length === 0 || last < 0 || !RULE.test(above[last] ?? '')) return { above, quote, below };
  return { above: above.slice(0, last), quote: [...above.slice(last), ...quote], below };
}

/**
 * The same split by what the HTML says before its earlier mail, for a plain rendition in which no header was found:
 * the words of that part must be the first words of the text, and something must be left.
 */
export function splitAsHtml(mail: { text: string; beforeQuote: string }): SplitText | null {
  const wanted = mail.beforeQuote.replace(/[^\p{L}\p{N}]/gu, '');
  if (wanted === '') return null;
  let matched = 0;
  for (const match of mail.text.matchAll(/[\p{L}\p{N}]/gu)) {
    if (match[0] !== wanted.charAt(matched) && match[0] !== wanted.slice(matched, matched + match[0].length))
      return null;
    matched += match[0].length;
    if (matched < wanted.length) continue;
    const lineEnd = mail.text.indexOf('\n', match.index);
    const rest = lineEnd < 0 ? '' : mail.text.slice(lineEnd + 1);
    if (rest.trim() === '') return null;
    const own = mail.text.slice(0, lineEnd).trimEnd();
    const visible = withoutSignature(own);
    const signature = own.slice(visible.length).trim();
    return { visible, quoted: signature === '' ? rest : `${signature}\n\n${rest}` };
  }
  return null;
}

interface Parts {
  above: string[];
  quote: string[];
  below: string[];
}

/** The mark counts where nothing but blanks stands before it on its line. */
function beginsEarlier(line: string): boolean {
  return line.includes(quoteMark) && line.slice(0, line.indexOf(quoteMark)).trim() === '';
}

interface MarkedLines {
  lines: readonly string[];
  /** By line: whether the HTML says that earlier mail begins there. */
  begins: readonly boolean[];
  unproven: boolean;
}

/** Null when no quote can be told apart for certain. */
function splitLines(text: MarkedLines): Parts | 'forward' | null {
  const { lines } = text;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (isForwardMark(line)) return 'forward';
    const header = text.begins[index] ? markedHeader(text, index) : quoteHeaderAt(lines, index);
    if (header === 'forward') return 'forward';
    if (header) return splitAt(lines, header);
    if (isQuoted(line) && !text.unproven) return splitAtMarks(lines, index);
  }
  return null;
}

/** A mark of the HTML makes certain what the words alone would not. */
function markedHeader({ lines }: MarkedLines, index: number): QuoteHeader | 'forward' {
  const ahead = lines.slice(index, index + HEADER_DISTANCE_MAX);
  const filled = Math.max(
    ahead.findIndex((line) => line.trim() !== ''),
    0,
  );
  if (ahead.slice(filled, filled + 2).some(isForwardMark)) return 'forward';
  const found = quoteHeaderAt(lines, index + filled);
  return { start: index, end: found?.end ?? index + filled, certain: true };
}

/** A line shorter than this was not broken by a program on its way. */
const WRAPPED_CHARACTERS_MIN = 55;

/** Which lines are quoted: those marked so, and the ends of long ones that a program broke without marking them. */
function quotedLines(lines: readonly string[]): boolean[] {
  const marks = lines.map(isQuoted);
  return lines.map((line, index) => {
    if (marks[index] || line.trim() === '') return marks[index] === true;
    const before = lines[index - 1] ?? '';
    return marks[index - 1] === true && marks[index + 1] === true && before.length >= WRAPPED_CHARACTERS_MIN;
  });
}

/** What follows a header is all quoted, or not marked at all; an answer in between leaves everything visible. */
function splitAt(lines: readonly string[], header: QuoteHeader): Parts | null {
  const above = lines.slice(0, header.start);
  const rest = lines.slice(header.end);
  const quoted = quotedLines(rest);
  const hasOwn = rest.some((line, index) => line.trim() !== '' && !quoted[index]);
  const hasMarked = quoted.includes(true);
  if (!hasOwn || (!hasMarked && header.certain))
    return { above, quote: lines.slice(header.start), below: [] };
  const end = hasMarked ? markedEnd(rest, quoted) : null;
  if (end === null) return null;
  return joined({ above, quote: lines.slice(header.start, header.end + end), below: rest.slice(end) });
}

/** Quoted lines without a header: at the end of the mail, or above everything else. */
function splitAtMarks(lines: readonly string[], start: number): Parts | null {
  const rest = lines.slice(start);
  const end = markedEnd(rest, quotedLines(rest));
  if (end === null) return null;
  const last = lines.slice(0, start).findLastIndex((line) => line.trim() !== '');
  const from = looksLikeHeader(lines[last] ?? '') ? last : start;
  return joined({
    above: lines.slice(0, from),
    quote: lines.slice(from, start + end),
    below: rest.slice(end),
  });
}

/** Index after the only run of quoted lines, at the beginning; null when there is another one further down. */
function markedEnd(lines: readonly string[], quoted: readonly boolean[]): number | null {
  const last = quoted.lastIndexOf(true);
  const first = quoted.indexOf(true);
  if (lines.slice(0, Math.max(first, 0)).some((line) => line.trim() !== '')) return null;
  return lines.slice(first, last).every((line, at) => line.trim() === '' || quoted[first + at])
    ? last + 1
    : null;
}

/** Text on one side of the quote is the answer; on both sides only a signature may stand below. */
function joined({ above, quote, below }: Parts): Parts | null {
  const isBlank = (part: readonly string[]) => part.every((line) => line.trim() === '');
  if (isBlank(below)) return { above, quote: [...quote, ...below], below: [] };
  if (isBlank(above)) return { above: [], quote, below };
  const firstBelow = below.find((line) => line.trim() !== '') ?? '';
  return TAIL.test(firstBelow) || LEGAL.test(firstBelow.slice(0, 300))
    ? { above, quote: [...quote, ...below], below: [] }
    : null;
}
