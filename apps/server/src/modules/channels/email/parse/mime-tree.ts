import { type HeaderBlock, parseHeaderLines } from './header-block.ts';
import { type ParameterHeader, readParameters } from './header-parameters.ts';
import { PARSE_LIMITS } from './parse-limits.ts';
import { decodeTransfer } from './transfer-encoding.ts';

/** One part of a mail: its headers, its undecoded body, and its children when it is a container. */
export interface MimePart {
  headers: HeaderBlock;
  type: string;
  parameters: ReadonlyMap<string, string>;
  /** Of a leaf: everything; of a container: what stands before its first child. */
  body: Buffer;
  /** Of a container: what follows its end. */
  epilogue: Buffer;
  children: MimePart[];
}

export interface MimeTree {
  root: MimePart;
  /** Reading stopped at a limit; what was read until then is here. */
  stopped: 'too_many_parts' | 'too_deep' | null;
}

interface Frame {
  part: MimePart;
  /** `--boundary`, as it stands in the mail. */
  delimiter: string;
  closed: boolean;
}

interface Line {
  start: number;
  /** Index after its line feed. */
  end: number;
  text: string;
}

const NOTHING = Buffer.alloc(0);
const DELIMITER_CHARACTERS_MAX = 1000;
const HEADER_LINE = /^[!-9;-~]{1,200}[ \t]*:/;

/**
 * Splits a mail into its parts in one pass, whatever is nested in it: a delimiter of an outer container ends all
 * inner ones, so a part that never closes does no harm. Containers whose boundary is missing or wrong are read by
 * the delimiter that really stands in them; when there is none they are text.
 */
export function readMimeTree(raw: Buffer): MimeTree {
  const reader = new TreeReader(raw);
  return reader.read();
}

class TreeReader {
  readonly #raw: Buffer;
  readonly #frames: Frame[] = [];
  #parts = 0;
  #stopped: MimeTree['stopped'] = null;

  constructor(raw: Buffer) {
    this.#raw = raw;
  }

  read(): MimeTree {
    const { part, bodyStart } = this.#readHead(0, 'text/plain');
    this.#readBodies(part, bodyStart);
    return { root: part, stopped: this.#stopped };
  }

  /** Walks from delimiter to delimiter; what lies between belongs to the part that was opened last. */
  #readBodies(root: MimePart, start: number): void {
    let leaf = root;
    let bodyStart = start;
    this.#openContainer(root, bodyStart);
    let line = this.#frames.length === 0 ? null : this.#nextDashes(start);
    for (; line; line = this.#nextDashes(Math.max(line.end, bodyStart))) {
      const index = this.#frameOf(line.text);
      if (index < 0) continue;
      const frame = this.#frames[index]!;
      this.#finish(leaf, bodyStart, line.start);
      this.#frames.length = index + 1;
      bodyStart = line.end;
      frame.closed = line.text.startsWith(`${frame.delimiter}--`);
      if (frame.closed) {
        leaf = frame.part;
        continue;
      }
      this.#parts += 1;
      if (this.#parts > PARSE_LIMITS.partsMax) {
        this.#stopped = 'too_many_parts';
        return;
      }
      ({ part: leaf, bodyStart } = this.#readHead(line.end, defaultChildType(frame.part)));
      frame.part.children.push(leaf);
      this.#openContainer(leaf, bodyStart);
    }
    this.#finish(leaf, bodyStart, this.#raw.length);
  }

  /** Gives the part the bytes up to `end`, without the line break that belongs to the delimiter. */
  #finish(part: MimePart, start: number, end: number): void {
    let stop = end;
    if (stop > start && stop < this.#raw.length && this.#raw[stop - 1] === 0x0a) stop -= 1;
    if (stop > start && stop < this.#raw.length && this.#raw[stop - 1] === 0x0d) stop -= 1;
    const bytes = this.#raw.subarray(start, Math.max(start, stop));
    if (this.#frames.find((frame) => frame.part === part)?.closed) part.epilogue = bytes;
    else if (part.children.length === 0) part.body = bytes;
  }

  #openContainer(part: MimePart, bodyStart: number): void {
    if (!part.type.startsWith('multipart/')) return;
    const boundary = (part.parameters.get('boundary') ?? '').trimEnd();
    const delimiter = boundary === '' ? this.#guessDelimiter(bodyStart) : `--${boundary}`;
    if (delimiter === null) return;
    const top = this.#frames.at(-1);
    if (!top || this.#frames.length < PARSE_LIMITS.depthMax) {
      this.#frames.push({ part, delimiter, closed: false });
      return;
    }
    // Deeper containers are not nested any more: what they hold counts as held by the deepest one allowed.
    this.#stopped ??= 'too_deep';
    this.#frames.push({ part: top.part, delimiter, closed: false });
  }

  /** A container without a boundary: the first dashes that a header follows are taken for its delimiter. */
  #guessDelimiter(start: number): string | null {
    for (
      let line = this.#nextDashes(start), tries = 0;
      line && tries < 20;
      line = this.#nextDashes(line.end), tries += 1
    ) {
      const next = this.#lineAt(line.end);
      if (line.text.length > 4 && /^content-[a-z-]+[ \t]*:/i.test(next.text)) return line.text;
    }
    return null;
  }

  #frameOf(text: string): number {
    for (let index = this.#frames.length - 1; index >= 0; index -= 1) {
      const { delimiter } = this.#frames[index]!;
      if (text === delimiter || text === `${delimiter}--`) return index;
    }
    // Something was written after the delimiter; an inner boundary may begin with an outer one, so the longest wins.
    let best = -1;
    for (const [index, { delimiter }] of this.#frames.entries()) {
      const rest = text.startsWith(delimiter) ? text.slice(delimiter.length) : null;
      if (rest === null || !/^(?:--)?\s/.test(rest)) continue;
      if (best < 0 || delimiter.length >= this.#frames[best]!.delimiter.length) best = index;
    }
    return best;
  }

  /** The headers that begin at `start`, up to an empty line, a known delimiter or something that is no header. */
  #readHead(start: number, typeByDefault: string): { part: MimePart; bodyStart: number } {
    let position = start;
    let bodyStart = this.#raw.length;
    const limit = start + PARSE_LIMITS.headerBlockBytesMax;
    while (position < this.#raw.length) {
      const line = this.#lineAt(position);
      const isEnd = line.text.trim() === '' && !/^[ \t]+$/.test(line.text);
      if (isEnd || (line.start > limit && HEADER_LINE.test(line.text) === false)) {
        bodyStart = line.end;
        break;
      }
      const isBody = this.#frames.length > 0 && !this.#belongsToHead(line, position === start);
      if (isBody) {
        bodyStart = line.start;
        break;
      }
      position = line.end;
    }
    const headers = parseHeaderLines(this.#raw.subarray(start, Math.min(position, bodyStart)));
    return { part: makePart(headers, typeByDefault), bodyStart };
  }

  /** Inside a container a part may lack its headers, or the empty line after them. */
  #belongsToHead(line: Line, isFirst: boolean): boolean {
    if (line.text.startsWith('--') && this.#frameOf(line.text) >= 0) return false;
    return HEADER_LINE.test(line.text) || (!isFirst && /^[ \t]/.test(line.text));
  }

  #lineAt(start: number): Line {
    const feed = this.#raw.indexOf(0x0a, start);
    const end = feed < 0 ? this.#raw.length : feed + 1;
    const text = this.#raw.toString('latin1', start, Math.min(end, start + DELIMITER_CHARACTERS_MAX));
    return { start, end, text: text.replace(/[\r\n]+$/, '') };
  }

  /** The next line that begins with two dashes, from `start` on. */
  #nextDashes(start: number): Line | null {
    const atStart = start === 0 || this.#raw[start - 1] === 0x0a;
    if (atStart && this.#raw[start] === 0x2d && this.#raw[start + 1] === 0x2d)
      return this.#trimmedLine(start);
    const found = this.#raw.indexOf('\n--', start);
    return found < 0 ? null : this.#trimmedLine(found + 1);
  }

  #trimmedLine(start: number): Line {
    const line = this.#lineAt(start);
    return { ...line, text: line.text.trimEnd() };
  }
}

function defaultChildType(container: MimePart): string {
  return container.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
}

function makePart(headers: HeaderBlock, typeByDefault: string): MimePart {
  const { value, parameters } = contentType(headers);
  const type = value === 'text' ? 'text/plain' : value;
  return {
    headers,
    type: /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/.test(type) ? type : typeByDefault,
    parameters,
    body: NOTHING,
    epilogue: NOTHING,
    children: [],
  };
}

/** Of several Content-Type headers the first that says anything counts. */
function contentType(headers: HeaderBlock): ParameterHeader {
  const all = headers.all('content-type').map(readParameters);
  return all.find(({ value }) => value.includes('/')) ?? all[0] ?? readParameters(null);
}

/** The bytes of a leaf with their transfer encoding undone. */
export function decodedBody(part: MimePart): Buffer {
  const isText = part.type.startsWith('text/');
  return decodeTransfer({
    body: part.body,
    encoding: part.headers.first('content-transfer-encoding'),
    isText,
  });
}
