import { z } from 'zod';
import { id, instant } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'files';

export const attachment = z.object({
  id,
  fileName: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  /** Content-ID without brackets where the HTML refers to it, else null. */
  contentId: z.string().nullable(),
  inline: z.boolean(),
  /** Of a sent file: it was too large for its mail and travels as a link. */
  link: z
    .object({ expiresAt: instant, revoked: z.boolean(), downloads: z.number().int() })
    .nullable()
    .optional(),
});
export type Attachment = z.infer<typeof attachment>;

/** Attachments of one message. */
export const attachmentsPerMessageMax = 20;
/** Largest file taken, in bytes. */
export const fileBytesMax = 25 * 1024 * 1024;
/** All files of one message together, in bytes: mail servers commonly refuse more. */
export const filesPerMessageBytesMax = 25 * 1024 * 1024;

/** Files uploaded and not yet sent, together, in bytes: of one agent, and of everybody. */
export const waitingFilesBytesMax = { own: 500 * 1024 * 1024, all: 5 * 1024 * 1024 * 1024 };

export const uploadFile = defineRoute({
  operationId: 'uploadFile',
  method: 'POST',
  path: '/api/v1/uploads',
  summary: 'Upload one file, to be attached to a reply or note by its id within a day',
  tag,
  access: 'tickets:note',
  query: z.object({ fileName: z.string().min(1).max(255) }),
  rawBody: { contentTypes: ['application/octet-stream'], bytesMax: fileBytesMax },
  responses: { 201: attachment },
  errors: ['http.too_large', 'http.unsupported_media_type', 'files.own_room_full', 'files.room_full'],
});

export const downloadAttachment = defineRoute({
  operationId: 'downloadAttachment',
  method: 'GET',
  path: '/api/v1/attachments/{attachmentId}',
  summary: 'The bytes of an attachment, always as a download except safe raster images',
  tag,
  access: 'tickets:read',
  params: z.object({ attachmentId: id }),
  responses: { 200: null, 304: null },
  responseType: 'application/octet-stream',
  errors: ['attachments.not_found'],
});

export const previewAttachment = defineRoute({
  operationId: 'previewAttachment',
  method: 'GET',
  path: '/api/v1/attachments/{attachmentId}/preview',
  summary: 'A PDF to be shown in the browser’s own viewer; anything else is refused',
  tag,
  access: 'tickets:read',
  params: z.object({ attachmentId: id }),
  responses: { 200: null, 304: null },
  responseType: 'application/pdf',
  errors: ['attachments.not_found', 'attachments.no_preview'],
});

export const fileRoutes = [uploadFile, downloadAttachment, previewAttachment];
