import { truncateUtf8 } from './clean-text.ts';
import { decodeBytes } from './decode-bytes.ts';
import { PARSE_LIMITS } from './parsed-mail.ts';

/** Names for parts that came without one, by content type. */
const EXTENSIONS: Record<string, string> = {
  'application/ics': 'ics',
  'application/json': 'json',
  'application/ms-tnef': 'dat',
  'application/pdf': 'pdf',
  'application/pgp-signature': 'asc',
  'application/pkcs7-mime': 'p7m',
  'application/pkcs7-signature': 'p7s',
  'application/zip': 'zip',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'message/delivery-status': 'txt',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/rfc822-headers': 'txt',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
};

const EXTENSION_BYTES_MAX = 20;

/**
 * A name that is safe to show and to offer for saving: no path, control, bidirectional or reserved
 * characters, no leading or trailing dots, at most 150 bytes with its extension kept. Never empty.
 */
export function safeFileName(file: { name: string | null; contentType: string; position: number }): string {
  const cleaned = cleanName(lastSegment(repairBytes(file.name ?? '')));
  const extension = EXTENSIONS[file.contentType.toLowerCase()];
  const name = cleaned === '' ? `adjunto-${file.position}${extension ? `.${extension}` : ''}` : cleaned;
  return shorten(name);
}

/** The name of a mail attached to a mail: its own subject. */
export function nestedMailName(file: { subject: string | null; fallback: string | null }): string {
  // A slash in a subject separates words, not folders.
  const subject = cleanName((file.subject ?? '').replace(/[/\\]/g, '-'));
  const fallback = cleanName(lastSegment(repairBytes(file.fallback ?? ''))).replace(/\.eml$/i, '');
  return shorten(`${subject || fallback || 'mensaje'}.eml`);
}

function cleanName(name: string): string {
  // Beginning and end are enough of an endless name, and keep every step below cheap.
  const bounded = name.length > 1000 ? name.slice(0, 500) + name.slice(-500) : name;
  return bounded
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*/\\]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
    .trim()
    .replace(/\.+$/, '');
}

function lastSegment(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}

/** Raw 8-bit names arrive as one character per byte. */
function repairBytes(name: string): string {
  return /[\u0080-\u00FF]/.test(name) && !/[\u0100-\uFFFF]/.test(name)
    ? decodeBytes(Buffer.from(name, 'latin1'))
    : name;
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= PARSE_LIMITS.attachmentNameBytesMax) return name;
  const dot = name.lastIndexOf('.');
  const extension =
    dot > 0 && Buffer.byteLength(name.slice(dot)) <= EXTENSION_BYTES_MAX ? name.slice(dot) : '';
  const stem = extension === '' ? name : name.slice(0, dot);
  return (
    truncateUtf8(stem, PARSE_LIMITS.attachmentNameBytesMax - Buffer.byteLength(extension)).trimEnd() +
    extension
  );
}
