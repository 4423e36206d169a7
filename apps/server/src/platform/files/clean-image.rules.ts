import type { imageTypes } from '@ventanilla/contracts/images';

export type ImageType = (typeof imageTypes)[number];

/** An image without what was written beside its pixels. */
export interface CleanImage {
  bytes: Buffer;
  /** In pixels. */
  width: number;
  height: number;
}

/**
 * Takes out of an image whatever is not needed to draw it (place and time of the picture, device, author, comments,
 * what hangs after its end), without touching its pixels, and reads its size. Null for bytes that are not what they
 * say. Sources: PNG 3rd edition §4.7; JFIF 1.02 and ITU-T T.81 annex B; WebP container specification.
 */
export function cleanImage(bytes: Uint8Array, type: ImageType): CleanImage | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const clean = cleaners[type](buffer);
    return clean && clean.width > 0 && clean.height > 0 ? clean : null;
  } catch (error) {
    // A length that points beyond the end of the file.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const cleaners: Record<ImageType, (bytes: Buffer) => CleanImage | null> = {
  'image/png': cleanPng,
  'image/jpeg': cleanJpeg,
  'image/webp': cleanWebp,
};

/** What changes how a PNG is drawn; animations and texts are left out. */
const pngChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT']);
const pngSignatureBytes = 8;

function cleanPng(bytes: Buffer): CleanImage | null {
  const kept: Buffer[] = [bytes.subarray(0, pngSignatureBytes)];
  for (let at = pngSignatureBytes; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (pngChunks.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') {
      return { bytes: Buffer.concat(kept), width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    }
    at = end;
  }
  return null;
}

const jpegMarker = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  comment: 0xfe,
  app0: 0xe0,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
};

/** Frame headers (SOF0–15 without DHT, JPG and DAC), which hold the size. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

const iccName = 'ICC_PROFILE\0';

/** A colour profile and Adobe's APP14 say which colours the numbers mean; other application segments and comments go. */
function isJpegExtra(marker: number, segment: Buffer): boolean {
  if (marker === jpegMarker.comment) return true;
  if (marker < jpegMarker.app0 || marker > jpegMarker.app15 || marker === jpegMarker.app14) return false;
  return marker !== jpegMarker.app2 || !segment.subarray(4).toString('latin1').startsWith(iccName);
}

function cleanJpeg(bytes: Buffer): CleanImage | null {
  if (bytes.readUInt16BE(0) !== 0xff00 + jpegMarker.start) return null;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at < bytes.length; ) {
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === jpegMarker.end)
      return size && { bytes: Buffer.concat([...kept, bytes.subarray(at, at + 2)]), ...size };
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    if (isFrame(marker)) size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    const next = marker === jpegMarker.scan ? endOfScan(bytes, end) : end;
    if (!isJpegExtra(marker, bytes.subarray(at, end))) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
}

/** Where the entropy-coded data of a scan ends: at the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length - 1; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    if (next !== 0 && (next < 0xd0 || next > 0xd7) && next !== 0xff) return at;
  }
  return bytes.length;
}

/** Bits of the VP8X header for ICC, EXIF, XMP and animation. */
const webpFlags = { exif: 0x08, xmp: 0x04, animation: 0x02 };
const webpChunks = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP']);

function cleanWebp(bytes: Buffer): CleanImage | null {
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= end; ) {
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) return null;
    const name = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, next));
    // Padding that the file cut off.
    const whole = chunk.length % 2 === 0 ? chunk : Buffer.concat([chunk, Buffer.alloc(1)]);
    if (name === 'VP8X') whole[8]! &= ~(webpFlags.exif | webpFlags.xmp | webpFlags.animation);
    if (webpChunks.has(name)) kept.push(whole);
    size ??= webpSize(name, bytes, at + 8);
    at = next;
  }
  const hasPixels = kept.some((chunk) => /^VP8[ L]$/.test(chunk.toString('latin1', 0, 4)));
  if (!size || !hasPixels) return null;
  const body = Buffer.concat(kept);
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(4 + body.length, 4);
  head.write('WEBP', 8, 'latin1');
  return { bytes: Buffer.concat([head, body]), ...size };
}

function webpSize(name: string, bytes: Buffer, at: number): { width: number; height: number } | null {
  if (name === 'VP8X')
    return { width: bytes.readUIntLE(at + 4, 3) + 1, height: bytes.readUIntLE(at + 7, 3) + 1 };
  if (name === 'VP8 ') {
    return { width: bytes.readUInt16LE(at + 6) & 0x3fff, height: bytes.readUInt16LE(at + 8) & 0x3fff };
  }
  if (name !== 'VP8L') return null;
  const bits = bytes.readUInt32LE(at + 1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
