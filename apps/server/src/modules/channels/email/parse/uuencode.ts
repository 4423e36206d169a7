/** A file found inside a text. */
export interface UuencodedFile {
  name: string;
  content: Buffer;
}

const BEGIN = /^begin [0-7]{3,4} (\S.{0,250}?)[ \t]*$/;
/** Each try may read to the end of the text. */
const TRIES_MAX = 100;

/**
 * Takes the uuencoded files out of a text, as programs before MIME sent them. The text comes back without them; a
 * block that does not decode or never ends stays where it is.
 */
export function extractUuencoded(text: string): { text: string; files: UuencodedFile[] } {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] };
  const lines = text.split(/\r?\n/);
  const kept: string[] = [];
  const files: UuencodedFile[] = [];
  let tries = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const name = tries < TRIES_MAX ? BEGIN.exec(lines[index] ?? '')?.[1] : undefined;
    if (name !== undefined) tries += 1;
    const end = name === undefined ? -1 : lines.indexOf('end', index);
    const content = name === undefined || end < 0 ? null : decodeLines(lines.slice(index + 1, end));
    if (name === undefined || content === null) {
      kept.push(lines[index] ?? '');
      continue;
    }
    files.push({ name, content });
    index = end;
  }
  return { text: kept.join('\n'), files };
}

/** The content of a body that is one uuencoded file, with or without its `begin` line; null when it is not. */
export function uudecodeLines(body: string): Buffer | null {
  const lines = body.split(/\r?\n/);
  const begin = lines.findIndex((line) => BEGIN.test(line));
  const end = lines.indexOf('end', begin + 1);
  return decodeLines(lines.slice(begin + 1, end < 0 ? lines.length : end));
}

/** Null when a line is not uuencoded. */
function decodeLines(lines: readonly string[]): Buffer | null {
  const chunks: Buffer[] = [];
  for (const line of lines) {
    if (line === '' || line === '`' || line.trim() === '') continue;
    const length = (line.charCodeAt(0) - 32) & 63;
    const needed = Math.ceil(length / 3) * 4;
    // Blanks at the end of a line stand for zeros and get lost on the way.
    const data = line.slice(1).padEnd(needed, ' ');
    if (length === 0 || line.length > needed + 3 || /[^ -`]/.test(data)) return null;
    chunks.push(decodeLine(data, length));
  }
  return chunks.length === 0 ? null : Buffer.concat(chunks);
}

function decodeLine(data: string, length: number): Buffer {
  const bytes: number[] = [];
  for (let index = 0; bytes.length < length; index += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((offset) => (data.charCodeAt(index + offset) - 32) & 63) as [
      number,
      number,
      number,
      number,
    ];
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Buffer.from(bytes.slice(0, length));
}
