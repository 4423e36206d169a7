import { cleanLine } from './clean-text.ts';
import { decodeBytes } from './decode-bytes.ts';
import { PARSE_LIMITS } from './parsed-mail.ts';

/** The headers of a mail or part, unfolded, by lower-cased name, in the order of the source. */
export interface HeaderBlock {
  /** First value with its raw encoded words, decoded from bytes only; null when the header is missing. */
  first(name: string): string | null;
  /** All values of a header. */
  all(name: string): string[];
  /** First value with its encoded words decoded, on one line. */
  decoded(name: string): string | null;
}

/**
 * Reads the header block at the start of raw mail bytes. Anything that is not `Name: value` is skipped,
 * an `mbox` "From " line included; at most 1 MB is read.
 */
export function readHeaderBlock(raw: Buffer): HeaderBlock {
  const source = raw.toString('latin1', 0, Math.min(headerEnd(raw), PARSE_LIMITS.headerBlockBytesMax));
  const byName = new Map<string, string[]>();
  for (const line of unfold(source)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (name === '' || /\s/.test(name)) continue;
    const value = decodeBytes(Buffer.from(line.slice(colon + 1), 'latin1')).trim();
    const values = byName.get(name);
    if (values) values.push(value);
    else byName.set(name, [value]);
  }
  const all = (name: string) => byName.get(name) ?? [];
  return {
    first: (name) => all(name)[0] ?? null,
    all,
    decoded: (name) => {
      const value = all(name)[0];
      return value === undefined ? null : cleanLine(decodeWords(value));
    },
  };
}

/** Index of the empty line that ends the headers; the length when the mail is headers only. */
export function headerEnd(raw: Buffer): number {
  if (raw[0] === 0x0a || (raw[0] === 0x0d && raw[1] === 0x0a)) return 0;
  // Senders mix line ends, so only the line feed before the empty line is relied on.
  const ends = [raw.indexOf('\n\r\n'), raw.indexOf('\n\n')].filter((index) => index >= 0);
  return ends.length === 0 ? raw.length : Math.min(...ends) + 1;
}

/**
 * Decodes RFC 2047 encoded words. Neighbouring words of one charset are joined as bytes before they are
 * decoded, because senders split characters of several bytes between words.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  const word = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,40})?\?([bq])\?([^?]*)\?=/gi;
  let output = '';
  let position = 0;
  let pending: { charset: string; bytes: Buffer[] } | null = null;
  const flush = () => {
    if (pending) output += decodeBytes(Buffer.concat(pending.bytes), pending.charset);
    pending = null;
  };
  for (const match of value.matchAll(word)) {
    const [whole, charset = '', encoding = '', payload = ''] = match;
    const between = value.slice(position, match.index);
    position = match.index + whole.length;
    const previous = pending as { charset: string; bytes: Buffer[] } | null;
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(payload, 'base64') : fromQ(payload);
    // White space between two encoded words is not part of the text.
    if (previous && between.trim() === '' && previous.charset === charset.toLowerCase()) {
      previous.bytes.push(bytes);
      continue;
    }
    flush();
    if (!previous || between.trim() !== '') output += between;
    pending = { charset: charset.toLowerCase(), bytes: [bytes] };
  }
  flush();
  return output + value.slice(position);
}

function fromQ(payload: string): Buffer {
  const text = payload
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Characters beyond latin1 are already decoded text that a sender put into the word by mistake.
  return Buffer.from(text, /[\u0100-\uFFFF]/.test(text) ? 'utf8' : 'latin1');
}

function unfold(source: string): string[] {
  const lines: string[][] = [];
  for (const line of source.split(/\r?\n/)) {
    const current = lines.at(-1);
    if (current && /^[ \t]/.test(line)) current.push(line);
    else lines.push([line]);
  }
  return lines.map((parts) => parts.join(''));
}
