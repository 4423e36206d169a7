import { cleanFileName, fileNameFromText } from '../../../../platform/files/file-name.ts';

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

/**
 * A name that is safe to show and to offer for saving: no path, control, bidirectional or reserved
 * characters, no leading or trailing dots, at most 150 bytes with its extension kept. Never empty.
 */
export function safeFileName(file: { name: string | null; contentType: string; position: number }): string {
  const cleaned = cleanFileName(file.name ?? '');
  const extension = EXTENSIONS[file.contentType.toLowerCase()];
  return cleaned === '' ? `adjunto-${file.position}${extension ? `.${extension}` : ''}` : cleaned;
}

/** The name of a mail attached to a mail: its own subject. */
export function nestedMailName(file: { subject: string | null; fallback: string | null }): string {
  const subject = file.subject ?? '';
  const fallback = cleanFileName(file.fallback ?? '').replace(/\.eml$/i, '');
  return fileNameFromText(`${fileNameFromText(subject) || fallback || 'mensaje'}.eml`);
}
