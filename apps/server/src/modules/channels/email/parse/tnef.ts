import { decodeText } from './decode-text.ts';
import type { BodySegment, RawAttachment } from './mime-content.ts';
import { decompressRtf } from './rtf-compressed.ts';
import { readRtf } from './rtf-text.ts';

/** What a `winmail.dat` of Outlook holds. */
export interface TnefContent {
  segments: BodySegment[];
  attachments: RawAttachment[];
}

const SIGNATURE = 0x223e9f78;
const LEVEL_MESSAGE = 1;
const LEVEL_ATTACHMENT = 2;
/** Attributes by id ([MS-OXTNEF] 2.1.3.2). */
const ATTRIBUTE = {
  title: 0x8010,
  data: 0x800f,
  attachment: 0x9005,
  start: 0x9002,
  codePage: 0x9007,
  properties: 0x9003,
  body: 0x800c,
};
/** MAPI properties by id ([MS-OXPROPS]). */
const PROPERTY = {
  body: 0x1000,
  html: 0x1013,
  rtf: 0x1009,
  data: 0x3701,
  fileName: 0x3704,
  longFileName: 0x3707,
  mimeType: 0x370e,
  contentId: 0x3712,
};
const ATTRIBUTES_MAX = 10_000;
const PROPERTIES_MAX = 2000;

type Properties = Map<number, Buffer>;

interface File {
  title: string | null;
  data: Buffer | null;
  properties: Properties;
}

/**
 * Unpacks the TNEF envelope in which Outlook hides attachments ([MS-OXTNEF]). Null when it is not one or holds
 * nothing; a broken one gives what comes before the break.
 */
export function readTnef(bytes: Buffer): TnefContent | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null;
  const files: File[] = [];
  let message: Properties = new Map();
  let body: Buffer | null = null;
  let codePage = '1252';
  for (const { level, id, data } of attributesOf(bytes)) {
    if (level === LEVEL_MESSAGE && id === ATTRIBUTE.codePage && data.length >= 4)
      codePage = String(data.readUInt32LE(0));
    if (level === LEVEL_MESSAGE && id === ATTRIBUTE.properties) message = readProperties(data);
    if (level === LEVEL_MESSAGE && id === ATTRIBUTE.body) body = data;
    if (level !== LEVEL_ATTACHMENT) continue;
    if (id === ATTRIBUTE.start || files.length === 0)
      files.push({ title: null, data: null, properties: new Map() });
    const file = files.at(-1)!;
    if (id === ATTRIBUTE.title) file.title = decodeText(untilNul(data), `cp${codePage}`);
    if (id === ATTRIBUTE.data) file.data = data;
    if (id === ATTRIBUTE.attachment) file.properties = readProperties(data);
  }
  const attachments = files.flatMap((file) => describe(file) ?? []);
  const segments = readSegments({ message, body, codePage });
  return attachments.length + segments.length === 0 ? null : { attachments, segments };
}

function readSegments(mail: { message: Properties; body: Buffer | null; codePage: string }): BodySegment[] {
  const html = mail.message.get(PROPERTY.html);
  if (html && html.length > 0) return [{ plain: null, html: decodeText(html, `cp${mail.codePage}`) }];
  const own = mail.message.get(PROPERTY.body);
  const plain = own
    ? propertyText(own)
    : decodeText(untilNul(mail.body ?? Buffer.alloc(0)), `cp${mail.codePage}`);
  const rich = readPackedRtf(mail.message.get(PROPERTY.rtf));
  // Outlook keeps the same text as RTF; where it is the only one, it is the text of the mail.
  if (rich !== null && (rich.html !== null || plain.trim() === '')) return [rich];
  return plain.trim() === '' ? [] : [{ plain, html: null }];
}

function readPackedRtf(packed: Buffer | undefined): BodySegment | null {
  const rtf = packed && decompressRtf(packed);
  return rtf ? readRtf(rtf) : null;
}

function describe(file: File): RawAttachment | null {
  const text = (id: number) => {
    const value = file.properties.get(id);
    return value ? propertyText(value).trim() || null : null;
  };
  const content = file.data ?? file.properties.get(PROPERTY.data);
  if (!content) return null;
  return {
    fileName: text(PROPERTY.longFileName) ?? file.title ?? text(PROPERTY.fileName),
    contentType: text(PROPERTY.mimeType)?.toLowerCase() ?? 'application/octet-stream',
    contentId: text(PROPERTY.contentId),
    content,
  };
}

function* attributesOf(bytes: Buffer): Generator<{ level: number; id: number; data: Buffer }> {
  let position = 6;
  for (let count = 0; position + 11 <= bytes.length && count < ATTRIBUTES_MAX; count += 1) {
    const level = bytes.readUInt8(position);
    const id = bytes.readUInt16LE(position + 1);
    const length = bytes.readUInt32LE(position + 5);
    const start = position + 9;
    if (level !== LEVEL_MESSAGE && level !== LEVEL_ATTACHMENT) return;
    yield { level, id, data: bytes.subarray(start, Math.min(start + length, bytes.length)) };
    // A checksum of two bytes follows.
    position = start + length + 2;
  }
}

/** Bytes of a fixed-size MAPI value by its type; others carry their length. */
const FIXED: Record<number, number> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
const UNICODE = 0x1f;
const ANSI = 0x1e;
const OBJECT = 0x0d;

/** The properties of a MAPI block by id. Unicode text is marked with a byte order mark, for `propertyText`. */
function readProperties(block: Buffer): Properties {
  const found: Properties = new Map();
  const cursor = new Cursor(block);
  const count = Math.min(cursor.uint32() ?? 0, PROPERTIES_MAX);
  for (let index = 0; index < count; index += 1) {
    const type = cursor.uint16();
    const id = cursor.uint16();
    if (type === null || id === null || (id >= 0x8000 && !skipName(cursor))) break;
    const value = readValue(cursor, type);
    if (value === null) break;
    if (!found.has(id)) found.set(id, value);
  }
  return found;
}

/** A named property: its identifier is of no use here. */
function skipName(cursor: Cursor): boolean {
  if (cursor.take(16) === null) return false;
  const kind = cursor.uint32();
  if (kind === 0) return cursor.uint32() !== null;
  const length = cursor.uint32();
  return length !== null && cursor.takePadded(length) !== null;
}

function readValue(cursor: Cursor, type: number): Buffer | null {
  const single = type & 0x0fff;
  const isList = (type & 0x1000) !== 0;
  const fixed = FIXED[single];
  if (fixed !== undefined && !isList) return cursor.take(fixed);
  const count = Math.min(cursor.uint32() ?? 0, PROPERTIES_MAX);
  if (fixed !== undefined) return cursor.takePadded(fixed * count);
  let first: Buffer | null = null;
  for (let index = 0; index < Math.max(count, 1); index += 1) {
    const length = cursor.uint32();
    const value = length === null ? null : cursor.takePadded(length);
    if (value === null) return null;
    first ??= value;
  }
  if (first === null) return null;
  if (single === UNICODE) return Buffer.concat([Buffer.from([0xff, 0xfe]), first]);
  if (single === ANSI) return untilNul(first);
  // An object begins with the identifier of its interface.
  return single === OBJECT ? first.subarray(16) : first;
}

function propertyText(value: Buffer): string {
  return decodeText(value).replace(/\0+$/, '');
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Reads forward; null at the end of the bytes. */
class Cursor {
  #position = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  take(length: number): Buffer | null {
    const end = this.#position + length;
    if (end > this.#bytes.length) return null;
    const taken = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return taken;
  }

  takePadded(length: number): Buffer | null {
    const taken = this.take(length);
    this.#position += (4 - (length % 4)) % 4;
    return taken;
  }

  uint16(): number | null {
    return this.take(2)?.readUInt16LE(0) ?? null;
  }

  uint32(): number | null {
    return this.take(4)?.readUInt32LE(0) ?? null;
  }
}
