import { z } from 'zod';
import { id, instant } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'originals';
const params = z.object({ messageId: id });

/** Characters of an original shown on screen; the download has all of it. */
export const sourceCharactersMax = 256 * 1024;

export const downloadOriginal = defineRoute({
  operationId: 'downloadOriginal',
  method: 'GET',
  path: '/api/v1/messages/{messageId}/original',
  summary: 'A received mail, byte by byte as it came; always a download',
  tag,
  access: 'tickets:read',
  params,
  responses: { 200: null },
  responseType: 'application/octet-stream',
  errors: ['messages.not_found', 'messages.no_original'],
});

export const getOriginalSource = defineRoute({
  operationId: 'getOriginalSource',
  method: 'GET',
  path: '/api/v1/messages/{messageId}/source',
  summary: 'The headers and the text of a received mail as it came, to be read by a person',
  tag,
  access: 'tickets:read',
  params,
  responses: {
    200: z.object({
      headers: z.array(z.object({ name: z.string(), value: z.string() })),
      /** What follows the headers, undecoded; at most `sourceCharactersMax`. */
      body: z.string(),
      truncated: z.boolean(),
      sizeBytes: z.number().int(),
    }),
  },
  errors: ['messages.not_found', 'messages.no_original'],
});

export const rereadMessage = defineRoute({
  operationId: 'rereadMessage',
  method: 'POST',
  path: '/api/v1/messages/{messageId}/reread',
  summary: 'Read a received mail again from its original; the message is replaced, nothing else happens',
  tag,
  access: 'tickets:reply',
  params,
  responses: {
    200: z.object({
      /** `same`: it reads as before; `unreadable`: it cannot be read, and nothing changed. */
      outcome: z.enum(['changed', 'same', 'unreadable']),
    }),
  },
  errors: ['messages.not_found', 'messages.no_original', 'http.unavailable'],
});

/** Readings of one message shown, the newest. */
export const messageVersionsMax = 20;

const messageReading = z.object({
  subject: z.string(),
  /** What was seen of the text, and below it what was folded; each at most `sourceCharactersMax`. */
  text: z.string(),
  quotedText: z.string().nullable(),
  fileNames: z.array(z.string()),
});
export type MessageReading = z.infer<typeof messageReading>;

export const listMessageVersions = defineRoute({
  operationId: 'listMessageVersions',
  method: 'GET',
  path: '/api/v1/messages/{messageId}/versions',
  summary: 'What a received mail said before each time it was read again, and after; newest first',
  tag,
  access: 'tickets:read',
  params,
  responses: {
    200: z.object({
      items: z.array(
        z.object({
          id,
          /** When it was read again. */
          at: instant,
          /** Who asked for it; null for the product itself, as from its command line. */
          by: z.string().nullable(),
          before: messageReading,
          after: messageReading,
        }),
      ),
    }),
  },
  errors: ['messages.not_found'],
});
export type MessageVersion = z.infer<(typeof listMessageVersions.responses)[200]>['items'][number];

export const originalRoutes = [downloadOriginal, getOriginalSource, rereadMessage, listMessageVersions];
