import { z } from 'zod';
import { clockMetric, clockState } from './clocks.ts';
import { cappedCount, id, instant, page, pageQuery } from './common.ts';
import { eventActor } from './events.ts';
import { notificationKinds } from './notification.rules.ts';
import { defineRoute } from './route.ts';
import { runStates } from './routine-runs.ts';

const tag = 'notifications';

/** Days after which a notice that was read is forgotten, and after which any is. */
export const readDaysKept = 30;
export const noticeDaysKept = 90;

/** How the centre shows notices apart. */
export const notificationGroups = ['mine', 'answers', 'times', 'house'] as const;
export type NotificationGroup = (typeof notificationGroups)[number];

/** One line of somebody's centre: everything of one kind on one ticket or mailbox since it was last read. */
export const notification = z.object({
  id,
  kind: z.enum(notificationKinds),
  /** When the last of it happened. */
  at: instant,
  /** How often it happened since the line was last read. */
  count: z.number().int().min(1),
  readAt: instant.nullable(),
  /** Until then it is out of the centre; null: it stands in it. */
  postponedUntil: instant.nullable(),
  /** Who did the last of it, by name where they are known. */
  actor: z.object({ kind: eventActor.shape.kind, name: z.string().nullable() }),
  ticket: z
    .object({
      id,
      number: z.number().int(),
      subject: z.string(),
      requester: z.string(),
      organization: z.string().nullable(),
      /** What the customer wrote last, shortened; of `answered` only. */
      words: z.string().nullable(),
    })
    .nullable(),
  /** Of `warned` and `breached`. */
  clock: z.object({ metric: clockMetric, state: clockState, dueAt: instant.nullable() }).nullable(),
  /** It tells of one action on `count` tickets, which are not named. */
  ofRun: z.boolean(),
  /** Of `duty`: how it stands now. */
  duty: z.object({ name: z.string(), dueAt: instant, state: z.enum(runStates) }).nullable(),
  /** Of `mailbox`. */
  mailbox: z.object({ address: z.string(), state: z.enum(['began', 'ended']) }).nullable(),
});
export type Notification = z.infer<typeof notification>;

/** What waits to be read, by group. */
export const unreadNotifications = z.object({
  all: cappedCount,
  /** How many are put off. */
  postponed: z.number().int(),
  groups: z.object({
    mine: z.number().int(),
    answers: z.number().int(),
    times: z.number().int(),
    house: z.number().int(),
  } satisfies Record<NotificationGroup, unknown>),
});
export type UnreadNotifications = z.infer<typeof unreadNotifications>;

export const listNotifications = defineRoute({
  operationId: 'listNotifications',
  method: 'GET',
  path: '/api/v1/notifications',
  summary: 'One’s own notices, newest first; those of a ticket that one no longer sees are left out',
  tag,
  access: 'session',
  query: pageQuery.extend({
    group: z.enum(notificationGroups).optional(),
    /** Those that are put off instead, whichever comes back first. */
    postponed: z.enum(['true', 'false']).default('false'),
  }),
  responses: { 200: page(notification) },
  errors: [],
});

export const countNotifications = defineRoute({
  operationId: 'countNotifications',
  method: 'GET',
  path: '/api/v1/notifications/unread',
  summary: 'How many of one’s own notices wait to be read',
  tag,
  access: 'session',
  responses: { 200: unreadNotifications },
  errors: [],
});

/** Most notices that are marked by their ids at once. */
export const marksMax = 200;

export const markNotifications = defineRoute({
  operationId: 'markNotifications',
  method: 'POST',
  path: '/api/v1/notifications/marks',
  summary: 'Mark some of one’s own notices as read, or as unread again; ids of others are passed over',
  tag,
  access: 'session',
  body: z.object({ ids: z.array(id).min(1).max(marksMax), read: z.boolean() }),
  responses: { 200: unreadNotifications },
  errors: [],
});

export const readNotifications = defineRoute({
  operationId: 'readNotifications',
  method: 'POST',
  path: '/api/v1/notifications/read',
  summary: 'Mark all of one’s own notices as read, or those of one ticket',
  tag,
  access: 'session',
  body: z.object({ ticketId: id.optional() }),
  responses: {
    200: z.object({
      /** Takes it back; null where nothing was unread. */
      undo: instant.nullable(),
      count: z.number().int(),
      unread: unreadNotifications,
    }),
  },
  errors: [],
});

export const undoReadNotifications = defineRoute({
  operationId: 'undoReadNotifications',
  method: 'POST',
  path: '/api/v1/notifications/read/undo',
  summary: 'Take back a marking of all: what was read by it is unread again',
  tag,
  access: 'session',
  body: z.object({ undo: instant }),
  responses: { 200: unreadNotifications },
  errors: [],
});

/** How far away a notice may be put off. */
export const postponeDaysMax = 366;
export const postponeKeys = ['hour', 'tomorrow', 'monday'] as const;
export type PostponeKey = (typeof postponeKeys)[number];

export const listPostponeMoments = defineRoute({
  operationId: 'listPostponeMoments',
  method: 'GET',
  path: '/api/v1/notifications/moments',
  summary:
    'Until when most people put a notice off: in an hour, when tomorrow begins, when Monday does; by the reader’s zone and the hours of the house',
  tag,
  access: 'session',
  responses: {
    200: z.object({
      /** The reader’s own. */
      timeZone: z.string(),
      items: z.array(z.object({ key: z.enum(postponeKeys), at: instant })),
    }),
  },
  errors: [],
});

export const postponeNotifications = defineRoute({
  operationId: 'postponeNotifications',
  method: 'POST',
  path: '/api/v1/notifications/postpone',
  summary:
    'Put some of one’s own notices off: they leave the centre and come back unread then, or as soon as there is more to tell; ids of others are passed over',
  tag,
  access: 'session',
  body: z.object({ ids: z.array(id).min(1).max(marksMax), until: instant }),
  responses: { 200: unreadNotifications },
  errors: ['notifications.wrong_moment'],
});

export const returnNotifications = defineRoute({
  operationId: 'returnNotifications',
  method: 'POST',
  path: '/api/v1/notifications/return',
  summary: 'Bring notices that are put off back at once, as they were; ids of others are passed over',
  tag,
  access: 'session',
  body: z.object({ ids: z.array(id).min(1).max(marksMax) }),
  responses: { 200: unreadNotifications },
  errors: [],
});

export const notificationRoutes = [
  listNotifications,
  countNotifications,
  markNotifications,
  readNotifications,
  undoReadNotifications,
  listPostponeMoments,
  postponeNotifications,
  returnNotifications,
];
