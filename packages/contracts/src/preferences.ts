import { z } from 'zod';
import { defaultNoticeChoices, type NotificationKind, type NotificationWay } from './notification.rules.ts';
import { timeZone } from './organization.ts';

/** Longest signature, in characters. */
export const signatureLengthMax = 1000;
export const signature = z.string().trim().max(signatureLengthMax);

/** How long an answer waits before it is sent, in seconds, so that it can be undone; 0: it is sent at once. */
export const undoSendChoices = [0, 5, 10, 20] as const;
export const undoSendSecondsDefault = 10;

/** What one column of the board does when something comes: a sound, a notice of the operating system. */
export const columnNotices = z.object({ sound: z.boolean(), desktop: z.boolean() });
export type ColumnNotices = z.infer<typeof columnNotices>;

/** Columns whose notices somebody chose, of all boards together. */
const ownColumnsMax = 500;

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const ways = z.object({
  app: z.boolean(),
  sound: z.boolean(),
  desktop: z.boolean(),
  email: z.boolean(),
} satisfies Record<NotificationWay, unknown>);

/** What somebody chose about notices: which kinds by which way, when it is quiet, when mail leaves. */
export const noticeChoices = z.object({
  kinds: z.object({
    assigned: ways,
    reassigned: ways,
    answered: ways,
    warned: ways,
    breached: ways,
    mentioned: ways,
    mailbox: ways,
    duty: ways,
  } satisfies Record<NotificationKind, unknown>),
  quiet: z
    .object({
      from: wallTime,
      to: wallTime,
      // A week of rest would never end.
      restDays: z.array(z.number().int().min(1).max(7)).max(6),
    })
    .refine(({ from, to }) => from !== to, { path: ['to'] })
    .nullable(),
  silentUntil: z.iso.datetime().nullable(),
  digest: z.discriminatedUnion('how', [
    z.object({ how: z.literal('immediately') }),
    z.object({ how: z.literal('hourly') }),
    z.object({ how: z.literal('daily'), at: wallTime }),
  ]),
  timeZone: timeZone.nullable(),
});

/** What the desk remembers of its reader. */
export const preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** A sound for what is new on the board. */
  sounds: z.boolean(),
  /** Notices of the operating system; the browser asks for its own leave besides. */
  desktopNotices: z.boolean(),
  /** Keys without Ctrl or ⌘, as `r` to reply; who dictates or uses switches turns them off (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  undoSendSeconds: z.literal(undoSendChoices),
  /** Of each column; they hold only while `sounds` and `desktopNotices` are on. */
  columns: z.object({ new: columnNotices, answered: columnNotices, your_turn: columnNotices }),
  /**
   * Of columns of one's own and of shared boards, by id; they hold as those of `columns` do. A column that is not here does neither; a
   * built-in one goes by its key, on whatever board it stands.
   */
  ownColumns: z
    .record(z.uuid(), columnNotices)
    .refine((columns) => Object.keys(columns).length <= ownColumnsMax, { message: 'too many columns' }),
  /** The board that opens first; null: one's own default board. */
  boardId: z.uuid().nullable(),
  notices: noticeChoices,
});
export type Preferences = z.infer<typeof preferences>;

/** What holds for whoever changed nothing. */
export const defaultPreferences: Preferences = {
  theme: 'system',
  sounds: true,
  desktopNotices: false,
  singleKeys: true,
  undoSendSeconds: undoSendSecondsDefault,
  columns: {
    new: { sound: true, desktop: true },
    answered: { sound: false, desktop: false },
    your_turn: { sound: true, desktop: true },
  },
  ownColumns: {},
  boardId: null,
  notices: defaultNoticeChoices,
};
