/** Longest name of a file, in bytes of UTF-8. */
export const fileNameBytesMax = 150;
const extensionBytesMax = 20;

/**
 * A name that is safe to show and to offer for saving: no path, no control, direction or reserved characters, no
 * dots around, at most `fileNameBytesMax` with its extension kept. Empty when nothing of it is usable.
 */
export function cleanFileName(name: string): string {
  return shorten(cleanCharacters(lastSegment(name)));
}

/** The same for a text that was never a path, such as a subject: its slashes separate words. */
export function fileNameFromText(text: string): string {
  return shorten(cleanCharacters(text.replace(/[/\\]/g, '-')));
}

function cleanCharacters(name: string): string {
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

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= fileNameBytesMax) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= extensionBytesMax ? name.slice(dot) : '';
  const stem = extension === '' ? name : name.slice(0, dot);
  return `${truncateUtf8(stem, fileNameBytesMax - Buffer.byteLength(extension)).trimEnd()}${extension}`;
}

/** Cuts at a whole character, at most `bytesMax` bytes of UTF-8. */
export function truncateUtf8(text: string, bytesMax: number): string {
  if (text.length * 3 <= bytesMax) return text;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= bytesMax) return text;
  let end = bytesMax;
  // A continuation byte (10xxxxxx) right after the cut means that the cut is inside a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
