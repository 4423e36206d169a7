import { decodeDos, decodeUtf7, decodeWindows1252 } from './code-pages.ts';
import { repairDoubleEncoding } from './double-encoding.ts';

/** Charsets whose bytes may pass as UTF-8 although they mean something else: the label has to win. */
const LABEL_FIRST = /^(iso-2022|hz|utf-?7|unicode-1-1-utf-7|csiso2022)/i;
const WIDE = /^(utf-?16|utf-?32|ucs-?2|unicode$|iso-10646)/i;
const DOUBLE_BYTE: Record<string, string> = {
  '932': 'shift_jis',
  '936': 'gbk',
  '949': 'euc-kr',
  '950': 'big5',
};

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes bytes of a mail whose label may be missing or wrong (R5): strict UTF-8, then the declared charset, then
 * windows-1252, which never fails. Text that was UTF-8 read as windows-1252 on its way here is mended when that is
 * certain. Never throws.
 */
export function decodeText(bytes: Uint8Array, declared?: string | null): string {
  return repairDoubleEncoding(decodeBytes(bytes, declared));
}

function decodeBytes(bytes: Uint8Array, declared?: string | null): string {
  const label = cleanLabel(declared);
  const marked = wideEncoding(bytes, label);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  if (LABEL_FIRST.test(label) || (label === '' && hasJapaneseEscapes(bytes))) {
    const stateful = decodeAs(bytes, label === '' ? 'iso-2022-jp' : label);
    if (stateful !== null) return stateful;
  }
  try {
    return strictUtf8.decode(bytes);
  } catch {
    const asDeclared =
      label === '' || /^utf-?8/i.test(label) || isNarrowDespite(label, bytes) ? null : decodeAs(bytes, label);
    return mostlyUtf8(bytes, asDeclared !== null) ?? asDeclared ?? decodeWindows1252(bytes);
  }
}

/** Labels come quoted, with comments, and in spellings that no standard knows. */
function cleanLabel(declared: string | null | undefined): string {
  const label = (declared ?? '')
    .trim()
    .replace(/^["']+|["';,\s].*$/g, '')
    .toLowerCase();
  const codePage = /^(?:x-)?(?:cp|ms|windows)[-_]?(\d{3,4})$/.exec(label)?.[1] ?? '';
  if (/^125[0-8]$/.test(codePage)) return `windows-${codePage}`;
  if (DOUBLE_BYTE[codePage]) return DOUBLE_BYTE[codePage];
  if (label === 'ansi' || label === 'latin-1' || label === 'iso-latin-1') return 'windows-1252';
  return label
    .replace(/^iso_?(\d)/, 'iso-$1')
    .replace(/^iso-8859_/, 'iso-8859-')
    .replace(/^utf8mb4$/, 'utf-8');
}

/** UTF-16 by its byte order mark, or by its zeros: a label alone is often wrong. */
function wideEncoding(bytes: Uint8Array, label: string): 'utf-16le' | 'utf-16be' | null {
  // Two stray bytes before ordinary text are no byte order mark.
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const isNarrow = isMarked && bytes.length > 2 && !bytes.includes(0) && isUtf8(bytes.subarray(2));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return isNarrow ? null : 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return isNarrow ? null : 'utf-16be';
  const sample = bytes.subarray(0, 2000);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = sample.length * (WIDE.test(label) ? 0.05 : 0.3);
  if (even + odd === 0 || even + odd < many || sample.length < 4) return null;
  return even > odd ? 'utf-16be' : 'utf-16le';
}

/** A label of two bytes a character on text that is plainly of one: most of it is readable ASCII. */
function isNarrowDespite(label: string, bytes: Uint8Array): boolean {
  if (!WIDE.test(label)) return false;
  const readable = bytes.filter((byte) => byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte < 0x7f));
  return readable.length > bytes.length * 0.7;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function hasJapaneseEscapes(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('\x1b$B');
}

/** Null when the charset is unknown or some bytes have no meaning in it. */
function decodeAs(bytes: Uint8Array, label: string): string | null {
  const dos = decodeDos(bytes, label);
  if (dos !== null) return dos;
  if (/utf-?7$/.test(label)) return decodeUtf7(bytes);
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label);
  } catch {
    return null;
  }
  // Node's own decoder treats bytes 0x80 to 0x9F of this charset as controls.
  if (decoder.encoding === 'windows-1252') return decodeWindows1252(bytes);
  const text = decoder.decode(bytes);
  return text.includes('\uFFFD') ? null : text;
}

/** One well-formed character of several bytes, as bytes written in latin1. */
const SEQUENCE =
  /[\u00C2-\u00DF][\u0080-\u00BF]|[\u00E0-\u00EF][\u0080-\u00BF]{2}|[\u00F0-\u00F4][\u0080-\u00BF]{3}/g;

/**
 * UTF-8 with a few bytes of something else: cut in the middle of a character, or joined by a gateway with text of
 * another charset. Those bytes are read as windows-1252. Null when the bytes are not mostly UTF-8.
 */
function mostlyUtf8(bytes: Uint8Array, hasOtherReading: boolean): string | null {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const sequences = raw.match(SEQUENCE)?.length ?? 0;
  if (sequences === 0) return null;
  const high = raw.match(/[\u0080-\u00FF]/g)?.length ?? 0;
  const covered = (raw.match(SEQUENCE) ?? []).reduce((total, sequence) => total + sequence.length, 0);
  // A charset of two bytes a character also has many such pairs by chance, so more is asked of it.
  if (high - covered > sequences * (hasOtherReading ? 0.1 : 1)) return null;
  let output = '';
  let position = 0;
  for (const match of raw.matchAll(SEQUENCE)) {
    output += decodeWindows1252(Buffer.from(raw.slice(position, match.index), 'latin1'));
    output += Buffer.from(match[0], 'latin1').toString('utf8');
    position = match.index + match[0].length;
  }
  return output + decodeWindows1252(Buffer.from(raw.slice(position), 'latin1'));
}
