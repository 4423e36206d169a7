import { z } from 'zod';

/** Longest signature, in characters. */
export const signatureLengthMax = 1000;
export const signature = z.string().trim().max(signatureLengthMax);

/** What the desk remembers of its reader. */
export const preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** A sound for what is new on the board. */
  sounds: z.boolean(),
  /** Notices of the operating system; the browser asks for its own leave besides. */
  desktopNotices: z.boolean(),
});
export type Preferences = z.infer<typeof preferences>;

/** What holds for whoever changed nothing. */
export const defaultPreferences: Preferences = { theme: 'system', sounds: true, desktopNotices: false };
