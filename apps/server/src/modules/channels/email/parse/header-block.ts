import { cleanLine } from './clean-text.ts';
import { decodeText } from './decode-text.ts';
import { decodeWords } from './header-words.ts';
import { PARSE_LIMITS } from './parse-limits.ts';

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
  return parseHeaderLines(raw.subarray(0, headerEnd(raw)));
}

/** The same for bytes that are headers only, wherever they end. */
export function parseHeaderLines(bytes: Buffer): HeaderBlock {
  const source = bytes.toString('latin1', 0, Math.min(bytes.length, PARSE_LIMITS.headerBlockBytesMax));
  const byName = new Map<string, string[]>();
  for (const line of unfold(source)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (name === '' || /\s/.test(name)) continue;
    const value = decodeValue(line.slice(colon + 1)).trim();
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

function decodeValue(value: string): string {
  return /[\u0080-\u00FF]/.test(value) || value.includes('\u001B')
    ? decodeText(Buffer.from(value, 'latin1'))
    : value;
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
