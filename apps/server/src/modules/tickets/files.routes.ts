import type { Readable } from 'node:stream';
import type { downloadAttachment, previewAttachment, uploadFile } from '@ventanilla/contracts/files';
import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '../../platform/errors.ts';
import { disposition, isKept } from '../../platform/files/download.ts';
import { cleanFileName } from '../../platform/files/file-name.ts';
import type { RouteContext } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { createUpload, demandUploadRoom } from './commands/uploads.ts';
import { getAttachment } from './queries/attachment.ts';
import { isPicture } from './tickets.rules.ts';

/** Bytes first, durable; then the row that says whose they are. */
export async function storeUpload(
  { body, query, actor, transact }: RouteContext<typeof uploadFile>,
  platform: Platform,
) {
  // An upload belongs to the agent who will send it.
  if (actor.kind !== 'agent') throw new AppError('auth.forbidden');
  await demandUploadRoom({ sizeBytes: body.byteLength }, { actor, db: platform.db });
  const stored = await platform.files.put(body);
  const type = await fileTypeFromBuffer(body.subarray(0, 4100));
  const contentType = type?.mime ?? 'application/octet-stream';
  return transact((work) =>
    createUpload({ ...stored, fileName: cleanFileName(query.fileName) || 'archivo', contentType }, work),
  );
}

/**
 * Nothing of a customer's executes in our origin: everything is a download, except raster images, and even these
 * come with a policy that allows nothing.
 */
export async function sendAttachment(
  { params, actor, request, reply }: RouteContext<typeof downloadAttachment>,
  platform: Platform,
): Promise<undefined> {
  const file = await getAttachment({ ...params, actor }, platform.db);
  if (await isKept({ tag: file.sha256 }, { request, reply })) return undefined;
  const inline = isPicture(file.content_type);
  const stream = platform.files.stream(file.sha256);
  await reply
    .header('content-type', inline ? file.content_type : 'application/octet-stream')
    .header('content-length', file.size_bytes)
    .header('content-disposition', disposition(inline ? 'inline' : 'attachment', file.file_name))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .send(stream);
  return undefined;
}

/**
 * A PDF for the viewer that the browser brings, which draws it outside of our origin. A sandbox would keep that
 * viewer out, so the bytes themselves must be a PDF, and the policy lets nothing else be loaded.
 */
export async function sendPreview(
  { params, actor, request, reply }: RouteContext<typeof previewAttachment>,
  platform: Platform,
): Promise<undefined> {
  const file = await getAttachment({ ...params, actor }, platform.db);
  if (!(await beginsAsPdf(platform.files.stream(file.sha256)))) throw new AppError('attachments.no_preview');
  if (await isKept({ tag: file.sha256 }, { request, reply })) return undefined;
  await reply
    .header('content-type', 'application/pdf')
    .header('content-length', file.size_bytes)
    .header('content-disposition', disposition('inline', file.file_name))
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
    )
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .send(platform.files.stream(file.sha256));
  return undefined;
}

/** Read no further than the mark that every PDF begins with. */
async function beginsAsPdf(stream: Readable): Promise<boolean> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    return chunk.subarray(0, 5).toString('latin1') === '%PDF-';
  }
  return false;
}
