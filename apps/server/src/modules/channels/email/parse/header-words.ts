import { decodeText } from './decode-text.ts';

interface Pending {
  charset: string;
  bytes: Buffer[];
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
  let pending: Pending | null = null;
  const flush = () => {
    if (pending) output += decodeText(Buffer.concat(pending.bytes), pending.charset);
    pending = null;
  };
  for (const match of value.matchAll(word)) {
    const [whole, charset = '', encoding = '', payload = ''] = match;
    const between = value.slice(position, match.index);
    position = match.index + whole.length;
    const previous = pending as Pending | null;
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
