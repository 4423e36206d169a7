import { imageTypes } from '@ventanilla/contracts/images';
import type { FastifyReply } from 'fastify';
import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '../errors.ts';
import { cleanImage } from './clean-image.rules.ts';
import type { FileStore } from './file-store.ts';

/** An image in the file store, of a type that its own bytes say. */
export interface StoredImage {
  sha256: string;
  sizeBytes: number;
  contentType: string;
}

/** Longest side of a photo or logo, in pixels: a picture of a few bytes must not unfold into gigabytes somewhere. */
export const imageSideMax = 4096;

/**
 * Keeps an uploaded image without what its camera wrote into it. Throws `files.not_an_image` for bytes that are no
 * PNG, JPEG or WebP, and `files.image_too_large` for one of too many pixels.
 */
export async function storeImage(bytes: Uint8Array, deps: { files: FileStore }): Promise<StoredImage> {
  const type = await fileTypeFromBuffer(bytes.subarray(0, 4100));
  const contentType = imageTypes.find((known) => known === type?.mime);
  if (!contentType) throw new AppError('files.not_an_image');
  const clean = cleanImage(bytes, contentType);
  if (!clean) throw new AppError('files.not_an_image');
  if (Math.max(clean.width, clean.height) > imageSideMax) {
    throw new AppError('files.image_too_large', { params: { max: imageSideMax } });
  }
  return { ...(await deps.files.put(clean.bytes)), contentType };
}

/**
 * Sends an image so that nothing in it can run, whatever else its bytes may mean. Its address changes with it
 * (`imageVersion`), so that browsers may keep it.
 */
export async function sendImage(
  input: { sha256: string; contentType: string; reply: FastifyReply; shared: boolean },
  deps: { files: FileStore },
): Promise<undefined> {
  const bytes = await deps.files.read(input.sha256);
  await input.reply
    .header('content-type', input.contentType)
    .header('content-disposition', 'inline')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', `${input.shared ? 'public' : 'private'}, max-age=86400`)
    .send(bytes);
  return undefined;
}

/** Tells one image from the next in an address. */
export function imageVersion(sha256: string): string {
  return sha256.slice(0, 12);
}
