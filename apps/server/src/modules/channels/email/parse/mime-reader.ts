import { readParameters } from './header-parameters.ts';
import { textToHtml } from './html-text.ts';
import type { BodySegment, RawAttachment } from './mime-content.ts';
import { decodedBody, type MimePart, type MimeTree, readMimeTree } from './mime-tree.ts';
import { type Protection, readArmor, signedContent } from './protection.ts';
import { decodeTextPart, isReadableText, looksLikeHtml } from './text-part.ts';
import { readTnef } from './tnef.ts';
import { extractUuencoded } from './uuencode.ts';

export interface MimeContent {
  segments: BodySegment[];
  attachments: RawAttachment[];
  /** iCalendar sources in the order of the mail. */
  calendars: string[];
  protection: Protection;
  /** Set when reading stopped early; what was read until then is kept. */
  stopped: MimeTree['stopped'];
}

/** Renditions for programs that are not ours; their text is in the other alternatives. */
const OTHER_RENDITIONS = new Set(['text/x-amp-html', 'text/watch-html']);
const SIGNATURES = /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature)$/;
const OPAQUE = /^application\/(?:x-)?pkcs7-mime$/;
/** Signed mail within signed mail ends somewhere. */
const OPAQUE_LEVELS_MAX = 3;
/** Parts without announcement begin within so many bytes of a body. */
const START_BYTES_MAX = 2000;
const EPILOGUE_BYTES_MAX = 100 * 1024;

/** Reads the body of a mail: what to show, in order, and what is attached. Never throws on any bytes. */
export function readMime(raw: Buffer): MimeContent {
  const { root, stopped } = readMimeTree(raw);
  const reader = new BodyReader();
  const segments = reader.read(root);
  return { ...reader.found, segments: withLostText({ root, segments, found: reader.found }), stopped };
}

/** A body that gave nothing at all is shown as it stands before its first or after its last delimiter. */
function withLostText(mail: {
  root: MimePart;
  segments: BodySegment[];
  found: { attachments: readonly RawAttachment[] };
}): BodySegment[] {
  const { root, segments } = mail;
  // A container that is closed before anything was opened has all of its text behind.
  if (root.children.length === 0 && root.epilogue.length === 0) return segments;
  const after = root.epilogue.subarray(0, EPILOGUE_BYTES_MAX);
  const epilogue = decodeTextPart({ ...root, type: 'text/plain' }, after);
  const withEpilogue = /\p{L}{2}/u.test(epilogue) ? [...segments, { plain: epilogue, html: null }] : segments;
  if (withEpilogue.length > 0 || mail.found.attachments.length > 0) return withEpilogue;
  return [{ plain: decodeTextPart({ ...root, type: 'text/plain' }, root.body), html: null }];
}

class BodyReader {
  readonly found = {
    attachments: [] as RawAttachment[],
    calendars: [] as string[],
    protection: { signed: null, encrypted: null } as Protection,
  };
  #textSeen = false;
  #opaqueLevels = 0;

  read(part: MimePart, isRoot = true): BodySegment[] {
    if (part.children.length > 0) return this.#readContainer(part);
    if (part.type.startsWith('multipart/')) return this.#readUnbounded(part);
    if (part.type.startsWith('text/')) return this.#readText(part, isRoot);
    return this.#readFile(part);
  }

  #readContainer(part: MimePart): BodySegment[] {
    if (part.type === 'multipart/signed') this.found.protection.signed ??= 'smime';
    if (part.type === 'multipart/encrypted') this.found.protection.encrypted = 'pgp';
    if (part.type !== 'multipart/alternative')
      return part.children.flatMap((child) => this.read(child, false));
    return mergeAlternatives(
      part.children.map((child) => {
        // Every rendition is the first text of its own.
        this.#textSeen = false;
        return this.read(child, false);
      }),
    );
  }

  /** A container in which its delimiter was not found: perhaps encoded as a whole, else it is text. */
  #readUnbounded(part: MimePart): BodySegment[] {
    const body = decodedBody({ ...part, type: 'text/plain' });
    if (body.toString('latin1', 0, 2000).trim() === '') return [];
    const again = asContainer(body);
    if (again !== null) return this.#readContainer(again);
    const html = looksLikeHtml(body);
    const text = decodeTextPart({ ...part, type: html ? 'text/html' : 'text/plain' }, body);
    return [html ? { plain: null, html: text } : { plain: text, html: null }];
  }

  #readText(part: MimePart, isRoot: boolean): BodySegment[] {
    if (OTHER_RENDITIONS.has(part.type)) return [];
    if (part.type === 'text/calendar') return this.#readFile(part);
    const unlabelled = isRoot && part.headers.first('content-type') === null ? asContainer(part.body) : null;
    if (unlabelled !== null) return this.#readContainer(unlabelled);
    const disposition = readParameters(part.headers.first('content-disposition'));
    const fileName = disposition.parameters.get('filename') ?? null;
    const isFile =
      disposition.value === 'attachment' || (this.#textSeen && (fileName ?? part.parameters.get('name')));
    if (!isReadableText(part.type) || (isFile && !isRoot)) return this.#readFile(part);
    // Text that is shown but has a file name of its own is offered as a file as well.
    if (fileName !== null) this.#readFile(part);
    const body = decodedBody(part);
    const text = decodeTextPart(part, body);
    this.#textSeen ||= text.trim() !== '';
    const unlabelledHtml = part.headers.first('content-type') === null && looksLikeHtml(body);
    if (part.type === 'text/html' || unlabelledHtml) return text === '' ? [] : [{ plain: null, html: text }];
    const armor = readArmor(text);
    this.found.protection.signed ??= armor.signed ? 'pgp' : null;
    this.found.protection.encrypted ??= armor.encrypted ? 'pgp' : null;
    const { text: plain, files } = extractUuencoded(armor.text);
    for (const { name, content } of files) {
      this.found.attachments.push({
        fileName: name,
        contentType: 'application/octet-stream',
        contentId: null,
        content,
      });
    }
    return plain === '' ? [] : [{ plain, html: null }];
  }

  #readFile(part: MimePart): BodySegment[] {
    if (SIGNATURES.test(part.type)) {
      this.found.protection.signed = part.type.includes('pgp') ? 'pgp' : 'smime';
      return [];
    }
    if (part.type === 'application/pgp-encrypted') return [];
    const file = this.#describe(part);
    if (OPAQUE.test(part.type)) return this.#readOpaque(file);
    if (part.type.endsWith('/ms-tnef') || /^winmail\.dat$/i.test(file.fileName ?? ''))
      return this.#readTnef(file);
    if (part.type === 'text/calendar' || part.type === 'application/ics') {
      const source = decodeTextPart(part, file.content);
      const isKnown = this.found.calendars.some((known) => known.trim() === source.trim());
      if (isKnown) return [];
      this.found.calendars.push(source);
    }
    this.found.attachments.push(file);
    return [];
  }

  #describe(part: MimePart): RawAttachment {
    const disposition = readParameters(part.headers.first('content-disposition'));
    const location = part.headers.first('content-location');
    const fileName =
      disposition.parameters.get('filename') ??
      disposition.parameters.get('name') ??
      part.parameters.get('name') ??
      part.parameters.get('filename') ??
      (location && !/^(?:cid|data):/i.test(location) ? location.replace(/[?#].*$/, '') : null);
    return {
      fileName,
      contentType: part.type,
      contentId: part.headers.first('content-id')?.replace(/^[\s<]+|[>\s]+$/g, '') || null,
      content: decodedBody(part),
    };
  }

  /** S/MIME in one piece: what was only signed is read like any mail; what was encrypted stays a file. */
  #readOpaque(file: RawAttachment): BodySegment[] {
    const inner = this.#opaqueLevels < OPAQUE_LEVELS_MAX ? signedContent(file.content) : null;
    if (inner === null) {
      this.found.protection.encrypted ??= 'smime';
      this.found.attachments.push(file);
      return [];
    }
    this.found.protection.signed ??= 'smime';
    this.#opaqueLevels += 1;
    return this.read(readMimeTree(inner).root, false);
  }

  #readTnef(file: RawAttachment): BodySegment[] {
    const content = readTnef(file.content);
    if (content === null) {
      this.found.attachments.push(file);
      return [];
    }
    this.found.attachments.push(...content.attachments);
    // The mail usually has the same text as a part of its own.
    return this.#textSeen ? [] : content.segments;
  }
}

/** Parts that stand in a body without being announced, or under a boundary that is not theirs; null without any. */
function asContainer(body: Buffer): MimePart | null {
  if (!/(?:^|\n)--\S{2,200}[ \t]*\r?\ncontent-/i.test(body.toString('latin1', 0, START_BYTES_MAX)))
    return null;
  const { root } = readMimeTree(Buffer.concat([Buffer.from('Content-Type: multipart/mixed\r\n\r\n'), body]));
  return root.children.length > 0 ? root : null;
}

/** The last rendition with HTML and the first without are the two renditions of one text. */
function mergeAlternatives(all: readonly BodySegment[][]): BodySegment[] {
  const renditions = all.filter((segments) => segments.length > 0);
  const rich = renditions.filter((segments) => segments.some((segment) => segment.html !== null)).at(-1);
  const plain = renditions.find((segments) => segments.every((segment) => segment.html === null));
  if (!rich) return plain ?? [];
  const plainText = (plain ?? []).map((segment) => segment.plain ?? '').join('\n');
  if (plainText.trim() === '') return rich;
  return rich.map((segment, index) =>
    // The plain rendition stands for the whole of the rich one, so every piece of that is shown as HTML only.
    ({ plain: index === 0 ? plainText : '', html: segment.html ?? textToHtml(segment.plain ?? '') }),
  );
}
