import { z } from 'zod';
import { id } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'files';

/** Days that a file sent as a link can be downloaded. */
export const fileLinkDays = 30;
/** Looks and downloads of one network in a minute. */
export const fileLinkVisitsPerMinute = 60;

/** What stands in the address: the link's id and our signature of it. */
const params = z.object({ token: z.string().min(1).max(200) });

export const openFileLink = defineRoute({
  operationId: 'openFileLink',
  method: 'GET',
  path: '/f/{token}',
  summary: 'The page of a file that was too large for a mail, in the language of that mail',
  tag,
  access: 'public',
  params,
  responses: { 200: null },
  responseType: 'text/html',
  errors: ['http.rate_limited'],
});

export const downloadFileLink = defineRoute({
  operationId: 'downloadFileLink',
  method: 'GET',
  path: '/f/{token}/download',
  summary: 'The bytes of such a file, always as a download; the same page as above where the link has ended',
  tag,
  access: 'public',
  params,
  responses: { 200: null },
  responseType: 'application/octet-stream',
  errors: ['http.rate_limited'],
});

export const revokeFileLink = defineRoute({
  operationId: 'revokeFileLink',
  method: 'DELETE',
  path: '/api/v1/attachments/{attachmentId}/link',
  summary: 'End the link of a file before its time; nothing happens where it has ended',
  tag,
  access: 'tickets:reply',
  params: z.object({ attachmentId: id }),
  responses: { 204: null },
  errors: ['attachments.not_found'],
});

export const fileLinkRoutes = [openFileLink, downloadFileLink, revokeFileLink];
