import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The value of `Content-Disposition` with any name (RFC 6266). */
export function disposition(kind: 'inline' | 'attachment', fileName: string): string {
  const name = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename*=UTF-8''${name}`;
}

/** Sends bytes from outside as a download that no browser opens by itself, whatever they are. */
export async function sendDownload(
  file: { fileName: string; sizeBytes: number; stream: Readable },
  reply: FastifyReply,
): Promise<undefined> {
  await reply
    .header('content-type', 'application/octet-stream')
    .header('content-length', file.sizeBytes)
    .header('content-disposition', disposition('attachment', file.fileName))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')
    .send(file.stream);
  return undefined;
}

/**
 * Lets a browser keep bytes that never change, but ask each time whether its reader may still see them: after
 * signing out nothing kept opens. Answers true when the browser has them already and was told so.
 * @param tag what the bytes are known by; call it after the permission was checked
 */
export async function isKept(
  { tag }: { tag: string },
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<boolean> {
  reply.header('cache-control', 'private, no-cache').header('etag', `"${tag}"`).header('vary', 'cookie');
  const known = String(request.headers['if-none-match'] ?? '').split(',');
  if (!known.some((each) => each.trim().replace(/^W\//, '') === `"${tag}"`)) return false;
  await reply.code(304).send();
  return true;
}
