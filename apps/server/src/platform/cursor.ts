import { AppError } from './errors.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A position ends with an id; what stands before it are instants, between equals of which the id decides. */
function isPosition(parts: unknown[]): parts is string[] {
  return parts.every((part, index) => {
    if (typeof part !== 'string') return false;
    return index === parts.length - 1 ? uuid.test(part) : isInstant(part);
  });
}

/** As an instant is written into a cursor, and of a year that the database knows: it has no year 0. */
function isInstant(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && /^(?!0000)\d{4}-/.test(text) && new Date(at).toISOString() === text;
}

/** A position of keyset paging as opaque text. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Throws `http.invalid_request` for anything that is not a cursor of `length` parts. */
export function decodeCursor(cursor: string, length: number): string[] {
  const parts = partsOf(cursor);
  if (parts.length === length && isPosition(parts)) return parts;
  throw new AppError('http.invalid_request');
}

/** A position in an order of numbers: the number, and the id that decides between equals. Throws the same. */
export function decodeNumberCursor(cursor: string): [string, string] {
  const [number, id] = partsOf(cursor);
  if (typeof number === 'string' && /^\d{1,15}$/.test(number) && typeof id === 'string' && uuid.test(id))
    return [number, id];
  throw new AppError('http.invalid_request');
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts)) return parts;
  } catch {
    // What cannot be read is no cursor either.
  }
  return [];
}
