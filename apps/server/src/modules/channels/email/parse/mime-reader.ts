import { MailParser, type MailParserOptions } from 'mailparser';
import { decodeBytes } from './decode-bytes.ts';
import { headerEnd, readHeaderBlock } from './header-block.ts';
import { textToHtml } from './html-text.ts';
import { PARSE_LIMITS } from './parsed-mail.ts';

/** One text of the body in the order of the mail; alternatives of one text are already one entry. */
export interface BodySegment {
  plain: string | null;
  html: string | null;
}

/** An attached part as it came, before its name is made safe. */
export interface RawAttachment {
  fileName: string | null;
  contentType: string;
  contentId: string | null;
  related: boolean;
  content: Buffer;
}

export interface MimeContent {
  segments: BodySegment[];
  attachments: RawAttachment[];
  /** Set when reading stopped early; what was read until then is kept. */
  stopped: 'too_many_parts' | 'failed' | null;
}

/** The part of mailparser's tree that is read here. */
interface PartNode {
  contentType: string | false;
  charset?: string;
  disposition?: string;
  isAttachment?: boolean;
  textContent?: string;
  children: PartNode[];
}
interface HeaderLine {
  key: string;
  line: string;
}
interface Internals {
  tree: PartNode | false;
  createNode(node: unknown): PartNode;
}

/** Prefix of the charset label that makes mailparser hand the undecoded bytes to `BytesDecoder`. */
const UNDECODED = 'x-undecoded;';

/** Takes all bytes of a text part and decodes them in the order of `decodeBytes`. */
class BytesDecoder {
  readonly #declared: string;
  readonly #chunks: Buffer[] = [];
  readonly #listeners: { data: ((chunk: Buffer) => void)[]; end: (() => void)[] } = { data: [], end: [] };

  constructor(label: string) {
    this.#declared = label.startsWith(UNDECODED) ? label.slice(UNDECODED.length) : label;
  }

  on(event: string, listener: (chunk: Buffer) => void): this {
    if (event === 'data') this.#listeners.data.push(listener);
    if (event === 'end') this.#listeners.end.push(listener as () => void);
    return this;
  }

  write(chunk: Buffer): void {
    this.#chunks.push(Buffer.from(chunk));
  }

  end(): void {
    const text = Buffer.from(decodeBytes(Buffer.concat(this.#chunks), this.#declared), 'utf8');
    for (const listener of this.#listeners.data) listener(text);
    for (const listener of this.#listeners.end) listener();
  }
}

/**
 * mailparser with three of its inner steps replaced, so that text is decoded from bytes (its own path
 * loses them for parts that claim UTF-8), headers are not interpreted twice, and alternatives stay apart.
 * The tests of this folder fail if an upgrade changes these steps.
 */
class BodyParser extends MailParser {
  createNode(node: unknown): PartNode {
    const inherited = (MailParser.prototype as unknown as Internals).createNode;
    const created = inherited.call(this as unknown as Internals, node);
    created.charset = UNDECODED + (created.charset ?? '');
    return created;
  }

  processHeaders(lines: HeaderLine[] | undefined): Map<string, string> {
    const contentId = lines?.find((line) => line.key === 'content-id')?.line.replace(/^[^:]*:/, '');
    return new Map(contentId ? [['content-id', contentId.replace(/\s+/g, ' ').trim()]] : []);
  }

  getTextContent(): { type: 'text' } {
    return { type: 'text' };
  }

  segments(): BodySegment[] {
    const tree = (this as unknown as Internals).tree;
    return tree ? collectSegments(tree) : [];
  }
}

/** Reads the body of a mail. It never rejects: a mail that breaks off gives what came before. */
export async function readMime(raw: Buffer): Promise<MimeContent> {
  const whole = await readOnce(withBoundedHeaders(raw));
  if (whole.stopped !== 'too_many_parts') return whole;
  // The parser gives up as a whole, so the beginning that has few enough parts is read again on its own.
  const first = await readOnce(raw.subarray(0, endOfParts(raw)));
  return { ...first, stopped: 'too_many_parts' };
}

/** The parser refuses overlong headers, but the body needs only those that describe it. */
function withBoundedHeaders(raw: Buffer): Buffer {
  const end = headerEnd(raw);
  if (end < PARSE_LIMITS.headerBlockBytesMax) return raw;
  const headers = readHeaderBlock(raw);
  const lines = ['content-type', 'content-transfer-encoding', 'content-disposition'].flatMap((name) =>
    headers.all(name).map((value) => `${name}: ${value.slice(0, 1000)}\r\n`),
  );
  return Buffer.concat([Buffer.from(lines.join('')), raw.subarray(end)]);
}

/** Every part begins with a line that starts with two dashes; the offset of the first one too many. */
function endOfParts(raw: Buffer): number {
  let offset = -1;
  for (let count = 0; count < PARSE_LIMITS.partsMax; count += 1) {
    offset = raw.indexOf('\n--', offset + 1);
    if (offset < 0) return raw.length;
  }
  return offset + 1;
}

function readOnce(raw: Buffer): Promise<MimeContent> {
  const options: MailParserOptions & Record<string, unknown> = {
    Iconv: BytesDecoder as unknown as NonNullable<MailParserOptions['Iconv']>,
    keepDeliveryStatus: true,
    // These two reach the splitter below mailparser: an attached mail stays one part.
    ignoreEmbedded: true,
    maxChildNodes: PARSE_LIMITS.partsMax,
  };
  const parser = new BodyParser(options);
  const attachments: RawAttachment[] = [];
  return new Promise((resolve) => {
    const finish = (stopped: MimeContent['stopped']) =>
      resolve({ segments: parser.segments(), attachments, stopped });
    parser.on('data', (part) => {
      if (part.type !== 'attachment') return;
      const chunks: Buffer[] = [];
      part.content.on('data', (chunk: Buffer) => chunks.push(chunk));
      part.content.on('end', () => {
        attachments.push({
          fileName: part.filename || null,
          contentType: (part.contentType || 'application/octet-stream').toLowerCase(),
          contentId: part.cid || null,
          related: part.related === true,
          content: Buffer.concat(chunks),
        });
        part.release();
      });
    });
    parser.on('end', () => finish(null));
    parser.on('error', (error: Error & { code?: string }) =>
      finish(error.code === 'EMAXLEN' ? 'too_many_parts' : 'failed'),
    );
    parser.end(raw);
  });
}

/** Depth first; the tree is at most as deep as the number of parts allows. */
function collectSegments(node: PartNode): BodySegment[] {
  if (node.contentType === 'multipart/alternative') return collectAlternative(node);
  if (node.children.length > 0) return node.children.flatMap(collectSegments);
  if (node.isAttachment || !node.textContent) return [];
  return node.contentType === 'text/html'
    ? [{ plain: null, html: node.textContent }]
    : [{ plain: node.textContent, html: null }];
}

/** The last child with HTML and the first without are the two renditions of one text. */
function collectAlternative(node: PartNode): BodySegment[] {
  const renditions = node.children.map(collectSegments).filter((segments) => segments.length > 0);
  const rich = renditions.filter((segments) => segments.some((segment) => segment.html !== null)).at(-1);
  const plain = renditions.find((segments) => segments.every((segment) => segment.html === null));
  if (!rich) return plain ?? [];
  if (!plain) return rich;
  const plainText = plain.map((segment) => segment.plain ?? '').join('\n');
  if (plainText.trim() === '') return rich;
  return rich.map((segment, index) =>
    // The plain rendition stands for the whole of the rich one, so every piece of that is shown as HTML only.
    ({ plain: index === 0 ? plainText : '', html: segment.html ?? textToHtml(segment.plain ?? '') }),
  );
}
