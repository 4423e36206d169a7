import { uudecodeLines } from './uuencode.ts';

/** What a declared Content-Transfer-Encoding is taken for; misspellings and unknown ones carry no encoding. */
type TransferEncoding = 'base64' | 'quoted-printable' | 'uuencode' | 'identity';

/** Lines beyond base64, which gateways append unencoded, are looked for in so many lines of the end. */
const FOOTER_LINES_MAX = 60;
const BASE64_LINE = /^[A-Za-z0-9+/]+={0,2}$/;

/** Undoes the transfer encoding of a part. What is no such encoding, whatever the label says, stays as it is. */
export function decodeTransfer(part: { body: Buffer; encoding: string | null; isText: boolean }): Buffer {
  const encoding = readEncoding(part.encoding);
  if (encoding === 'base64') return decodeBase64(part.body, part.isText);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(part.body);
  if (encoding === 'uuencode') return uudecodeLines(part.body.toString('latin1')) ?? part.body;
  const unlabelled = part.encoding === null && part.isText && isSurelyQuotedPrintable(part.body);
  return unlabelled ? decodeQuotedPrintable(part.body) : part.body;
}

function readEncoding(value: string | null): TransferEncoding {
  const label = (value ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  if (label.startsWith('base64')) return 'base64';
  if (label.startsWith('quotedprint')) return 'quoted-printable';
  if (/^x?uu/.test(label)) return 'uuencode';
  return 'identity';
}

function decodeBase64(body: Buffer, isText: boolean): Buffer {
  const lines = body.toString('latin1').split(/\r?\n/);
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? '';
  const isForeign = first !== '' && !BASE64_LINE.test(first.replace(/\s/g, ''));
  const isWords = /\S\s+\S/.test(first);
  // Files come with a stray character now and then; what has words as well was never encoded.
  if (isText ? isForeign || isWords : isForeign && isWords) return body;
  const footer = isText ? footerStart(lines) : lines.length;
  const decoded = decodeGroups(lines.slice(0, footer).join(''));
  if (footer === lines.length) return decoded;
  return Buffer.concat([decoded, Buffer.from(`\n${lines.slice(footer).join('\n')}`, 'latin1')]);
}

/** Padding in the middle ends one encoded run and begins another: gateways join files like that. */
function decodeGroups(text: string): Buffer {
  const compact = text.replace(/[^A-Za-z0-9+/=]/g, '');
  if (!/=[^=]/.test(compact)) return Buffer.from(compact, 'base64');
  return Buffer.concat((compact.match(/[^=]+=*/g) ?? []).map((group) => Buffer.from(group, 'base64')));
}

/** Index of the first of the last lines that cannot be base64, such as the footer of a mailing list. */
function footerStart(lines: readonly string[]): number {
  for (let index = Math.max(0, lines.length - FOOTER_LINES_MAX); index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trim();
    if (line !== '' && !BASE64_LINE.test(line)) return index;
  }
  return lines.length;
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const output = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index] ?? 0;
    if (byte !== 0x3d) {
      output[length++] = byte;
      continue;
    }
    const high = hexValue(body[index + 1]);
    const low = hexValue(body[index + 2]);
    if (high >= 0 && low >= 0) {
      output[length++] = high * 16 + low;
      index += 2;
      continue;
    }
    const end = softBreakEnd(body, index + 1);
    if (end < 0) output[length++] = byte;
    else index = end - 1;
  }
  return output.subarray(0, length);
}

/** Index after a soft line break that begins here, trailing blanks allowed; −1 when there is none. */
function softBreakEnd(body: Buffer, start: number): number {
  let index = start;
  while (body[index] === 0x20 || body[index] === 0x09) index += 1;
  if (index >= body.length) return body.length;
  if (body[index] === 0x0d) index += 1;
  return body[index] === 0x0a ? index + 1 : -1;
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const upper = byte & 0xdf;
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1;
}

/** Only when every equals sign is an escape or a soft break, and several stand for accented letters. */
function isSurelyQuotedPrintable(body: Buffer): boolean {
  if (!body.includes('=C3=') && !body.includes('=c3=') && !body.includes('=E2=80=')) return false;
  const text = body.toString('latin1', 0, 64 * 1024);
  const signs = text.match(/=/g)?.length ?? 0;
  const escapes = text.match(/=(?:[0-9A-F]{2}|[0-9a-f]{2}|[ \t]*\r?\n)/g)?.length ?? 0;
  return signs >= 2 && signs - escapes <= 1;
}
