import { z } from 'zod';
import { id } from './common.ts';
import { notificationKinds } from './notification.rules.ts';
import { defineRoute } from './route.ts';
import { draftKinds } from './writing.ts';

/**
 * Frames of the live stream. `id:` of each server-sent event is the position of the log. Frames carry ids,
 * versions and counts, never content; content is fetched through the ordinary routes, with their permissions.
 */
export const liveTicketFrame = z.object({
  /** Tickets that changed and that the reader may see, with their version and the kinds of event. */
  changed: z.array(z.object({ ticketId: id, version: z.number().int(), types: z.array(z.string()) })),
  /** Tickets that the reader was told of before and may no longer see. */
  gone: z.array(id),
});
export type LiveTicketFrame = z.infer<typeof liveTicketFrame>;

/** The reader saved or ended a draft of theirs, on this device or another; `rev` is null where there is none now. */
export const liveDraftFrame = z.object({
  ticketId: id,
  kind: z.enum(draftKinds),
  rev: z.number().int().nullable(),
});
export type LiveDraftFrame = z.infer<typeof liveDraftFrame>;

/**
 * Something about the reader's own notices is different: count and list are to be fetched anew. `added`: what kinds
 * are new to them, for a sound; empty where only marks changed.
 */
export const liveNoticesFrame = z.object({ added: z.array(z.enum(notificationKinds)) });
export type LiveNoticesFrame = z.infer<typeof liveNoticesFrame>;

/** How far an export of the reader's own is: of how many rows. */
export const liveExportFrame = z.object({
  exportId: id,
  rows: z.number().int(),
  total: z.number().int(),
});
export type LiveExportFrame = z.infer<typeof liveExportFrame>;

/**
 * A board that the reader sees, or saw until now, is different: renamed, shared, removed, its columns changed. The list of
 * boards is to be fetched anew, and the board too where it is the one on the screen.
 */
export const liveBoardsFrame = z.object({ boardId: id });
export type LiveBoardsFrame = z.infer<typeof liveBoardsFrame>;

/** A view that the reader sees, or saw until now, is different: the list of views is to be fetched anew. */
export const liveViewsFrame = z.object({ viewId: id });
export type LiveViewsFrame = z.infer<typeof liveViewsFrame>;

/**
 * Why the server ended a stream: the reader must not reconnect on `signed_out` (session ended, agent blocked, other
 * role); on the others it comes back by itself and resumes, and so it does when a stream just ends.
 */
export const liveCloseReasons = ['signed_out', 'powers_changed', 'shutdown', 'too_slow'] as const;
export type LiveCloseReason = (typeof liveCloseReasons)[number];

/**
 * Names of the server-sent events: `hello` (data: `{position}`, from where this stream tells), `tickets` (data:
 * LiveTicketFrame; without `id:` when another frame of the same stretch of the log follows), `resync` (data:
 * `{position}`; the asked position cannot be resumed: fetch everything anew), `presence` (data: TicketPresence, without
 * `id:`), `draft` (data: LiveDraftFrame, without `id:`; to the draft's own writer alone), `notices` (data:
 * LiveNoticesFrame, without `id:`; to whose they are alone), `boards` (data: LiveBoardsFrame, without `id:`), `views` (data:
 * LiveViewsFrame, without `id:`), `export`
 * (data: LiveExportFrame, without `id:`; to whoever exports alone), `definitions` (data: `{}`; what tickets are told apart by
 * reads differently now), `close` (data: `{reason}`). A comment line every 15 s keeps the connection open; with it goes an `id:`, so that a reader to whom nothing is shown still
 * resumes from where the log is.
 */
export const liveEventNames = [
  'hello',
  'tickets',
  'resync',
  'presence',
  'draft',
  'notices',
  'boards',
  'views',
  'export',
  'definitions',
  'close',
] as const;

export const openLive = defineRoute({
  operationId: 'openLive',
  method: 'GET',
  path: '/api/v1/live',
  summary:
    'Server-sent events of what the reader may see; `Last-Event-ID` or `after` replays from that position',
  tag: 'live',
  access: 'tickets:read',
  query: z.object({ after: z.coerce.number().int().min(0).optional() }),
  responses: { 200: null },
  responseType: 'text/event-stream',
  errors: ['http.rate_limited', 'http.unavailable'],
});

export const liveRoutes = [openLive];
