import { AppError } from './errors.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A position ends with an id; what stands before it are instants, between equals of which the id decides. */
function isPosition(parts: unknown[]): parts is string[] {
  return parts.every((part, index) => {
    if (typeof part !== 'string') return false;
    if (index === parts.length - 1) return uuid.test(part);
    return /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(part) && !Number.isNaN(Date.parse(part));
  });
}

/** A position of keyset paging as opaque text. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Throws `http.invalid_request` for anything that is not a cursor of `length` parts. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === length && isPosition(parts)) return parts;
  } catch {
    // Falls through to the error below.
  }
  throw new AppError('http.invalid_request');
}
