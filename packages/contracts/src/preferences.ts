import { z } from 'zod';

/** Longest signature, in characters. */
export const signatureLengthMax = 1000;
export const signature = z.string().trim().max(signatureLengthMax);

/** How long an answer waits before it is sent, in seconds, so that it can be undone; 0: it is sent at once. */
export const undoSendChoices = [0, 5, 10, 20] as const;
export const undoSendSecondsDefault = 10;

/** What one column of the board does when something comes: a sound, a notice of the operating system. */
export const columnNotices = z.object({ sound: z.boolean(), desktop: z.boolean() });
export type ColumnNotices = z.infer<typeof columnNotices>;

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
};
