import { z } from 'zod';
import { id } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'remote-images';

/** Largest remote image passed on, in bytes. */
export const remoteImageBytesMax = 10 * 1024 * 1024;
/** Remote images of one message that are shown. */
export const remoteImagesPerMessageMax = 200;
/** Remote images that one agent may have fetched, per window. */
export const remoteImagesPerWindowMax = 300;
export const remoteImageWindowMs = 60_000;

const messageParams = z.object({ messageId: id });

export const getRemoteImage = defineRoute({
  operationId: 'getRemoteImage',
  method: 'GET',
  path: '/api/v1/messages/{messageId}/remote-images/{index}',
  summary:
    'An image that the HTML of a message takes from the internet, fetched by the server; `index` counts its distinct addresses in order of appearance, from 0',
  tag,
  access: 'tickets:read',
  params: messageParams.extend({
    index: z.coerce
      .number()
      .int()
      .min(0)
      .max(remoteImagesPerMessageMax - 1),
  }),
  responses: { 200: null, 304: null },
  responseType: 'application/octet-stream',
  errors: [
    'messages.not_found',
    'remote_images.not_found',
    'remote_images.refused',
    'remote_images.unreachable',
    'remote_images.too_large',
    'remote_images.not_an_image',
    'http.rate_limited',
  ],
});

export const listImageSenders = defineRoute({
  operationId: 'listImageSenders',
  method: 'GET',
  path: '/api/v1/image-senders',
  summary: 'Addresses whose mails are shown with their remote images to the caller, without asking each time',
  tag,
  access: 'tickets:read',
  responses: { 200: z.object({ items: z.array(z.string()) }) },
  errors: [],
});

export const trustImageSender = defineRoute({
  operationId: 'trustImageSender',
  method: 'PUT',
  path: '/api/v1/messages/{messageId}/image-sender',
  summary: 'Show the caller the remote images of whoever sent this message, from now on',
  tag,
  access: 'tickets:read',
  params: messageParams,
  responses: { 204: null },
  errors: ['messages.not_found', 'remote_images.no_sender'],
});

export const distrustImageSender = defineRoute({
  operationId: 'distrustImageSender',
  method: 'DELETE',
  path: '/api/v1/messages/{messageId}/image-sender',
  summary: 'Ask again before the remote images of whoever sent this message are shown to the caller',
  tag,
  access: 'tickets:read',
  params: messageParams,
  responses: { 204: null },
  errors: ['messages.not_found'],
});

export const remoteImageRoutes = [getRemoteImage, listImageSenders, trustImageSender, distrustImageSender];
